import type { IDataObject } from 'n8n-workflow';
import type { Api } from './client';
import type { Entity } from './entities';
import { ClockodoError } from './errors';
import { largestPage, type Operation } from './operation';
import { findOperation } from './operations';
import { outcomeOf } from './outcome';
import { pageCount } from './pages';
import { isRecord, isResourceId } from './values';

/** What the API has of a resource: its present state, or nothing any more. */
export type FetchedResource =
	| { resource_status: 'fetched'; resource: IDataObject }
	| { resource_status: 'gone'; resource: null };

const gone: FetchedResource = { resource_status: 'gone', resource: null };

/**
 * Fetches one resource of the entity by its ID. Unknown fields and `-1` values stay as they are.
 *
 * @throws ClockodoError for every failure but 404, which means that it is gone
 * @throws RangeError where the ID is not a positive whole number: nothing else may reach a path
 */
export async function fetchResource(
	api: Api,
	entity: Pick<Entity, 'operationId'>,
	id: number,
): Promise<FetchedResource> {
	if (!isResourceId(id)) throw new RangeError(`'${String(id)}' is not the ID of a resource`);
	const operation = findOperation(entity.operationId);
	if (operation.answer.list) return await findInList(api, operation, id);
	const path = operation.path.replace('{id}', String(id));
	const outcome = await outcomeOf(async () => await api({ method: 'GET', path }));
	if (!outcome.ok) {
		if (outcome.error instanceof ClockodoError && outcome.error.status === 404) return gone;
		throw outcome.error;
	}
	const resource = operation.answer.key ? outcome.value[operation.answer.key] : outcome.value;
	return isRecord(resource)
		? { resource_status: 'fetched', resource: resource as IDataObject }
		: gone;
}

/**
 * Finds a resource that the API only has in a list. The list is read from the newest ID down:
 * what an event speaks of is nearly always on the first page; older ones are found by halving the
 * pages in between, so that 10,000 of them take five requests at most.
 */
async function findInList(api: Api, operation: Operation, id: number): Promise<FetchedResource> {
	const { path } = operation;
	const pageSize = largestPage(operation);
	let [low, high, page] = [1, Infinity, 1];
	while (low <= high) {
		const query = { sort: ['-id'], items_per_page: pageSize, page };
		const answer = await api({ method: 'GET', path, query });
		const items = (answer[operation.answer.key ?? 'data'] ?? []) as IDataObject[];
		const found = items.find((item) => item.id === id);
		if (found) return { resource_status: 'fetched', resource: found };
		const ids = items.map((item) => Number(item.id));
		if (id > Math.max(...ids)) high = page - 1;
		else if (id < Math.min(...ids)) low = page + 1;
		else return gone;
		high = Math.min(high, pageCount(answer));
		page = Math.floor((low + high) / 2);
	}
	return gone;
}
