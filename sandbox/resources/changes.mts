import type { StoredRecord } from '../store/data.mjs';
import { notFound, refused, type ApiError } from '../store/refusals.mjs';
import type { Company } from './company.mjs';
import { mustExistIn } from './references.mjs';
import type { Call, Resource } from './resource.mjs';

/** A record as the API shows it. */
export function present(resource: Resource, record: StoredRecord, company: Company): StoredRecord {
	const { id, ...rest } = record;
	return { id, ...rest, ...resource.derive?.(record, company) };
}

/** @throws ApiError 404 */
export function requireOne<T extends StoredRecord>(
	company: Company,
	collection: string,
	id: number | undefined,
): T {
	const found = company.records<T>(collection).find(id);
	if (!found) throw notFound();
	return found;
}

export function create(resource: Resource, call: Call, company: Company): StoredRecord {
	const values = { ...resource.defaults(call, company), ...kept(resource, call.body) };
	const next = settle(resource, { next: { ...values, id: 0 }, call }, company);
	const { id: _unnumbered, ...rest } = next;
	const after = company.records(resource.collection).insert(rest);
	if (resource.entity) company.emit(resource.entity, 'created', after.id);
	resource.followUp?.({ after, call }, company);
	return after;
}

/**
 * Changes it.
 *
 * Guessed: `updated` is fired by every change, also by one that leaves all as it was.
 */
export function update(
	resource: Resource,
	wanted: number | undefined,
	call: Call,
	company: Company,
): StoredRecord {
	const before = requireOne(company, resource.collection, wanted);
	const { id } = before;
	const next = settle(
		resource,
		{ before, next: { ...before, ...kept(resource, call.body), id }, call },
		company,
	);
	company.records(resource.collection).replace(next);
	if (resource.entity) company.emit(resource.entity, 'updated', id);
	resource.followUp?.({ before, after: next, call }, company);
	return next;
}

/**
 * Deletes it. What hangs on it prevents that, or goes with it where the request says `force`;
 * with `dry_run` nothing but the check happens.
 *
 * Guessed: `deleted` is fired for what goes with it, too, and first. Seen: deleting an entry may only
 * deactivate it; here it is gone.
 */
export function remove(
	resource: Resource,
	wanted: number | undefined,
	call: Call,
	company: Company,
): void {
	const before = requireOne(company, resource.collection, wanted);
	const { id } = before;
	resource.mayDelete?.(before, call, company);
	const hanging = (resource.dependents ?? []).map(({ resource: dependent, property }) => ({
		dependent,
		records: company.records(dependent.collection).where({ [property]: id }),
	}));
	const blocking = hanging.filter(({ records }) => records.length > 0);
	if (blocking.length > 0 && !call.query.force) throw relationsPreventDeletion(blocking);
	if (call.query.dry_run) return;
	for (const { dependent, records } of blocking) {
		for (const record of records) {
			// It may have gone already with another one that was deleted before it.
			const isLeft = company.records(dependent.collection).find(record.id);
			if (isLeft) remove(dependent, record.id, call, company);
		}
	}
	company.records(resource.collection).remove(id);
	if (resource.entity) company.emit(resource.entity, 'deleted', id, before);
	resource.followUp?.({ before, call }, company);
}

function relationsPreventDeletion(
	blocking: Array<{ dependent: Resource; records: StoredRecord[] }>,
): ApiError {
	const names = blocking.map(({ dependent }) => dependent.vendorName);
	return refused(
		'RelationsPreventDeletion',
		`Resource can not be deleted, there are existing relations (${names.join(', ')}). Please delete the related resources first.`,
		{ details: { resources: names, count: blocking.map(({ records }) => records.length) } },
	);
}

function kept(resource: Resource, body: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(body).filter(
			([name, value]) => value !== undefined && !resource.notKept?.includes(name),
		),
	);
}

function settle(
	resource: Resource,
	change: { before?: StoredRecord; next: StoredRecord; call: Call },
	company: Company,
): StoredRecord {
	for (const [property, collection] of Object.entries(resource.references ?? {})) {
		checkReference(change, property, collection, company);
	}
	checkUnique(resource, change.next, company);
	return resource.settle ? resource.settle(change, company) : change.next;
}

/** Only what the request names is checked: an old reference may have been deleted since. */
function checkReference(
	{ next, call }: { next: StoredRecord; call: Call },
	property: string,
	collection: string,
	company: Company,
): void {
	if (!(property in call.body)) return;
	const value = next[property] as number | number[] | null | undefined;
	if (value === null || value === undefined || value === 0) return;
	mustExistIn(collection, value, property, company);
}

function checkUnique(
	{ unique, collection, vendorName }: Resource,
	next: StoredRecord,
	company: Company,
) {
	if (!unique) return;
	const { properties, type, message } = unique;
	const clash = company
		.records(collection)
		.all()
		.some((each) => each.id !== next.id && properties.every((name) => each[name] === next[name]));
	if (clash) {
		throw refused(type, message, {
			path: properties[0],
			details: { resources: [vendorName], count: [1] },
		});
	}
}
