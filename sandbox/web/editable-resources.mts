import { entities, findEntity, type EntityName } from '../../src/clockodo/entities.js';
import type { Method, Operation } from '../../src/clockodo/operation.js';
import { operations } from '../../src/clockodo/operations/index.js';
import { servedOperations } from '../api/api.mjs';
import type { Company } from '../resources/company.mjs';
import { kinds } from '../resources/table.mjs';
import { present } from '../resources/changes.mjs';
import type { Resource } from '../store/store.mjs';

/** One kind of thing that webhooks speak of, and what the API can do to it. */
export interface ThingKind {
	entity: EntityName;
	label: string;
	/** Its name in the store. */
	collection: string;
	/** The collection that each of these properties points into. */
	references: Record<string, string>;
	create?: Operation;
	update?: Operation;
	remove?: Operation;
}

/** The things that the API gives no page of one for are no kind of the store's either. */
const changeRequests = { collection: 'changeRequests', references: { users_id: 'users' } };

/** Every entity of the webhooks, in the order of their table. */
export const thingKinds: readonly ThingKind[] = entities.map(({ name, label, operationId }) => {
	const read = operations.find(({ id }) => id === operationId);
	const path = read?.path.replace(/\/\{id\}$/, '') ?? '';
	const operation = (method: Method, of: string) =>
		servedOperations.find((each) => each.method === method && each.path === of);
	const { collection, references = {} } =
		kinds.find(({ entity }) => entity === name) ?? changeRequests;
	return {
		entity: name,
		label,
		collection,
		references,
		create: operation('POST', path),
		update: operation('PUT', `${path}/{id}`),
		remove: operation('DELETE', `${path}/{id}`),
	};
});

export function findThingKind(entity: string): ThingKind | undefined {
	return thingKinds.find((each) => each.entity === entity);
}

/** As the API shows them, newest first. */
export function listThings({ entity, collection }: ThingKind, company: Company): Resource[] {
	const kind = kinds.find((each) => each.entity === entity);
	return company
		.rows(collection)
		.all()
		.map((resource) => (kind ? present(kind, resource, company) : resource))
		.reverse();
}

export function findThing(kind: ThingKind, id: number, company: Company): Resource | undefined {
	return listThings(kind, company).find((each) => each.id === id);
}

/** What a person calls this thing. */
export function nameOf(entity: string, thing: Resource, company: Company): string {
	const { name, text, date_since, date_until, date, year, year_since } = thing;
	if (typeof name === 'string') return name;
	const user = nameById('users', thing.users_id, company);
	if (entity === 'entry') return [text || 'Entry', user].join(' · ');
	const when = date_since
		? date_since === date_until
			? date_since
			: `${String(date_since)} to ${String(date_until)}`
		: (date ?? year ?? (year_since && `from ${String(year_since)}`));
	return [user, when].filter(Boolean).join(' · ') || `${findEntity(entity)?.label} ${thing.id}`;
}

/** The name of what a property points at; empty where it points at nothing. */
export function nameById(collection: string, id: unknown, company: Company): string {
	const found = typeof id === 'number' ? company.rows(collection).find(id) : undefined;
	if (!found) return '';
	const entity = kinds.find((kind) => kind.collection === collection)?.entity;
	return nameOf(entity ?? '', found, company);
}
