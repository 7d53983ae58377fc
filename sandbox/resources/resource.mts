import type { EntityName } from '../../src/clockodo/entities.js';
import type { Operation } from '../../src/clockodo/operation.js';
import type { StoredRecord } from '../store/data.mjs';
import type { Filter } from '../store/lists.mjs';
import type { Company } from './company.mjs';

/** A request as its operation understands it. */
export interface Input {
	path: Partial<Record<string, number>>;
	query: Record<string, unknown>;
	body: Record<string, unknown>;
}

/** One request to the API: checked by its schemas, and who makes it. */
export interface Call extends Input {
	operation: Operation;
	user: StoredRecord;
}

/** Answers a request with the body of the answer. Throws ApiError to refuse. */
export type Handler = (call: Call, company: Company) => unknown;

/** By the vendor's operation id. */
export type Handlers = Partial<Record<string, Handler>>;

export interface Change {
	/** As it was; undefined for a new one. */
	before?: StoredRecord;
	/** As it is to be: what was there, and the request's body over it. */
	next: StoredRecord;
	call: Call;
}

/** One of the API's resources: its path, and its rules for list, get, create, update and delete, as far as the API has them. */
export interface Resource {
	/** Where its records are in the store. */
	collection: string;
	/** The path of its list; the path of one record is that and the id. */
	path: string;
	/** Set where webhooks speak of it: the entity that it is to them. */
	entity?: EntityName;
	/** The vendor's name in `details.resources` of a refusal. */
	vendorName: string;
	/** What a new record has beside what the request says. */
	defaults: (call: Call, company: Company) => Record<string, unknown>;
	/** Properties of a body that steer the change and are not kept. */
	notKept?: string[];
	/** The collection that each of these properties points into; the property may be a list. */
	references?: Record<string, string>;
	/** Properties that no two records may share together. */
	unique?: { properties: string[]; type: string; message: string };
	/** Checks the vendor's rules and completes what follows from the request; throws ApiError. */
	settle?: (change: Change, company: Company) => StoredRecord;
	/** Checks whether the record may be deleted; throws ApiError. */
	mayDelete?: (record: StoredRecord, call: Call, company: Company) => void;
	/** What is not kept but worked out when it is read. */
	derive?: (record: StoredRecord, company: Company) => Record<string, unknown>;
	/** What follows from a change that was made; `after` is undefined when it was deleted. */
	followUp?: (
		change: { before?: StoredRecord; after?: StoredRecord; call: Call },
		company: Company,
	) => void;
	filters?: (company: Company, call: Call) => Record<string, Filter>;
	/** Query parameters outside of `filter` that filter too. */
	queryFilters?: string[];
	/** Properties in which `filter[fulltext]` searches. */
	fulltext?: string[];
	/** For a sort by something that is not its own property. */
	sortValue?: (record: StoredRecord, name: string, company: Company) => unknown;
	/** What may point at a record: prevents its deletion without `force`. */
	dependents?: Array<{ resource: Resource; property: string }>;
}
