import { describe, expect, it } from '@jest/globals';
import { readPages } from '../../../src/clockodo/pages.js';

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

	it('has three pages under way at a time', async () => {
		const list = listOf(1_000);
		await readPages(list.read, { largest: 100, limit: Infinity });
		expect(list.most()).toBe(3);
	});

	it('stops at the page that fails', async () => {
		const list = listOf(10_000);
		const read = async (page: number, size: number) => {
			if (page === 3) throw new Error('page 3 is broken');
			return await list.read(page, size);
		};
		await expect(readPages(read, { largest: 100, limit: Infinity })).rejects.toThrow('page 3');
		await new Promise((resolve) => setTimeout(resolve, 60));
		expect(list.asked.length).toBeLessThanOrEqual(4);
	});
});
