import type { Operation } from '../../src/clockodo/operation.js';
import { filtered, hasWords, page, sorted, filterOf, type Filter } from '../store/lists.mjs';
import { create, present, remove, requireOne, update } from './changes.mjs';
import type { Company } from './company.mjs';
import type { Call, Handler, Handlers, Resource } from './resource.mjs';

/** List, get, create, update and delete of a resource, for those of them that the API has. */
export function crudHandlers(resource: Resource, operations: readonly Operation[]): Handlers {
	const handlers: Handlers = {};
	for (const operation of operations) {
		const handler = handlerFor(resource, operation);
		if (handler) handlers[operation.id] = handler;
	}
	return handlers;
}

function handlerFor(resource: Resource, { method, path }: Operation): Handler | undefined {
	if (path === resource.path) {
		if (method === 'GET') return (call, company) => list(resource, call, company);
		if (method === 'POST') {
			return (call, company) => one(resource, call, company, create(resource, call, company).id);
		}
	}
	if (path === `${resource.path}/{id}`) {
		if (method === 'GET') return (call, company) => one(resource, call, company, call.path.id);
		if (method === 'PUT') {
			return (call, company) =>
				one(resource, call, company, update(resource, call.path.id, call, company).id);
		}
		if (method === 'DELETE') {
			return (call, company) => {
				remove(resource, call.path.id, call, company);
				return { success: true };
			};
		}
	}
	return undefined;
}

/** The answer that shows one record. */
export function one(
	resource: Resource,
	call: Call,
	company: Company,
	id: number | undefined,
): unknown {
	const record = present(resource, requireOne(company, resource.collection, id), company);
	return { [call.operation.answer.key ?? 'data']: record };
}

function list(resource: Resource, call: Call, company: Company): unknown {
	const { operation, query } = call;
	const wanted = { ...filterOf(query) };
	for (const name of resource.queryFilters ?? []) if (name in query) wanted[name] = query[name];
	const rules: Record<string, Filter> = {
		fulltext: (record, text) => hasWords(record, resource.fulltext ?? [], text),
		...resource.filters?.(company, call),
	};
	const { sortValue } = resource;
	const found = sorted(
		filtered(company.records(resource.collection).all(), wanted, rules),
		query.sort,
		sortValue && ((record, name) => sortValue(record, name, company)),
	);
	return listAnswer(operation, query, found, (record) => present(resource, record, company));
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
	const key = operation.answer.key ?? 'data';
	if (!operation.answer.paging) return { [key]: found.map(show) };
	const { paging, items } = page(operation, query, found);
	return { paging, [key]: items.map(show) };
}
