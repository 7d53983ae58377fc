import type { EntityName } from '../../src/clockodo/entities.js';
import type { Operation } from '../../src/clockodo/operation.js';
import type { Input } from '../api/validate.mjs';
import type { Filter } from '../store/lists.mjs';
import type { Company } from './company.mjs';
import type { Resource } from '../store/store.mjs';

/** One request to the API: checked by its schemas, and who makes it. */
export interface Call extends Input {
	operation: Operation;
	user: Resource;
}

/** Answers a request with the body of the answer. Throws ApiError to refuse. */
export type Handler = (call: Call, company: Company) => unknown;

export type Handlers = Record<string, Handler>;

export interface Change {
	/** As it was; undefined for a new one. */
	before?: Resource;
	/** As it is to be: what was there, and the request's body over it. */
	next: Resource;
	call: Call;
}

/** A kind of resource with list, get, create, update and delete, as far as the API has them. */
export interface Kind {
	/** Its name in the store. */
	collection: string;
	/** The path of its list; the path of one is that and the id. */
	path: string;
	/** Set where webhooks speak of it. */
	entity?: EntityName;
	/** The vendor's name in `details.resources` of a refusal. */
	resource?: string;
	/** What a new one has beside what the request says. */
	defaults: (call: Call, company: Company) => Record<string, unknown>;
	/** Properties of a body that steer the change and are not kept. */
	notKept?: string[];
	/** The collection that each of these properties points into; the property may be a list. */
	references?: Record<string, string>;
	/** Properties that no two may share together. */
	unique?: { properties: string[]; type: string; message: string };
	/** Checks the vendor's rules and completes what follows from the request; throws ApiError. */
	settle?: (change: Change, company: Company) => Resource;
	/** Checks whether it may be deleted; throws ApiError. */
	mayDelete?: (resource: Resource, call: Call, company: Company) => void;
	/** What is not kept but worked out when it is read. */
	derive?: (resource: Resource, company: Company) => Record<string, unknown>;
	/** What follows from a change that was made; `after` is undefined when it was deleted. */
	followUp?: (
		change: { before?: Resource; after?: Resource; call: Call },
		company: Company,
	) => void;
	filters?: (company: Company) => Record<string, Filter>;
	/** Query parameters outside of `filter` that filter too. */
	queryFilters?: string[];
	/** Properties in which `filter[fulltext]` searches. */
	fulltext?: string[];
	/** For a sort by something that is not its own property. */
	sortValue?: (resource: Resource, name: string, company: Company) => unknown;
	/** What may point at it: prevents a deletion without `force`. */
	dependents?: Array<{ collection: string; property: string; resource: string }>;
}
