import { describe, expect, it, jest } from '@jest/globals';

import { recordKeys, type RecordKeys, type TakeTurn } from '../../../src/webhook/seen-keys.js';

let tables = 0;
const newTable = () => `table-${++tables}`;

/** n8n's table, which notes the keys of each call and fails where `failures` says so. */
function tableOfKeys(...failures: Array<Error | undefined>) {
	const known = new Set<string>();
	const calls: string[][] = [];
	const record: RecordKeys = async (keys, asks) => {
		const failure = failures[calls.length];
		calls.push(keys);
		await Promise.resolve();
		if (failure) throw failure;
		const processed = [...keys, ...asks].filter((key) => known.has(key));
		for (const key of keys) known.add(key);
		return { processed };
	};
	return { record, calls };
}

describe('recording keys', () => {
	it('tells which of them were there before', async () => {
		const table = newTable();
		const { record } = tableOfKeys();
		expect(await recordKeys(table, { keys: ['a', 'b'] }, record)).toEqual(new Set());
		expect(await recordKeys(table, { keys: ['b', 'c'] }, record)).toEqual(new Set(['b']));
	});

	it('tells callers of the same turn apart: the first one is the first', async () => {
		const table = newTable();
		const { record, calls } = tableOfKeys();
		const seen = await Promise.all([
			recordKeys(table, { keys: ['first'] }, record),
			recordKeys(table, { keys: ['a', 'b'] }, record),
			recordKeys(table, { keys: ['a', 'c'] }, record),
			recordKeys(table, { keys: ['a', 'c'] }, record),
		]);
		expect(seen.map((each) => [...each])).toEqual([[], [], ['a'], ['a', 'c']]);
		// Who came while the first one was recorded shares one call, with each key once.
		expect(calls).toEqual([['first'], ['a', 'b', 'c']]);
	});

	it('tells of what is only asked for whether it was recorded, by a caller of the same turn too', async () => {
		const table = newTable();
		const { record } = tableOfKeys();
		const ask = async (...asks: string[]) =>
			await recordKeys(table, { keys: [], asks }, record).then((seen) => [...seen]);
		const seen = await Promise.all([
			ask('first'),
			ask('a'),
			ask('a'),
			recordKeys(table, { keys: ['a'], asks: ['a'] }, record).then((its) => [...its]),
			ask('a', 'b'),
			recordKeys(table, { keys: ['a'], asks: ['a'] }, record).then((its) => [...its]),
		]);
		expect(seen).toEqual([[], [], [], [], ['a'], ['a']]);
		expect(await ask('a', 'b', 'first')).toEqual(['a']);
	});

	it('makes no caller wait for those of another table', async () => {
		jest.useFakeTimers();
		const never: RecordKeys = async () => await new Promise(() => undefined);
		void recordKeys(newTable(), { keys: ['a'] }, never).catch(() => undefined);
		expect(await recordKeys(newTable(), { keys: ['a'] }, tableOfKeys().record)).toEqual(new Set());
		jest.useRealTimers();
	});

	it('tries a second time, since the two first calls ever collide in n8n', async () => {
		const { record, calls } = tableOfKeys(new Error('UNIQUE constraint failed'));
		expect(await recordKeys(newTable(), { keys: ['a'] }, record)).toEqual(new Set());
		expect(calls).toEqual([['a'], ['a']]);
	});

	it('fails for every caller of the turn when it fails twice, and works again after that', async () => {
		const table = newTable();
		const gone = new Error('no database');
		const { record, calls } = tableOfKeys(undefined, gone, gone);
		const [first, ...others] = await Promise.allSettled([
			recordKeys(table, { keys: ['a'] }, record),
			recordKeys(table, { keys: ['b'] }, record),
			recordKeys(table, { keys: ['c'] }, record),
		]);
		expect(first.status).toBe('fulfilled');
		expect(others).toEqual([
			{ status: 'rejected', reason: gone },
			{ status: 'rejected', reason: gone },
		]);
		expect(calls).toHaveLength(3);
		expect(await recordKeys(table, { keys: ['a', 'b'] }, record)).toEqual(new Set(['a']));
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
		const claim = async (key: string) => await recordKeys(table, { keys: [key] }, record, takeTurn);
		await Promise.all(['a', 'b', 'c'].map(claim));
		expect(turns).toEqual([1, 1]);
		expect(calls).toEqual([['a'], ['b', 'c']]);
	});
});

describe('nobody waits for ever', () => {
	const table = tableOfKeys();
	const event = async (name: string, record: RecordKeys, takeTurn?: TakeTurn) =>
		await recordKeys(name, { keys: ['a'] }, record, takeTurn);
	/** The next event of the same table works, when the turn is over. */
	const worksAgain = async (name: string) => {
		await new Promise(setImmediate);
		expect(await event(name, tableOfKeys().record)).toEqual(new Set());
	};

	it.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['a text', 'ok'],
		['an object without the list', {}],
		['something else for the list', { processed: { 0: 'a' } }],
		['null for the list', { processed: null }],
	])('where n8n’s table answers with %s', async (_what, answer) => {
		const name = newTable();
		const malformed = jest.fn(async () => await Promise.resolve(answer));
		const both = await Promise.allSettled([
			event(name, malformed as unknown as RecordKeys),
			event(name, malformed as unknown as RecordKeys),
		]);
		expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		// Two turns, each tried twice.
		expect(malformed).toHaveBeenCalledTimes(4);
		await worksAgain(name);
	});

	it('where the second answer is right, the first one counts for nothing', async () => {
		const answers = [{}, { processed: ['a'] }];
		const record = async () => await Promise.resolve(answers.shift() as { processed: string[] });
		expect(await event(newTable(), record)).toEqual(new Set(['a']));
	});

	it('knows a key again that n8n gives as something else than text', async () => {
		const record = async () => await Promise.resolve({ processed: [7] });
		expect(await recordKeys(newTable(), { keys: ['7'] }, record)).toEqual(new Set(['7']));
	});

	it('where recording throws before it begins', async () => {
		const name = newTable();
		const broken: RecordKeys = () => {
			throw new TypeError('broken');
		};
		await expect(event(name, broken)).rejects.toThrow('broken');
		await worksAgain(name);
	});

	it('where recording never ends: it is given up after twice 20 seconds', async () => {
		jest.useFakeTimers();
		const name = newTable();
		const hanging = jest.fn<RecordKeys>(async () => await new Promise(() => undefined));
		const outcomes: string[] = [];
		for (const each of ['first', 'second']) {
			void event(name, hanging).catch((error: Error) => outcomes.push(`${each}: ${error.message}`));
		}
		await jest.advanceTimersByTimeAsync(19_999);
		expect(hanging).toHaveBeenCalledTimes(1);
		await jest.advanceTimersByTimeAsync(1);
		expect(hanging).toHaveBeenCalledTimes(2);
		expect(outcomes).toEqual([]);
		await jest.advanceTimersByTimeAsync(20_000);
		expect(outcomes).toEqual(['first: No answer within 20000 ms']);
		// Who waited meanwhile has a turn of its own.
		await jest.advanceTimersByTimeAsync(40_000);
		expect(outcomes).toHaveLength(2);
		// Nothing is left that would wake up for an answer that has come.
		expect(jest.getTimerCount()).toBe(0);
		jest.useRealTimers();
		await worksAgain(name);
	});

	it('where the turn cannot be taken', async () => {
		const name = newTable();
		const refused: TakeTurn = async () => await Promise.reject(new Error('no lock'));
		const both = await Promise.allSettled([
			event(name, table.record, refused),
			event(name, table.record, refused),
		]);
		expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(table.calls).toEqual([]);
		await worksAgain(name);
	});

	it('where the turn is never begun', async () => {
		const name = newTable();
		const idle: TakeTurn = async () => await Promise.resolve();
		await expect(event(name, table.record, idle)).rejects.toThrow('No turn was taken');
		await worksAgain(name);
	});

	it('where it fails after the turn: what was recorded counts', async () => {
		const name = newTable();
		const failing: TakeTurn = async (turn) => {
			await turn();
			throw new Error('not given back');
		};
		const { record } = tableOfKeys();
		expect(await event(name, record, failing)).toEqual(new Set());
		expect(await event(name, record, failing)).toEqual(new Set(['a']));
		expect(await event(name, record)).toEqual(new Set(['a']));
	});
});
