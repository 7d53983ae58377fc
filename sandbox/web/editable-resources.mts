import { entities, findEntity, type EntityName } from '../../src/clockodo/entities.js';
import type { Method, Operation } from '../../src/clockodo/operation.js';
import { operations } from '../../src/clockodo/operations/index.js';
import { servedOperations } from '../api/api.mjs';
import { present } from '../resources/changes.mjs';
import { entityCollections, type Company } from '../resources/company.mjs';
import { resources } from '../resources/table.mjs';
import type { StoredRecord } from '../store/data.mjs';

/** An entity of the webhooks as a resource of the page: where its records are, and what the API can do to them. */
export interface EditableResource {
	entity: EntityName;
	label: string;
	/** Where its records are in the store. */
	collection: string;
	/** The collection that each of these properties points into. */
	references: Record<string, string>;
	create?: Operation;
	update?: Operation;
	remove?: Operation;
}

/** Change requests follow rules of their own: they stand in no table of resources. */
const changeRequests = { references: { users_id: 'users' } };

/** One for every entity of the webhooks, in the order of their table. */
export const editableResources: readonly EditableResource[] = entities.map(
	({ name, label, operationId }) => {
		const read = operations().find(({ id }) => id === operationId);
		const path = read?.path.replace(/\/\{id\}$/, '') ?? '';
		const operation = (method: Method, of: string) =>
			servedOperations.find((each) => each.method === method && each.path === of);
		const { references = {} } = resources.find(({ entity }) => entity === name) ?? changeRequests;
		return {
			entity: name,
			label,
			collection: entityCollections[name],
			references,
			create: operation('POST', path),
			update: operation('PUT', `${path}/{id}`),
			remove: operation('DELETE', `${path}/{id}`),
		};
	},
);

export function findEditableResource(entity: string): EditableResource | undefined {
	return editableResources.find((each) => each.entity === entity);
}

/** As the API shows them, newest first. */
export function listRecords(
	{ entity, collection }: EditableResource,
	company: Company,
): StoredRecord[] {
	const resource = resources.find((each) => each.entity === entity);
	return company
		.records(collection)
		.all()
		.map((record) => (resource ? present(resource, record, company) : record))
		.reverse();
}

export function findRecord(
	resource: EditableResource,
	id: number,
	company: Company,
): StoredRecord | undefined {
	return listRecords(resource, company).find((each) => each.id === id);
}

/** What a person calls this record. */
export function nameOf(entity: string, record: StoredRecord, company: Company): string {
	const { name, text, date_since, date_until, date, year, year_since } = record;
	if (typeof name === 'string') return name;
	const user = nameById('users', record.users_id, company);
	if (entity === 'entry') return [text || 'Entry', user].join(' · ');
	const when = date_since
		? date_since === date_until
			? date_since
			: `${String(date_since)} to ${String(date_until)}`
		: (date ?? year ?? (year_since && `from ${String(year_since)}`));
	return [user, when].filter(Boolean).join(' · ') || `${findEntity(entity)?.label} ${record.id}`;
}

/** The name of what a property points at; empty where it points at nothing. */
export function nameById(collection: string, id: unknown, company: Company): string {
	const found = typeof id === 'number' ? company.records(collection).find(id) : undefined;
	if (!found) return '';
	const entity = resources.find((resource) => resource.collection === collection)?.entity;
	return nameOf(entity ?? '', found, company);
}
