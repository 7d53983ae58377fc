import type { Operation } from '../../src/clockodo/operation.js';
import { filtered, hasWords, page, sorted, type Filter } from '../store/lists.mjs';
import type { Company } from './company.mjs';
import { create, present, remove, requireOne, update } from './changes.mjs';
import type { Call, Handler, Handlers, Kind } from './resource.mjs';

/** List, get, create, update and delete of a kind, for those of them that the API has. */
export function genericHandlers(kind: Kind, operations: readonly Operation[]): Handlers {
	const handlers: Handlers = {};
	for (const operation of operations) {
		const handler = handlerFor(kind, operation);
		if (handler) handlers[operation.id] = handler;
	}
	return handlers;
}

function handlerFor(kind: Kind, { method, path }: Operation): Handler | undefined {
	if (path === kind.path) {
		if (method === 'GET') return (call, company) => list(kind, call, company);
		if (method === 'POST') {
			return (call, company) => one(kind, call, company, create(kind, call, company).id);
		}
	}
	if (path === `${kind.path}/{id}`) {
		if (method === 'GET') return (call, company) => one(kind, call, company, call.path.id);
		if (method === 'PUT') {
			return (call, company) =>
				one(kind, call, company, update(kind, call.path.id, call, company).id);
		}
		if (method === 'DELETE') {
			return (call, company) => {
				remove(kind, call.path.id, call, company);
				return { success: true };
			};
		}
	}
	return undefined;
}

/** The answer that shows one. */
export function one(kind: Kind, call: Call, company: Company, id: number): unknown {
	const resource = present(kind, requireOne(company, kind.collection, id), company);
	return { [call.operation.answer?.key ?? 'data']: resource };
}

function list(kind: Kind, call: Call, company: Company): unknown {
	const { operation, query } = call;
	const wanted = { ...(query.filter as Record<string, unknown> | undefined) };
	for (const name of kind.queryFilters ?? []) if (name in query) wanted[name] = query[name];
	const rules: Record<string, Filter> = {
		fulltext: (resource, text) => hasWords(resource, kind.fulltext ?? [], text),
		...kind.filters?.(company),
	};
	const { sortValue } = kind;
	const found = sorted(
		filtered(company.rows(kind.collection).all(), wanted, rules),
		query.sort,
		sortValue && ((resource, name) => sortValue(resource, name, company)),
	);
	return listAnswer(operation, query, found, (resource) => present(kind, resource, company));
}

/**
 * The answer of a list: its page with the paging, or everything where the operation does not page.
 * @param show makes of a found one what is shown; only those of the page are
 */
export function listAnswer<Found>(
	operation: Operation,
	query: Record<string, unknown>,
	found: Found[],
	show: (one: Found) => unknown = (one) => one,
): Record<string, unknown> {
	const key = operation.answer?.key ?? 'data';
	if (!operation.answer?.paging) return { [key]: found.map(show) };
	const { paging, items } = page(operation, query, found);
	return { paging, [key]: items.map(show) };
}
