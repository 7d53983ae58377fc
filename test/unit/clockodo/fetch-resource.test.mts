import { describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import type { Api, ApiRequest } from '../../../src/clockodo/client.js';
import { ClockodoError } from '../../../src/clockodo/errors.js';
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

	it('takes it for gone where the answer holds none', async () => {
		const gone = { resource_status: 'gone', resource: null };
		expect(await fetchResource(answering({}), customer, 7)).toEqual(gone);
		expect(await fetchResource(answering({ data: null }), customer, 7)).toEqual(gone);
		expect(await fetchResource(answering({ data: [] }), customer, 7)).toEqual(gone);
	});

	const failing = (status?: number) => async () =>
		await Promise.reject(
			status === undefined
				? Object.assign(new Error('broken'), { status: 404 })
				: new ClockodoError({ kind: 'status', status, method: 'GET', path: '/' }),
		);

	it('takes a 404 for gone, and hands every other failure on', async () => {
		expect(await fetchResource(failing(404), customer, 7)).toEqual({
			resource_status: 'gone',
			resource: null,
		});
		await expect(fetchResource(failing(403), customer, 7)).rejects.toThrow('HTTP 403');
		await expect(fetchResource(failing(), customer, 7)).rejects.toThrow('broken');
	});

	it('asks for nothing that is no ID', async () => {
		const api = answering({});
		await expect(fetchResource(api, customer, 1.5)).rejects.toThrow(
			new RangeError("'1.5' is not the ID of a resource"),
		);
		expect(api).not.toHaveBeenCalled();
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
	const gone = { resource_status: 'gone', resource: null };

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

	it('knows in few requests that one is gone, wherever its place would be', async () => {
		for (const id of [2 * count + 1, 2 * count - 1, 8_001, 18_001, 16_001, 1]) {
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

	it('asks once for one that is newer than all, and where there are none', async () => {
		for (const ids of [even, []]) {
			const list = listOf(ids);
			expect(await list.find(2 * count + 2)).toEqual(gone);
			expect(list.pages()).toEqual([1]);
		}
	});

	it('does not look for ever where the pages come to an end before they should', async () => {
		const pages = jest.fn<Api>(async ({ query }) => {
			const change_requests = query?.page === 1 ? [{ id: 9 }, { id: 8 }] : [];
			return await Promise.resolve({ paging: { count_pages: 1_000 }, change_requests });
		});
		expect(await fetchResource(pages, changeRequest, 3)).toEqual(gone);
		expect(pages.mock.calls.length).toBeLessThanOrEqual(11);
	});
});
