import { describe, expect, it } from '@jest/globals';

import { recordKeys, type RecordKeys, type TakeTurn } from '../../../src/webhook/seen-keys.js';

let tables = 0;
const newTable = () => `table-${++tables}`;

/** n8n's table, which notes the keys of each call and fails where `failures` says so. */
function tableOfKeys(...failures: Array<Error | undefined>) {
	const known = new Set<string>();
	const calls: string[][] = [];
	const record: RecordKeys = async (keys) => {
		const failure = failures[calls.length];
		calls.push(keys);
		await Promise.resolve();
		if (failure) throw failure;
		const processed = keys.filter((key) => known.has(key));
		for (const key of keys) known.add(key);
		return { processed };
	};
	return { record, calls };
}

describe('recording keys', () => {
	it('tells which of them were there before', async () => {
		const table = newTable();
		const { record } = tableOfKeys();
		expect(await recordKeys(table, ['a', 'b'], record)).toEqual(new Set());
		expect(await recordKeys(table, ['b', 'c'], record)).toEqual(new Set(['b']));
	});

	it('tells callers of the same turn apart: the first one is the first', async () => {
		const table = newTable();
		const { record, calls } = tableOfKeys();
		const seen = await Promise.all([
			recordKeys(table, ['first'], record),
			recordKeys(table, ['a', 'b'], record),
			recordKeys(table, ['a', 'c'], record),
			recordKeys(table, ['a', 'c'], record),
		]);
		expect(seen.map((each) => [...each])).toEqual([[], [], ['a'], ['a', 'c']]);
		// Who came while the first one was recorded shares one call, with each key once.
		expect(calls).toEqual([['first'], ['a', 'b', 'c']]);
	});

	it('makes no caller wait for those of another table', async () => {
		const never: RecordKeys = async () => await new Promise(() => undefined);
		void recordKeys(newTable(), ['a'], never);
		expect(await recordKeys(newTable(), ['a'], tableOfKeys().record)).toEqual(new Set());
	});

	it('tries a second time, since the two first calls ever collide in n8n', async () => {
		const { record, calls } = tableOfKeys(new Error('UNIQUE constraint failed'));
		expect(await recordKeys(newTable(), ['a'], record)).toEqual(new Set());
		expect(calls).toEqual([['a'], ['a']]);
	});

	it('fails for every caller of the turn when it fails twice, and works again after that', async () => {
		const table = newTable();
		const gone = new Error('no database');
		const { record, calls } = tableOfKeys(undefined, gone, gone);
		const [first, ...others] = await Promise.allSettled([
			recordKeys(table, ['a'], record),
			recordKeys(table, ['b'], record),
			recordKeys(table, ['c'], record),
		]);
		expect(first.status).toBe('fulfilled');
		expect(others).toEqual([
			{ status: 'rejected', reason: gone },
			{ status: 'rejected', reason: gone },
		]);
		expect(calls).toHaveLength(3);
		expect(await recordKeys(table, ['a', 'b'], record)).toEqual(new Set(['a']));
	});

	it('takes one turn at a time, each alone among all processes', async () => {
		const table = newTable();
		const { record, calls } = tableOfKeys();
		let inside = 0;
		const turns: number[] = [];
		const takeTurn: TakeTurn = async (turn) => {
			turns.push(++inside);
			await turn();
			inside--;
		};
		const claim = async (key: string) => await recordKeys(table, [key], record, takeTurn);
		await Promise.all(['a', 'b', 'c'].map(claim));
		expect(turns).toEqual([1, 1]);
		expect(calls).toEqual([['a'], ['b', 'c']]);
	});
});
