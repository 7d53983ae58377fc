import { mustExist } from '../store/lists.mjs';
import { type ApiError, notFound, refused } from '../store/refusals.mjs';
import type { Company } from './company.mjs';
import type { Resource } from '../store/store.mjs';
import type { Call, Kind } from './resource.mjs';

/** All kinds by collection, so that a deletion can take along what hangs on it. */
const kinds = new Map<string, Kind>();

export function registerKind(kind: Kind): Kind {
	kinds.set(kind.collection, kind);
	return kind;
}

/** As the API shows it. */
export function present(kind: Kind, resource: Resource, company: Company): Resource {
	const { id, ...rest } = resource;
	return { id, ...rest, ...kind.derive?.(resource, company) };
}

/** @throws ApiError 404 */
export function requireOne<T extends Resource>(
	company: Company,
	collection: string,
	id: number,
): T {
	const found = company.rows<T>(collection).find(id);
	if (!found) throw notFound();
	return found;
}

export function create(kind: Kind, call: Call, company: Company): Resource {
	const values = { ...kind.defaults(call, company), ...kept(kind, call.body) };
	const next = settle(kind, { next: { ...values, id: 0 }, call }, company);
	const { id: _unnumbered, ...rest } = next;
	const after = company.rows(kind.collection).insert(rest);
	if (kind.entity) company.emit(kind.entity, 'created', after.id);
	kind.followUp?.({ after, call }, company);
	return after;
}

export function update(kind: Kind, id: number, call: Call, company: Company): Resource {
	const before = requireOne(company, kind.collection, id);
	const next = settle(
		kind,
		{ before, next: { ...before, ...kept(kind, call.body), id }, call },
		company,
	);
	company.rows(kind.collection).replace(next);
	if (kind.entity) company.emit(kind.entity, 'updated', id);
	kind.followUp?.({ before, after: next, call }, company);
	return next;
}

/**
 * Deletes it. What hangs on it prevents that, or goes with it where the request says `force`;
 * with `dry_run` nothing but the check happens.
 */
export function remove(kind: Kind, id: number, call: Call, company: Company): void {
	const before = requireOne(company, kind.collection, id);
	kind.mayDelete?.(before, call, company);
	const hanging = (kind.dependents ?? []).map((dependent) => ({
		...dependent,
		rows: company
			.rows(dependent.collection)
			.all()
			.filter((each) => each[dependent.property] === id),
	}));
	const blocking = hanging.filter(({ rows }) => rows.length > 0);
	if (blocking.length > 0 && !call.query.force) throw relationsPreventDeletion(blocking);
	if (call.query.dry_run) return;
	for (const { collection, rows } of blocking) {
		for (const row of rows) {
			const found = kinds.get(collection);
			if (found && company.rows(collection).find(row.id)) remove(found, row.id, call, company);
		}
	}
	company.rows(kind.collection).remove(id);
	if (kind.entity) company.emit(kind.entity, 'deleted', id);
	kind.followUp?.({ before, call }, company);
}

function relationsPreventDeletion(
	blocking: Array<{ resource: string; rows: Resource[] }>,
): ApiError {
	const names = blocking.map(({ resource }) => resource);
	return refused(
		'RelationsPreventDeletion',
		`Resource can not be deleted, there are existing relations (${names.join(', ')}). Please delete the related resources first.`,
		{ details: { resources: names, count: blocking.map(({ rows }) => rows.length) } },
	);
}

function kept(kind: Kind, body: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(body).filter(
			([name, value]) => value !== undefined && !kind.notKept?.includes(name),
		),
	);
}

function settle(
	kind: Kind,
	change: { before?: Resource; next: Resource; call: Call },
	company: Company,
): Resource {
	for (const [property, collection] of Object.entries(kind.references ?? {})) {
		checkReference(change, property, collection, company);
	}
	checkUnique(kind, change.next, company);
	return kind.settle ? kind.settle(change, company) : change.next;
}

/** Only what the request names is checked: an old reference may have been deleted since. */
function checkReference(
	{ next, call }: { next: Resource; call: Call },
	property: string,
	collection: string,
	company: Company,
): void {
	if (!(property in call.body)) return;
	const value = next[property] as number | number[] | null | undefined;
	if (value === null || value === undefined || value === 0) return;
	mustExist(value, (id) => company.rows(collection).find(id) !== undefined, property);
}

function checkUnique({ unique, collection, resource }: Kind, next: Resource, company: Company) {
	if (!unique) return;
	const { properties, type, message } = unique;
	const clash = company
		.rows(collection)
		.all()
		.some((each) => each.id !== next.id && properties.every((name) => each[name] === next[name]));
	if (clash) {
		throw refused(type, message, {
			path: properties[0],
			details: resource ? { resources: [resource], count: [1] } : null,
		});
	}
}
