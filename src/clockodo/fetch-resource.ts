import type { IDataObject } from 'n8n-workflow';
import type { Api } from './client';
import type { Entity } from './entities';
import { ClockodoError } from './errors';
import { largestPage, type Operation } from './operation';
import { findOperation } from './operations';
import { outcomeOf } from './outcome';
import { listIn, pageCount } from './pages';
import { pauseFor } from './pause';
import { isRecord, isResourceId } from './values';

/** What the API has of a resource: its present state, or nothing any more. */
export type FetchedResource =
	| { resource_status: 'fetched'; resource: IDataObject }
	| { resource_status: 'gone'; resource: null };

const gone: FetchedResource = { resource_status: 'gone', resource: null };

/** How a resource is fetched that an event speaks of. */
export interface FetchOptions {
	/** What has happened to it (`created`); without it, what the API says is believed at once. */
	action?: string;
	/** Milliseconds to wait before it is asked for again, each once. */
	pauses?: readonly number[];
	abortSignal?: AbortSignal;
}

/**
 * An event may be faster than the record that it speaks of: for some seconds the API says that
 * there is none, or shows an entry that was stopped as running. How long is not documented.
 */
const usualPauses = [500, 1_000, 2_000];

/**
 * Fetches one resource of the entity by its ID. Unknown fields and `-1` values stay as they are.
 *
 * Only the API's own word that there is no such resource means that it is gone, and only where the
 * API answers at all under this address: a gateway and a wrong Base URL say 404, too. What the
 * user of the key may not see is a failure where the API says so (403), and gone where it does not.
 *
 * @throws ClockodoError for every other failure
 * @throws RangeError where the ID is not a positive whole number: nothing else may reach a path
 */
export async function fetchResource(
	api: Api,
	entity: Pick<Entity, 'operationId'>,
	id: number,
	{ action, pauses = usualPauses, abortSignal }: FetchOptions = {},
): Promise<FetchedResource> {
	if (!isResourceId(id)) throw new RangeError(`'${String(id)}' is not the ID of a resource`);
	const operation = findOperation(entity.operationId);
	const look = operation.answer.list ? findInList : getOne;
	for (const pause of action === undefined ? [] : pauses) {
		const found = await look(api, operation, id);
		if (found && !isStillRunning(found, action)) return asFetched(found);
		await pauseFor(pause, abortSignal);
	}
	const found = await look(api, operation, id);
	if (found) return asFetched(found);
	if (!operation.answer.list) await requireApi(api, operation, id);
	return gone;
}

const asFetched = (resource: IDataObject): FetchedResource => ({
	resource_status: 'fetched',
	resource,
});

/** A running entry is one without an end; `clocked` only says how it was recorded. */
function isStillRunning(resource: IDataObject, action: string | undefined): boolean {
	return action === 'stopped' && resource.time_until === null;
}

/** @returns undefined where the API says that there is none */
async function getOne(
	api: Api,
	operation: Operation,
	id: number,
): Promise<IDataObject | undefined> {
	const path = operation.path.replace('{id}', String(id));
	const outcome = await outcomeOf(async () => await api({ method: 'GET', path }));
	if (!outcome.ok) {
		const { error } = outcome;
		const isNone = error instanceof ClockodoError && error.status === 404 && error.isFromApi;
		if (isNone) return undefined;
		throw error;
	}
	const { key } = operation.answer;
	const resource = key ? outcome.value[key] : outcome.value;
	if (isRecord(resource)) return resource as IDataObject;
	throw new ClockodoError({ kind: 'shape', method: 'GET', path, status: 200, missing: key });
}

/** What every user can read, of an API that is one. */
const alwaysThere = 'getUsersMeV4';

/**
 * Asks for something that must exist. Where that is not there either, 404 says nothing of the resource.
 *
 * @throws ClockodoError
 */
async function requireApi(api: Api, operation: Operation, id: number): Promise<void> {
	const { path } = findOperation(alwaysThere);
	const outcome = await outcomeOf(async () => await api({ method: 'GET', path }));
	if (outcome.ok) return;
	if (!(outcome.error instanceof ClockodoError) || outcome.error.status !== 404) {
		throw outcome.error;
	}
	const asked = operation.path.replace('{id}', String(id));
	throw new ClockodoError({ kind: 'elsewhere', method: 'GET', path: asked, status: 404 });
}

/** So often a list is searched that moves meanwhile. */
const searches = 3;

/**
 * Finds a resource that the API only has in a list. What is added or removed between two requests
 * moves the others from one page to the next, so a search that ends between two pages proves
 * nothing: it is made again until it ends within one.
 */
async function findInList(
	api: Api,
	operation: Operation,
	id: number,
): Promise<IDataObject | undefined> {
	for (let search = 1; search <= searches; search++) {
		const result = await searchList(api, operation, id);
		if (result !== 'unsure') return result;
	}
	return undefined;
}

/**
 * One search. The list is read from the newest ID down: what an event speaks of is nearly always on
 * the first page; older ones are found by halving the pages in between, so that 10,000 of them take
 * five requests at most. Where an API does not sort, page after page is read.
 *
 * @returns undefined where the list has no such ID for certain
 */
async function searchList(
	api: Api,
	operation: Operation,
	id: number,
): Promise<IDataObject | 'unsure' | undefined> {
	let [low, high, page, isSorted] = [1, Infinity, 1, true];
	while (low <= high) {
		const { items, lastPage } = await readPage(api, operation, page);
		const found = items.find((item) => Number(item.id) === id);
		if (found) return found;
		const ids = items.map((item) => Number(item.id));
		const wasSorted = isSorted;
		isSorted &&= ids.every((each, index) => index === 0 || each < (ids[index - 1] ?? Infinity));
		const [isAbove, isBelow] = [id > Math.max(...ids), id < Math.min(...ids)];
		if (lastPage <= 1 || (ids.length === 0 && page === 1)) return undefined;
		// What was left out because of an order that there is not may be anywhere.
		if (!isSorted && wasSorted) [low, high] = [2, Infinity];
		else if (!isSorted) low = page + 1;
		// Between two of one page, before the first or behind the last of all: there is none.
		else if (!isAbove && !isBelow) return undefined;
		else if (isAbove && page === 1) return undefined;
		else if (isAbove) high = page - 1;
		else if (page >= lastPage) return undefined;
		else low = page + 1;
		high = Math.min(high, lastPage);
		page = isSorted ? Math.floor((low + high) / 2) : low;
	}
	return 'unsure';
}

async function readPage(
	api: Api,
	operation: Operation,
	page: number,
): Promise<{ items: IDataObject[]; lastPage: number }> {
	const { path, answer } = operation;
	const key = answer.key ?? 'data';
	const query = { sort: ['-id'], items_per_page: largestPage(operation), page };
	const read = await api({ method: 'GET', path, query });
	const items = listIn(read, key);
	if (!items) {
		throw new ClockodoError({ kind: 'shape', method: 'GET', path, status: 200, missing: key });
	}
	return { items: items as IDataObject[], lastPage: pageCount(read) };
}
