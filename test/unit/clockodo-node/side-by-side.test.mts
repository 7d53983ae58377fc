import { describe, expect, it } from '@jest/globals';
import { gateOf, workOnAll, type Plan } from '../../../nodes/Clockodo/call/side-by-side.js';
import type { Outcome } from '../../../src/clockodo/outcome.js';

/** Items that end when the test says so, and what happened in which order. */
function scripted(count: number, more: Partial<Plan<string>> = {}) {
	const log: string[] = [];
	const ends = new Map<number, (error?: Error) => void>();
	const signals: AbortSignal[] = [];
	const done = workOnAll<string>({
		count,
		atOnce: 3,
		onlyReads: () => true,
		stopsAtFailure: true,
		async work(item, signal) {
			log.push(`begin ${item}`);
			signals[item] = signal;
			await new Promise<void>((resolve, reject) => {
				ends.set(item, (error) => (error ? reject(error) : resolve()));
			});
			log.push(`end ${item}`);
			return `result ${item}`;
		},
		...more,
	});
	/** Ends an item and lets everything happen that follows from it. */
	const end = async (item: number, error?: Error) => {
		ends.get(item)?.(error);
		await new Promise((resolve) => setImmediate(resolve));
	};
	const begun = () => log.filter((each) => each.startsWith('begin')).length;
	return { log, signals, done, end, begun };
}

const shown = (outcomes: Array<Outcome<string>>) =>
	outcomes.map((each) => (each.ok ? each.value : (each.error as Error).message));

describe('items that only read', () => {
	it('are worked on side by side, so many at a time, and given in their order', async () => {
		const { done, end, begun } = scripted(5);
		expect(begun()).toBe(3);
		await end(2);
		expect(begun()).toBe(4);
		await end(0);
		expect(begun()).toBe(5);
		for (const item of [4, 3, 1]) await end(item);
		expect(shown(await done)).toEqual([0, 1, 2, 3, 4].map((item) => `result ${item}`));
	});

	it('end with the first failure in the order of the items, whichever came first', async () => {
		const { done, end, begun, signals } = scripted(9);
		await end(2, new Error('late item'));
		expect(begun()).toBe(3);
		expect(signals.map(({ aborted }) => aborted)).toEqual([false, false, false]);
		await end(1, new Error('early item'));
		await end(0);
		expect(shown(await done)).toEqual(['result 0', 'early item']);
	});

	it('are not waited for behind a failure', async () => {
		const { done, end, signals } = scripted(3);
		await end(0, new Error('broken'));
		expect(shown(await done)).toEqual(['broken']);
		expect(signals.map(({ aborted }) => aborted)).toEqual([false, true, true]);
	});

	it('all come to an end where failures end nothing', async () => {
		const { done, end } = scripted(4, { stopsAtFailure: false });
		await end(1, new Error('broken'));
		for (const item of [0, 2, 3]) await end(item);
		expect(shown(await done)).toEqual(['result 0', 'broken', 'result 2', 'result 3']);
	});

	it('are told when the execution is cancelled', async () => {
		const abort = new AbortController();
		const { done, end, signals } = scripted(4, { cancelled: abort.signal, stopsAtFailure: false });
		abort.abort();
		expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true]);
		expect(String(signals[0].reason)).toContain('The execution was cancelled.');
		for (const item of [0, 1, 2]) await end(item, new Error('cancelled'));
		expect(signals[3].aborted).toBe(true);
		await end(3, new Error('cancelled'));
		expect(await done).toHaveLength(4);
	});

	it('may be none', async () => {
		expect(await scripted(0).done).toEqual([]);
	});
});

describe('items that write', () => {
	it('wait for all before them, and all behind wait for them', async () => {
		const { done, end, log } = scripted(5, { onlyReads: (item) => item !== 2 });
		await end(1);
		await end(0);
		await end(2);
		await end(4);
		await end(3);
		expect(await done).toHaveLength(5);
		expect(log.join(', ')).toBe(
			'begin 0, begin 1, end 1, end 0, begin 2, end 2, begin 3, begin 4, end 4, end 3',
		);
	});

	it('come one after the other', async () => {
		const { done, end, log } = scripted(3, { onlyReads: () => false });
		for (const item of [0, 1, 2]) await end(item);
		await done;
		expect(log.join(', ')).toBe('begin 0, end 0, begin 1, end 1, begin 2, end 2');
	});

	it('are not begun behind a failure', async () => {
		const { done, end, begun } = scripted(3, { onlyReads: () => false });
		await end(0, new Error('broken'));
		expect(shown(await done)).toEqual(['broken']);
		expect(begun()).toBe(1);
	});
});

it('a gate lets so many through, in the order in which they came', async () => {
	const through = gateOf(2);
	const order: number[] = [];
	let [inside, most] = [0, 0];
	const results = await Promise.allSettled(
		[0, 1, 2, 3, 4].map(
			async (each) =>
				await through(async () => {
					order.push(each);
					most = Math.max(most, ++inside);
					await new Promise((resolve) => setTimeout(resolve, 5));
					inside--;
					if (each === 1) throw new Error('broken');
					return each;
				}),
		),
	);
	expect(order).toEqual([0, 1, 2, 3, 4]);
	expect(most).toBe(2);
	expect(results.map(({ status }) => status)).toEqual([
		'fulfilled',
		'rejected',
		'fulfilled',
		'fulfilled',
		'fulfilled',
	]);
});
