import { describe, expect, it } from '@jest/globals';
import { duplicateTest, type Surroundings } from '../../../src/webhook/duplicates.js';

/** n8n's table as its source has it: read whole, written whole later, no lock. */
function sharedTable(writeTime = 0) {
	let row: string[] | undefined;
	const wait = async () => await new Promise((done) => setTimeout(done, writeTime));
	return async (keys: string[]) => {
		const snapshot = row === undefined ? undefined : [...row];
		await wait();
		if (snapshot === undefined) {
			if (row !== undefined) throw new Error('UNIQUE constraint failed');
			row = keys;
			return { processed: [] as string[] };
		}
		const processed = keys.filter((key) => snapshot.includes(key));
		row = [...snapshot, ...keys.filter((key) => !snapshot.includes(key))];
		return { processed };
	};
}

let tables = 0;
const around = (changes: Partial<Surroundings>): Surroundings => ({
	table: `unit-${++tables}`,
	executionId: '1',
	letThrough: false,
	shared: false,
	record: sharedTable(),
	pause: async (milliseconds) => await new Promise((done) => setTimeout(done, milliseconds)),
	...changes,
});

const notification = {
	event_name: 'entry.updated',
	subscription_id: 1,
	company_id: 1,
	occurred_at: '2026-11-24T17:02:00Z',
	payload: { entry: { id: 3 } },
};

describe('duplicateTest in one process', () => {
	it('drops a repeat with the same state, whatever the order of its fields', async () => {
		const first = around({});
		expect(await duplicateTest(notification, first).isRepeat({ a: 1, b: 2 })).toBe(false);
		const second = { ...first, executionId: '2' };
		expect(await duplicateTest(notification, second).isRepeat({ b: 2, a: 1 })).toBe(true);
	});

	it('lets a second real change within the second through', async () => {
		const first = around({});
		expect(await duplicateTest(notification, first).isRepeat({ text: 'old' })).toBe(false);
		const second = { ...first, executionId: '2' };
		expect(await duplicateTest(notification, second).isRepeat({ text: 'new' })).toBe(false);
	});

	it('never takes the second run of an execution, a retry or a test for a repeat', async () => {
		const first = around({});
		expect(await duplicateTest(notification, first).isRepeat({})).toBe(false);
		expect(await duplicateTest(notification, first).isRepeat({})).toBe(false);
		const retry = { ...first, executionId: '9', letThrough: true };
		expect(await duplicateTest(notification, retry).isRepeat({})).toBe(false);
	});

	it('lets exactly one of many simultaneous repeats through, the first ones of all included', async () => {
		const first = around({ record: sharedTable(5) });
		const repeats = Array.from({ length: 20 }, async (_, index) => {
			const own = { ...first, executionId: String(index) };
			return await duplicateTest(notification, own).isRepeat({});
		});
		expect((await Promise.all(repeats)).filter((isRepeat) => !isRepeat)).toHaveLength(1);
	});

	it('lets everything through while the table cannot be used', async () => {
		const broken = around({ record: async () => await Promise.reject(new Error('no database')) });
		expect(await duplicateTest(notification, broken).isRepeat({})).toBe(false);
		expect(await duplicateTest(notification, { ...broken, executionId: '2' }).isRepeat({})).toBe(
			false,
		);
	});
});

describe('duplicateTest of two workers', () => {
	it('lets one of two simultaneous repeats through, though n8n forgets one of their writes', async () => {
		for (let round = 0; round < 5; round++) {
			const record = sharedTable(10);
			await record(['something else']);
			// Two workers: the same row of n8n, but turns of their own.
			const results = await Promise.all(
				['1', '2'].map(async (executionId) => {
					const test = duplicateTest(notification, around({ record, executionId, shared: true }));
					await test.announce();
					return await test.isRepeat({});
				}),
			);
			expect(results.filter((isRepeat) => !isRepeat)).toHaveLength(1);
		}
	});
});
