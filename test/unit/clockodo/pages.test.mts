import { describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { itemCount, pageCount, readPages, type Page } from '../../../src/clockodo/pages.js';

/** A list of so many items, which notes what was asked for. */
function listOf(total: number) {
	const asked: Array<[page: number, size: number]> = [];
	let underway = 0;
	let most = 0;
	const read = async (page: number, size: number) => {
		asked.push([page, size]);
		most = Math.max(most, ++underway);
		// Later pages answer sooner, so that an order that depends on the answers shows.
		await new Promise((resolve) => setTimeout(resolve, 20 - page));
		underway--;
		const ids = Array.from({ length: total }, (_, index) => index + 1);
		const items = ids.slice((page - 1) * size, page * size).map((id) => ({ id }));
		return { items, pages: Math.ceil(total / size) };
	};
	return { asked, read, most: () => most };
}

describe('reading a list', () => {
	it.each([
		[10_000, 5_000, 2],
		[10_000, 1_000, 10],
		[250, 250, 1],
		[251, 250, 2],
		[0, 100, 1],
	])('takes, for %d items in pages of %d, %d requests', async (total, largest, requests) => {
		const list = listOf(total);
		const items = await readPages(list.read, { largest, limit: Infinity });
		expect(items.map(({ id }) => id)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
		expect(list.asked).toHaveLength(requests);
	});

	it.each([
		[50, [[1, 50]]],
		[1_000, [[1, 1_000]]],
		[
			1_001,
			[
				[1, 1_000],
				[2, 1_000],
			],
		],
	])('reads no page that a limit of %d does not need', async (limit, asked) => {
		const list = listOf(10_000);
		expect(await readPages(list.read, { largest: 1_000, limit })).toHaveLength(limit);
		expect(list.asked).toEqual(asked);
	});

	it('has five pages under way at a time', async () => {
		const list = listOf(1_000);
		await readPages(list.read, { largest: 100, limit: Infinity });
		expect(list.most()).toBe(5);
	});

	it('stops at the page that fails', async () => {
		const list = listOf(10_000);
		const read = async (page: number, size: number) => {
			if (page === 3) throw new Error('page 3 is broken');
			return await list.read(page, size);
		};
		await expect(readPages(read, { largest: 100, limit: Infinity })).rejects.toThrow('page 3');
		await new Promise((resolve) => setTimeout(resolve, 60));
		expect(list.asked.length).toBeLessThanOrEqual(6);
	});
});

describe('a list that changes while it is read', () => {
	/**
	 * Gives the pages of one reading after the other, each page as its IDs and the count that it
	 * tells; the last reading again and again.
	 */
	function changing(
		...readings: Array<Array<{ ids: Array<number | null | undefined>; count?: number }>>
	) {
		let reading = -1;
		const read = jest.fn(async (page: number): Promise<Page> => {
			if (page === 1) reading = Math.min(reading + 1, readings.length - 1);
			const pages = readings[reading];
			const { ids, count } = pages[page - 1];
			await Promise.resolve();
			return { items: ids.map((id) => ({ id })), pages: pages.length, count };
		});
		const onUnsettled = jest.fn();
		const options = { largest: 2, limit: Infinity, onUnsettled };
		return { read, onUnsettled, options };
	}
	const idsOf = (items: IDataObject[]) => items.map(({ id }) => id);

	it.each<[string, Array<{ ids: number[]; count?: number }>]>([
		['one comes twice', [{ ids: [1, 2] }, { ids: [2, 3] }]],
		[
			'one comes twice, and the number of all stays',
			[
				{ ids: [1, 2], count: 4 },
				{ ids: [2, 3], count: 4 },
			],
		],
		[
			'the number of all changes',
			[
				{ ids: [1, 2], count: 4 },
				{ ids: [4], count: 3 },
			],
		],
	])('is read again where %s', async (_what, moved) => {
		const settled = [
			{ ids: [1, 2], count: 3 },
			{ ids: [3], count: 3 },
		];
		const { read, options, onUnsettled } = changing(moved, settled);
		expect(idsOf(await readPages(read, options))).toEqual([1, 2, 3]);
		expect(read).toHaveBeenCalledTimes(4);
		expect(onUnsettled).not.toHaveBeenCalled();
	});

	it('is read three times at most; then each ID is given once, and it is said', async () => {
		const { read, options, onUnsettled } = changing([{ ids: [1, 2] }, { ids: [2, 3] }]);
		expect(idsOf(await readPages(read, options))).toEqual([1, 2, 3]);
		expect(read).toHaveBeenCalledTimes(6);
		expect(onUnsettled).toHaveBeenCalledTimes(1);
	});

	it('may go without a word where nobody wants to know', async () => {
		const { read } = changing([{ ids: [1, 2] }, { ids: [2, 3] }]);
		expect(idsOf(await readPages(read, { largest: 2, limit: Infinity }))).toEqual([1, 2, 3]);
	});

	it('is read once where nothing says that it has changed', async () => {
		const still = [
			{ ids: [1, undefined, null], count: 6 },
			{ ids: [undefined, null, 2], count: 6 },
		];
		const { read, options, onUnsettled } = changing(still);
		expect(idsOf(await readPages(read, options))).toEqual([1, undefined, null, undefined, null, 2]);
		expect(read).toHaveBeenCalledTimes(2);
		expect(onUnsettled).not.toHaveBeenCalled();
	});

	it('does not give fewer than the limit because one came twice', async () => {
		const { read, options } = changing([{ ids: [1, 2] }, { ids: [2, 3] }]);
		expect(idsOf(await readPages(read, { ...options, limit: 3 }))).toEqual([1, 2, 3]);
	});

	it('hands on what fails in a later reading', async () => {
		const { read, options } = changing([{ ids: [1, 2] }, { ids: [2, 3] }]);
		read.mockImplementation(async () => {
			if (read.mock.calls.length > 2) throw new Error('broken');
			return await Promise.resolve({ items: [{ id: 1 }], pages: 2 });
		});
		await expect(readPages(read, options)).rejects.toThrow('broken');
	});
});

describe('what an answer tells of its list', () => {
	it.each<[IDataObject, number, number | undefined]>([
		[{ paging: { count_pages: 7, count_items: 650 } }, 7, 650],
		[{ paging: { count_pages: 0, count_items: 0 } }, 0, 0],
		[{ paging: {} }, 1, undefined],
		[{ paging: { count_pages: '7', count_items: '650' } }, 1, undefined],
		[{ paging: null }, 1, undefined],
		[{ paging: [7] }, 1, undefined],
		[{}, 1, undefined],
	])('%j has so many pages and items: %j, %j', (answer, pages, items) => {
		expect([pageCount(answer), itemCount(answer)]).toEqual([pages, items]);
	});
});
