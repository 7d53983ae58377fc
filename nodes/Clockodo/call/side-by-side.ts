import { outcomeOf, type Outcome } from '../../../src/clockodo/outcome';

/** How the items of an execution are worked on. */
export interface Plan<Value> {
	/** Number of all items. */
	count: number;
	/** Items that may be under way at the same time. */
	atOnce: number;
	/** Whether the item changes nothing: only such items are worked on beside each other. */
	onlyReads(item: number): boolean;
	/** @param signal aborted where the item does not matter any more */
	work(item: number, signal: AbortSignal): Promise<Value>;
	/** Whether the first failure ends everything. */
	stopsAtFailure: boolean;
	/** The execution's. */
	cancelled?: AbortSignal;
}

/**
 * Works on items side by side where they only read. One that writes waits for all before it, and
 * all behind it wait for it: what is written, and what a read finds, is the same as if each had
 * waited for the one before.
 *
 * @returns what came of the items, in their order; where a failure ends everything, it is the last
 * of them, and the first that would have come without overlapping
 */
export async function workOnAll<Value>(plan: Plan<Value>): Promise<Array<Outcome<Value>>> {
	const outcomes: Array<Outcome<Value>> = [];
	while (outcomes.length < plan.count) {
		const first = outcomes.length;
		let end = first + 1;
		if (plan.onlyReads(first)) while (end < plan.count && plan.onlyReads(end)) end++;
		outcomes.push(...(await workOnSome(plan, first, end)));
		if (plan.stopsAtFailure && outcomes.at(-1)?.ok === false) break;
	}
	return outcomes;
}

/** What a person reads of it who has cancelled; of items behind a failure nobody does. */
const notWanted = (): Error => new Error('The execution was cancelled.');

/** Works on the items from `first` to the one before `end`, so many at a time. */
async function workOnSome<Value>(
	{ atOnce, work, stopsAtFailure, cancelled }: Plan<Value>,
	first: number,
	end: number,
): Promise<Array<Outcome<Value>>> {
	const outcomes: Array<Outcome<Value>> = [];
	const running = new Map<number, AbortController>();
	const abortAll = () => {
		for (const over of running.values()) over.abort(notWanted());
	};
	let next = first;
	let last = end;
	cancelled?.addEventListener('abort', abortAll, { once: true });
	await new Promise<void>((resolve) => {
		const begin = async (item: number) => {
			const over = new AbortController();
			if (cancelled?.aborted) over.abort(notWanted());
			running.set(item, over);
			const outcome = await outcomeOf(async () => await work(item, over.signal));
			running.delete(item);
			outcomes[item - first] = outcome;
			if (!outcome.ok && stopsAtFailure) last = Math.min(last, item + 1);
			goOn();
		};
		const goOn = () => {
			while (next < last && running.size < atOnce) void begin(next++);
			if (next < last || [...running.keys()].some((item) => item < last)) return;
			// What came behind a failure need not be waited for. Until now it went on: an item before
			// may have waited for something that both need.
			abortAll();
			resolve();
		};
		goOn();
	});
	cancelled?.removeEventListener('abort', abortAll);
	return outcomes.slice(0, last - first);
}

/** Lets so many actions through at a time; the others wait in the order in which they came. */
export function gateOf(atOnce: number): <Value>(action: () => Promise<Value>) => Promise<Value> {
	const waiting: Array<() => void> = [];
	let inside = 0;
	return async (action) => {
		if (inside < atOnce) inside++;
		else await new Promise<void>((resolve) => waiting.push(resolve));
		try {
			return await action();
		} finally {
			// Whoever comes next takes the place over.
			const next = waiting.shift();
			if (next) next();
			else inside--;
		}
	};
}
