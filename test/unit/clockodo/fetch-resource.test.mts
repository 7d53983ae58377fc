import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import type { Api, ApiRequest } from '../../../src/clockodo/client.js';
import { ClockodoError, type Failure } from '../../../src/clockodo/errors.js';
import { fetchResource } from '../../../src/clockodo/fetch-resource.js';

const customer = { operationId: 'getCustomerByIdV3' };
const changeRequest = { operationId: 'getWorkTimesChangeRequestsV2' };

describe('fetching a resource by its ID', () => {
	const answering = (answer: IDataObject) =>
		jest.fn<Api>(async () => await Promise.resolve(answer));

	it('takes it out of the property that the operation answers with', async () => {
		const resource = { id: 7, name: 'Hotel', color: -1, not_described: true };
		const api = answering({ data: resource });
		expect(await fetchResource(api, customer, 7)).toEqual({
			resource_status: 'fetched',
			resource,
		});
		expect(api.mock.calls).toEqual([[{ method: 'GET', path: '/v3/customers/7' }]]);
	});

	it.each<IDataObject>([{}, { data: null }, { data: [] }, { customer: { id: 7 } }])(
		'does not take it for gone where the answer holds none: %j',
		async (answer) => {
			await expect(fetchResource(answering(answer), customer, 7)).rejects.toMatchObject({
				kind: 'shape',
				status: 200,
				request: 'GET /v3/customers/7',
				message: expect.stringContaining("without 'data'"),
			});
		},
	);

	it('asks for nothing that is no ID', async () => {
		const api = answering({});
		await expect(fetchResource(api, customer, 1.5)).rejects.toThrow(
			new RangeError("'1.5' is not the ID of a resource"),
		);
		expect(api).not.toHaveBeenCalled();
	});
});

const gone = { resource_status: 'gone', resource: null };
const me = '/v4/users/me';
const failed = (failure: Partial<Failure>) =>
	new ClockodoError({ kind: 'status', method: 'GET', path: '/v3/customers/7', ...failure });
const absent = failed({ status: 404, body: { error: { message: 'Not found' } } });

/** An API that answers so for the resource, the last answer again and again, and so for the user. */
function apiOf(answers: Array<IDataObject | Error>, user: IDataObject | Error = { data: {} }) {
	const paths: string[] = [];
	let asked = 0;
	const api: Api = async ({ method, path }) => {
		expect(method).toBe('GET');
		paths.push(path);
		const answer = path === me ? user : answers[Math.min(asked++, answers.length - 1)];
		await Promise.resolve();
		if (answer instanceof Error) throw answer;
		return answer;
	};
	return { api, paths };
}

describe('a resource that the API does not have', () => {
	it('is gone where the API says so in its own form, and answers under this address', async () => {
		const { api, paths } = apiOf([absent]);
		expect(await fetchResource(api, customer, 7)).toEqual(gone);
		expect(paths).toEqual(['/v3/customers/7', me]);
	});

	it.each<[string, unknown]>([
		['a web page', '<html>Not found</html>'],
		['nothing', undefined],
		['an empty object', {}],
		['a gateway’s message', { message: 'no Route matched with those values' }],
		['a framework’s error', { error: 'Not Found' }],
	])('is not gone where something else says 404, with %s', async (_what, body) => {
		const other = failed({ status: 404, body });
		const { api, paths } = apiOf([other]);
		await expect(fetchResource(api, customer, 7, { action: 'updated', pauses: [] })).rejects.toBe(
			other,
		);
		expect(paths).toEqual(['/v3/customers/7']);
	});

	it.each<[string, Error]>([
		['another status', failed({ status: 403, body: { error: { message: 'No' } } })],
		['a failure of another kind', failed({ kind: 'elsewhere', status: 404 })],
		['no connection', failed({ kind: 'network', code: 'ECONNRESET' })],
		[
			'an error of something else',
			Object.assign(new Error('broken'), { status: 404, isFromApi: true }),
		],
	])('is not gone with %s', async (_what, error) => {
		const { api, paths } = apiOf([error]);
		await expect(fetchResource(api, customer, 7, { action: 'updated' })).rejects.toBe(error);
		expect(paths).toHaveLength(1);
	});

	it.each([{ error: { message: 'Not found' } }, '<html>', undefined])(
		'is not gone where the address is not the API’s: the user is not there either (%j)',
		async (body) => {
			const { api } = apiOf([absent], failed({ status: 404, body }));
			await expect(fetchResource(api, customer, 7)).rejects.toMatchObject({
				kind: 'elsewhere',
				status: 404,
				request: 'GET /v3/customers/7',
			});
		},
	);

	it('is not gone where it cannot be known whether the address is the API’s', async () => {
		for (const error of [failed({ status: 503 }), new TypeError('broken')]) {
			await expect(fetchResource(apiOf([absent], error).api, customer, 7)).rejects.toBe(error);
		}
	});
});

describe('an event that is faster than its record', () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});

	afterEach(() => {
		jest.useRealTimers();
	});

	/** Fetches, and notes when the API was asked. */
	function fetching(answers: Array<IDataObject | Error>, action?: string, signal?: AbortSignal) {
		const { api, paths } = apiOf(answers);
		const started = Date.now();
		const at: number[] = [];
		const timed: Api = async (request) => {
			at.push(Date.now() - started);
			return await api(request);
		};
		const result = fetchResource(timed, customer, 7, { action, abortSignal: signal });
		const outcome = result.catch((error: unknown) => error);
		return { outcome, at, paths };
	}

	const there = { data: { id: 7 } };
	const fetched = { resource_status: 'fetched', resource: there.data };

	it('is asked for again after half a second, one and two, before it is believed to be gone', async () => {
		const { outcome, at, paths } = fetching([absent], 'created');
		await jest.runAllTimersAsync();
		expect(await outcome).toEqual(gone);
		expect(at).toEqual([0, 500, 1_500, 3_500, 3_500]);
		expect(paths.filter((path) => path === me)).toHaveLength(1);
	});

	it.each([1, 2, 3])('is fetched when the API has it after %i times', async (times) => {
		const answers = [...Array.from({ length: times }, () => absent), there];
		const { outcome, paths } = fetching(answers, 'created');
		await jest.runAllTimersAsync();
		expect(await outcome).toEqual(fetched);
		expect(paths).toHaveLength(times + 1);
		expect(paths).not.toContain(me);
	});

	it('is not waited for where nothing has happened to it: a person asks', async () => {
		const { outcome, at } = fetching([absent]);
		await jest.advanceTimersByTimeAsync(0);
		expect(await outcome).toEqual(gone);
		expect(at).toEqual([0, 0]);
	});

	it('is not asked for again after a failure that is none of its own', async () => {
		const refused = failed({ status: 403 });
		const { outcome, at } = fetching([absent, refused], 'created');
		await jest.runAllTimersAsync();
		expect(await outcome).toBe(refused);
		expect(at).toEqual([0, 500]);
	});

	it('is waited for no longer than its execution runs', async () => {
		const abort = new AbortController();
		const { outcome, at } = fetching([absent], 'created', abort.signal);
		await jest.advanceTimersByTimeAsync(600);
		abort.abort();
		await jest.runAllTimersAsync();
		expect(await outcome).toBeInstanceOf(Error);
		expect(at).toEqual([0, 500]);
	});

	const running = { data: { id: 7, time_until: null } };
	const stopped = { data: { id: 7, time_until: '2026-11-24T17:02:00Z' } };

	it('is asked for again where it was stopped and still runs', async () => {
		const { outcome, at } = fetching([running, running, stopped], 'stopped');
		await jest.runAllTimersAsync();
		expect(await outcome).toEqual({ resource_status: 'fetched', resource: stopped.data });
		expect(at).toEqual([0, 500, 1_500]);
	});

	it('is given as it is where it runs on: it may have been started again', async () => {
		const { outcome, at } = fetching([running], 'stopped');
		await jest.runAllTimersAsync();
		expect(await outcome).toEqual({ resource_status: 'fetched', resource: running.data });
		expect(at).toEqual([0, 500, 1_500, 3_500]);
	});

	it.each([
		['started', running],
		['updated', running],
		['stopped', there],
		['stopped', stopped],
	])('is given at once where it is as it should be: %s, %j', async (action, answer) => {
		const { outcome, at } = fetching([answer], action);
		await jest.runAllTimersAsync();
		expect(await outcome).toMatchObject({ resource: answer.data });
		expect(at).toEqual([0]);
	});
});

describe('fetching a change request, which the API has in a list only', () => {
	/** A list with these IDs, newest first, which notes the pages that are asked for. */
	function listOf(ids: number[]) {
		const sorted = [...ids].sort((one, other) => other - one);
		const asked: ApiRequest[] = [];
		const api: Api = async (request) => {
			asked.push(request);
			const { items_per_page: size, page } = request.query as Record<string, number>;
			const items = sorted.slice((page - 1) * size, page * size).map((id) => ({ id, status: 1 }));
			const paging = { count_pages: Math.max(1, Math.ceil(ids.length / size)) };
			return await Promise.resolve({ paging, change_requests: items });
		};
		return {
			asked,
			find: async (id: number) => await fetchResource(api, changeRequest, id),
			pages: () => asked.map(({ query }) => query?.page),
		};
	}

	const count = 10_000;
	/** Only even IDs: each odd one is missing between two that are there. */
	const even = Array.from({ length: count }, (_, index) => 2 * (index + 1));
	const found = (id: number) => ({ resource_status: 'fetched', resource: { id, status: 1 } });

	it('finds a new one on the first page, which begins with the newest', async () => {
		const list = listOf(even);
		expect(await list.find(2 * count)).toEqual(found(2 * count));
		expect(list.asked).toEqual([
			{
				method: 'GET',
				path: '/v2/workTimes/changeRequests',
				query: { sort: ['-id'], items_per_page: 1_000, page: 1 },
			},
		]);
	});

	it('finds the first and the last of every page, in five requests at most', async () => {
		for (let page = 0; page < 10; page++) {
			for (const id of [2 * (count - 1_000 * page), 2 * (count - 1_000 * page - 999)]) {
				const list = listOf(even);
				expect(await list.find(id)).toEqual(found(id));
				expect(list.asked.length).toBeLessThanOrEqual(5);
				expect(new Set(list.pages()).size).toBe(list.asked.length);
			}
		}
	});

	it('finds one on the second of two pages', async () => {
		const list = listOf(even.slice(0, 1_001));
		expect(await list.find(2)).toEqual(found(2));
		expect(list.pages()).toEqual([1, 2]);
	});

	it('knows in few requests that one is gone, where its place would be within a page', async () => {
		for (const id of [2 * count + 1, 2 * count - 1, 18_003, 16_003, 1]) {
			const list = listOf(even);
			expect(await list.find(id)).toEqual(gone);
			expect(list.asked.length).toBeLessThanOrEqual(5);
		}
	});

	it('asks for no other page where its neighbours are on this one', async () => {
		const list = listOf(even);
		expect(await list.find(2 * count - 1)).toEqual(gone);
		expect(list.pages()).toEqual([1]);
	});

	it('searches three times before it believes that one is gone which would stand between two pages', async () => {
		for (const id of [18_001, 16_001, 8_001]) {
			const list = listOf(even);
			expect(await list.find(id)).toEqual(gone);
			const search = list.pages().slice(0, list.asked.length / 3);
			expect(list.pages()).toEqual([...search, ...search, ...search]);
			expect(search.length).toBeLessThanOrEqual(5);
		}
	});

	it('asks once for one that is newer than all, and where there are none', async () => {
		for (const ids of [even, []]) {
			const list = listOf(ids);
			expect(await list.find(2 * count + 2)).toEqual(gone);
			expect(list.pages()).toEqual([1]);
		}
	});

	/** A list whose pages are what `read` says, which notes the pages that are asked for. */
	function pagesOf(read: (page: number, request: number) => IDataObject) {
		const pages: number[] = [];
		const api: Api = async ({ query }) => {
			const page = Number(query?.page);
			pages.push(page);
			return await Promise.resolve(read(page, pages.length));
		};
		return { pages, find: async (id: number) => await fetchResource(api, changeRequest, id) };
	}
	const asList = (ids: number[], count_pages?: number): IDataObject => ({
		...(count_pages !== undefined && { paging: { count_pages } }),
		change_requests: ids.map((id) => ({ id, status: 1 })),
	});

	it('finds one that moves from page to page while it is looked for', async () => {
		// Each new one moves the others down: what was the first of page 2 is looked for on page 1.
		const list = pagesOf((page, request) => {
			if (request === 1) return asList([9, 8], 2);
			if (request === 2) return asList([6, 5], 2);
			return page === 1 ? asList([8, 7], 3) : asList([6, 5], 3);
		});
		expect(await list.find(7)).toEqual(found(7));
		expect(list.pages).toEqual([1, 2, 1]);
	});

	it('takes an answer without paging for the only page', async () => {
		const list = pagesOf(() => asList([9, 7]));
		expect(await list.find(7)).toEqual(found(7));
		for (const id of [10, 8, 6]) {
			const other = pagesOf(() => asList([9, 7]));
			expect(await other.find(id)).toEqual(gone);
			expect(other.pages).toEqual([1]);
		}
	});

	it('takes a list without a name around it, too', async () => {
		const api: Api = async () => await Promise.resolve({ '[]': [{ id: 7 }] });
		expect(await fetchResource(api, changeRequest, 7)).toMatchObject({ resource: { id: 7 } });
	});

	it.each<IDataObject>([{}, { change_requests: {} }, { change_requests: null }])(
		'does not take it for gone where the answer holds no list: %j',
		async (answer) => {
			await expect(pagesOf(() => answer).find(7)).rejects.toMatchObject({
				kind: 'shape',
				request: 'GET /v2/workTimes/changeRequests',
				message: expect.stringContaining("'change_requests'"),
			});
		},
	);

	it('reads page by page where the list is not sorted', async () => {
		const unsorted = [
			[3, 9],
			[8, 1],
			[5, 2],
		];
		const list = pagesOf((page) => asList(unsorted[page - 1], 3));
		expect(await list.find(2)).toEqual(found(2));
		expect(list.pages).toEqual([1, 2, 3]);
	});

	it('reads what it has passed over, too, where a later page shows that nothing is sorted', async () => {
		const unsorted = [
			[99, 98],
			[50, 3],
			[40, 41],
			[60, 8],
			[9, 20],
		];
		const listed = () => pagesOf((page) => asList(unsorted[page - 1], unsorted.length));
		for (const [id, pages] of [
			[3, [1, 3, 2]],
			[60, [1, 3, 2, 3, 4]],
			[20, [1, 3, 2, 3, 4, 5]],
		] as const) {
			const list = listed();
			expect(await list.find(id)).toEqual(found(id));
			expect(list.pages).toEqual(pages);
		}
		expect(await listed().find(30)).toEqual(gone);
	});

	it('asks once where the first page is empty, whatever number of pages it tells', async () => {
		const list = pagesOf(() => asList([], 5));
		expect(await list.find(7)).toEqual(gone);
		expect(list.pages).toEqual([1]);
	});

	it('asks once where a list of one page is not sorted', async () => {
		const list = pagesOf(() => asList([3, 9, 5], 1));
		expect(await list.find(4)).toEqual(gone);
		expect(list.pages).toEqual([1]);
	});

	it('waits for one that is not there yet', async () => {
		let requests = 0;
		const api = jest.fn<Api>(async () => {
			return await Promise.resolve(asList(++requests < 3 ? [9] : [10, 9], 1));
		});
		const options = { action: 'created', pauses: [1, 1] };
		expect(await fetchResource(api, changeRequest, 10, options)).toEqual(found(10));
		expect(api).toHaveBeenCalledTimes(3);
		const never = jest.fn<Api>(async () => await Promise.resolve(asList([9], 1)));
		expect(await fetchResource(never, changeRequest, 10, options)).toEqual(gone);
		// The list itself has answered: nobody needs to be asked whether the API is there.
		expect(never).toHaveBeenCalledTimes(3);
	});

	it('does not look for ever where the pages come to an end before they should', async () => {
		const pages = jest.fn<Api>(async ({ query }) => {
			const change_requests = query?.page === 1 ? [{ id: 9 }, { id: 8 }] : [];
			return await Promise.resolve({ paging: { count_pages: 1_000 }, change_requests });
		});
		expect(await fetchResource(pages, changeRequest, 3)).toEqual(gone);
		expect(pages.mock.calls.length).toBeLessThanOrEqual(3 * 11);
	});
});
