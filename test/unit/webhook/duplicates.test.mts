import { describe, expect, it } from '@jest/globals';
import { rememberedEvents, type EventExecution } from '../../../src/webhook/duplicates.js';
import { isRepeat } from '../../support/is-repeat.mjs';
import { exclusively } from '../../../src/webhook/table-lock.js';
import { processedRow } from '../../support/processed-row.mjs';
import { until } from '../../support/until.mjs';

let tables = 0;
const around = (changes: Partial<EventExecution>): EventExecution => ({
	table: `unit-${++tables}`,
	executionId: '1',
	letThrough: false,
	record: processedRow().record,
	...changes,
});

const notification = {
	event_name: 'entry.updated',
	subscription_id: 1,
	company_id: 1,
	occurred_at: '2026-11-24T17:02:00Z',
	payload: { entry: { id: 3 } },
};

describe('isRepeat in one process', () => {
	it('drops a repeat with the same state, whatever the order of its fields', async () => {
		const first = around({});
		expect(await isRepeat(notification, { a: 1, b: 2 }, first)).toBe(false);
		const second = { ...first, executionId: '2' };
		expect(await isRepeat(notification, { b: 2, a: 1 }, second)).toBe(true);
	});

	const isSame = async (one: unknown, other: unknown) => {
		const first = around({});
		await isRepeat(notification, one, first);
		return await isRepeat(notification, other, { ...first, executionId: '2' });
	};

	it('goes by what a state holds, at every level', async () => {
		const state = ['fetched', { c: 1, a: { z: null, y: [2, { q: 1, p: 2 }] }, b: 3 }];
		const shuffled = ['fetched', { b: 3, a: { y: [2, { p: 2, q: 1 }], z: null }, c: 1 }];
		expect(await isSame(state, shuffled)).toBe(true);
		expect(await isSame(state, ['fetched', { ...(state[1] as object), b: 4 }])).toBe(false);
		expect(await isSame([1, 2], [2, 1])).toBe(false);
		expect(await isSame([1, 2], { 0: 1, 1: 2 })).toBe(false);
		expect(await isSame(null, {})).toBe(false);
		expect(await isSame({ a: null }, { a: {} })).toBe(false);
	});

	it.each([
		['event', { event_name: 'entry.stopped' }],
		['time', { occurred_at: '2026-11-24T17:02:01Z' }],
		['payload', { payload: { entry: { id: 4 } } }],
	])('takes no notification of another %s for a repeat', async (_what, changes) => {
		const first = around({});
		await isRepeat(notification, {}, first);
		const second = { ...first, executionId: '2' };
		expect(await isRepeat({ ...notification, ...changes }, {}, second)).toBe(false);
	});

	it.each([
		['another webhook', { subscription_id: 2 }],
		['a webhook that does not say which it is', { subscription_id: null }],
		['another account, or none', { company_id: null }],
	])('takes what comes from %s for the same change', async (_what, changes) => {
		const first = around({});
		await isRepeat(notification, {}, first);
		const second = { ...first, executionId: '2' };
		expect(await isRepeat({ ...notification, ...changes }, {}, second)).toBe(true);
	});

	it('lets a change back and forth through three times: each has its time', async () => {
		const first = around({});
		const states = ['A', 'B', 'A'];
		for (const [index, state] of states.entries()) {
			const change = { ...notification, occurred_at: `2026-11-24T17:02:0${index}Z` };
			expect(await isRepeat(change, state, { ...first, executionId: `${index}` })).toBe(false);
		}
	});

	it('takes no notification without a time for a repeat, and records none', async () => {
		let records = 0;
		const record = async () => await Promise.resolve({ processed: [`${++records}`] });
		const untimed = { ...notification, occurred_at: null };
		for (const executionId of ['1', '2']) {
			expect(await isRepeat(untimed, {}, around({ record, executionId }))).toBe(false);
		}
		expect(records).toBe(0);
	});

	it('records a key and its owner for each event, 2,000 of them', async () => {
		const recorded: string[][] = [];
		const record = async (keys: string[]) => {
			recorded.push(keys);
			return await Promise.resolve({ processed: [] });
		};
		await isRepeat(notification, {}, around({ record, executionId: '77' }));
		const [[key, owned]] = recorded;
		expect(key).toMatch(/^[\w-]{22}$/);
		expect(owned).toBe(`${key}#77`);
		expect(rememberedEvents).toBe(2_000);
	});

	it('lets a second real change within the second through', async () => {
		const first = around({});
		expect(await isRepeat(notification, { text: 'old' }, first)).toBe(false);
		const second = { ...first, executionId: '2' };
		expect(await isRepeat(notification, { text: 'new' }, second)).toBe(false);
	});

	it('never takes the second run of an execution, a retry or a test for a repeat', async () => {
		const first = around({});
		expect(await isRepeat(notification, {}, first)).toBe(false);
		expect(await isRepeat(notification, {}, first)).toBe(false);
		const retry = { ...first, executionId: '9', letThrough: true };
		expect(await isRepeat(notification, {}, retry)).toBe(false);
	});

	it('lets exactly one of many simultaneous repeats through, the first ones of all included', async () => {
		const first = around({ record: processedRow({ time: 5 }).record });
		const repeats = Array.from({ length: 20 }, async (_, index) => {
			const own = { ...first, executionId: String(index) };
			return await isRepeat(notification, {}, own);
		});
		expect((await Promise.all(repeats)).filter((isRepeat) => !isRepeat)).toHaveLength(1);
	});

	it('lets everything through while the table cannot be used', async () => {
		const broken = around({ record: async () => await Promise.reject(new Error('no database')) });
		expect(await isRepeat(notification, {}, broken)).toBe(false);
		expect(await isRepeat(notification, {}, { ...broken, executionId: '2' })).toBe(false);
	});
});

describe('isRepeat in several workers', () => {
	it('lets one of the simultaneous repeats through, though n8n would forget their writes', async () => {
		for (let round = 0; round < 10; round++) {
			const { record } = processedRow({ time: 5 });
			const lock = processedRow({ time: 2 });
			if (round % 2 === 0) await record(['something else']);
			// Workers: the same rows of n8n, but turns of their own.
			const results = await Promise.all(
				['1', '2', '3', '4'].map(async (executionId) => {
					const takeTurn = async (turn: () => Promise<void>) =>
						await exclusively('workflow', lock.asLock(), turn);
					return await isRepeat(notification, {}, around({ record, executionId, takeTurn }));
				}),
			);
			expect(results.filter((repeated) => !repeated)).toHaveLength(1);
			await until(() => lock.entries() === undefined);
		}
	});
});
