import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';

import { exclusively, type LockRow } from '../../../src/webhook/table-lock.js';
import { processedRow } from '../../support/processed-row.mjs';

let workflows = 0;
const newWorkflow = () => `workflow-${++workflows}`;

/** Time that passes by pausing. */
function quickClock() {
	let now = 1_000_000;
	const spy = jest.spyOn(Date, 'now').mockImplementation(() => now);
	return {
		pause: async (milliseconds: number) => {
			now += milliseconds;
			await sleep(0);
		},
		restore: () => spy.mockRestore(),
	};
}

describe('exclusively', () => {
	it('lets one in at a time, and none waits for ever', async () => {
		const workflow = newWorkflow();
		const row = processedRow(1);
		let inside = 0;
		let most = 0;
		let done = 0;
		const worker = async () => {
			for (let turn = 0; turn < 10; turn++) {
				await exclusively(workflow, row.asLock(), async () => {
					most = Math.max(most, ++inside);
					await sleep(3);
					inside--;
					done++;
				});
			}
		};
		await Promise.all([worker(), worker(), worker(), worker()]);
		expect({ most, done, row: row.entries() }).toEqual({ most: 1, done: 40, row: undefined });
	});

	it('gives the lock back when the action fails, and hands on its error', async () => {
		const workflow = newWorkflow();
		const row = processedRow();
		const failing = async () => await Promise.reject(new Error('broken'));
		await expect(exclusively(workflow, row.asLock(), failing)).rejects.toThrow('broken');
		expect(row.entries()).toBeUndefined();
	});

	it('takes over what a dead process left behind, after some seconds', async () => {
		const workflow = newWorkflow();
		const row = processedRow();
		await row.asLock().mark();
		const clock = quickClock();
		const started = Date.now();
		await exclusively(workflow, { ...row.asLock(), pause: clock.pause }, async () => {
			expect(Date.now() - started).toBeGreaterThanOrEqual(10_000);
			expect(Date.now() - started).toBeLessThan(20_000);
			await sleep(0);
		});
		clock.restore();
		expect(row.entries()).toBeUndefined();
	});

	it('leaves the history of a Remove Duplicates node alone, and works without the lock', async () => {
		const workflow = newWorkflow();
		const row = processedRow();
		const history = ['seen by Remove Duplicates', 'and this'];
		await row.record(history.slice(0, 1));
		expect(await exclusively(workflow, row.asLock(), async () => 'done')).toBe('done');
		expect(row.entries()).toEqual(history.slice(0, 1));
		await row.record(history);
		const untouched = { ...row.asLock(), mark: async () => await Promise.reject(new Error()) };
		for (const each of [workflow, newWorkflow()]) {
			expect(await exclusively(each, untouched, async () => 'done')).toBe('done');
		}
		expect(row.entries()).toEqual(history);
	});

	it('leaves it alone, too, where it begins while another worker has the lock', async () => {
		const workflow = newWorkflow();
		const row = processedRow();
		await row.asLock().mark();
		const clock = quickClock();
		const pause = async (milliseconds: number) => {
			await row.record(['seen']);
			await clock.pause(milliseconds);
		};
		const lock = { ...row.asLock(), pause };
		expect(await exclusively(workflow, lock, async () => 'done')).toBe('done');
		clock.restore();
		// The mark is the holder's, who takes it out.
		expect(row.entries()).toEqual(['mark', 'seen']);
	});

	it('takes its own mark out of a history that has begun meanwhile, and no more', async () => {
		const row = processedRow();
		const begin = async () => await row.record(['seen']);
		await exclusively(newWorkflow(), row.asLock(), begin);
		expect(row.entries()).toEqual(['seen']);
	});

	it('leaves a history that began at the same moment as it', async () => {
		const row = processedRow();
		const lock = row.asLock();
		const mark = async () => {
			await row.record(['seen']);
			return await lock.mark();
		};
		expect(await exclusively(newWorkflow(), { ...lock, mark }, async () => 'done')).toBe('done');
		expect(row.entries()).toEqual(['seen']);
	});

	it('removes no history that has taken the place of a lock which was held too long', async () => {
		const row = processedRow();
		const clock = quickClock();
		const lock = { ...row.asLock(), pause: clock.pause };
		await exclusively(newWorkflow(), lock, async () => {
			await clock.pause(5_000);
			await lock.remove();
			await row.record(['seen']);
		});
		clock.restore();
		expect(row.entries()).toEqual(['seen']);
	});

	it('works without the lock where the row is of another kind or the database is away', async () => {
		const broken = async () => await Promise.reject(new Error('incompatible'));
		const lock = { ...processedRow().asLock(), mark: broken };
		expect(await exclusively(newWorkflow(), lock, async () => 'done')).toBe('done');
		const away = { ...lock, entries: broken, unmark: broken, remove: broken };
		expect(await exclusively(newWorkflow(), away, async () => 'done')).toBe('done');
	});
});

describe('a lock that others have, or that cannot be had', () => {
	type Marked = boolean | 'collision';

	/** A row whose mark is set with these results, the last one again and again; it counts what is done. */
	function scripted(marks: Marked[], counts: number[] = [0]) {
		const done = { marks: 0, counts: 0, removed: 0, unmarked: 0 };
		const pauses: number[] = [];
		const at = <Item,>(items: Item[], index: number) => items[Math.min(index, items.length - 1)];
		const row: LockRow = {
			async mark() {
				const marked = at(marks, done.marks++);
				await Promise.resolve();
				if (marked === 'collision') throw new Error('UNIQUE constraint failed');
				return marked;
			},
			entries: async () => await Promise.resolve(at(counts, done.counts++)),
			async unmark() {
				done.unmarked++;
				await Promise.resolve();
			},
			async remove() {
				done.removed++;
				await Promise.resolve();
			},
			async pause(milliseconds) {
				pauses.push(milliseconds);
				await Promise.resolve();
			},
		};
		return { row, done, pauses };
	}

	const run = async (row: LockRow, workflow = newWorkflow()) =>
		await exclusively(workflow, row, async () => await Promise.resolve('done'));

	it('is tried again after a collision, and five times in a row at most', async () => {
		const collisions = scripted(['collision']);
		expect(await run(collisions.row)).toBe('done');
		expect(collisions.done).toMatchObject({ marks: 5, removed: 0 });
		const lucky = scripted(['collision', 'collision', 'collision', 'collision', true]);
		expect(await run(lucky.row)).toBe('done');
		expect(lucky.done).toMatchObject({ marks: 5, removed: 1 });
	});

	it('is tried on where another one was faster: that is no failure', async () => {
		const four: Marked[] = ['collision', 'collision', 'collision', 'collision'];
		const none = [0, 0, 0, 0, 0, 0, 0, 0];
		// Each mark stands between two looks; after the fifth one there is a row.
		const { row, done } = scripted(
			[...four, 'collision', ...four, true],
			[...none, 0, 1, ...none, 0, 1],
		);
		expect(await run(row)).toBe('done');
		expect(done).toMatchObject({ marks: 10, removed: 1 });
	});

	it('costs five tries where the row is of another kind, and none for ten minutes after', async () => {
		const clock = quickClock();
		const workflow = newWorkflow();
		const { row, done } = scripted(['collision']);
		const paused = { ...row, pause: clock.pause };
		for (let turn = 0; turn < 3; turn++) expect(await run(paused, workflow)).toBe('done');
		expect(done).toMatchObject({ marks: 5, removed: 0 });
		await clock.pause(10 * 60_000 - 1_000);
		await run(paused, workflow);
		expect(done.marks).toBe(5);
		await clock.pause(1_000);
		await run(paused, workflow);
		expect(done).toMatchObject({ marks: 10, removed: 0 });
		clock.restore();
	});

	it('is looked at every 10 to 40 ms, so that those who wait do not look all at once', async () => {
		for (const [random, pause] of [
			[0, 10],
			[0.5, 25],
			[1, 40],
		]) {
			const { row, pauses } = scripted([true], [1, 1, 1, 0, 0, 1]);
			const spy = jest.spyOn(Math, 'random').mockReturnValue(random);
			await run(row);
			spy.mockRestore();
			// The last one follows the action: others get a turn before the same process comes again.
			expect(pauses).toEqual([pause, pause, pause, 40]);
		}
	});

	it.each([
		[0, 10_000],
		[1, 15_000],
	])('is taken over after some seconds, not by all at once: %j', async (random, milliseconds) => {
		const clock = quickClock();
		const spy = jest.spyOn(Math, 'random').mockReturnValue(random);
		const dead = processedRow();
		await dead.asLock().mark();
		const started = Date.now();
		let waited = 0;
		const remove = async () => {
			waited ||= Date.now() - started;
			await dead.asLock().remove();
		};
		await run({ ...dead.asLock(), remove, pause: clock.pause });
		spy.mockRestore();
		clock.restore();
		expect(waited).toBeGreaterThanOrEqual(milliseconds);
		expect(waited).toBeLessThan(milliseconds + 100);
		expect(dead.entries()).toBeUndefined();
	});

	it('is not asked for again for ten minutes in a workflow whose row is another node’s', async () => {
		const clock = quickClock();
		const workflow = newWorkflow();
		const { row, done } = scripted([true], [2]);
		const paused = { ...row, pause: clock.pause };
		expect(await run(paused, workflow)).toBe('done');
		expect(await run(paused, workflow)).toBe('done');
		expect(done).toEqual({ marks: 0, counts: 1, removed: 0, unmarked: 0 });
		const other = scripted([true]);
		await run(other.row);
		expect(other.done.marks).toBe(1);
		await clock.pause(10 * 60_000);
		await run(paused, workflow);
		expect(done).toEqual({ marks: 0, counts: 2, removed: 0, unmarked: 0 });
		clock.restore();
	});

	it('is left to another node whose history begins meanwhile, by its mark only', async () => {
		const workflow = newWorkflow();
		const { row, done } = scripted([true, false], [0, 1, 2]);
		expect(await run(row, workflow)).toBe('done');
		expect(done).toMatchObject({ marks: 2, removed: 0, unmarked: 1 });
		await run(row, workflow);
		expect(done.marks).toBe(2);
	});

	it.each([
		[4_999, { marks: 1, counts: 3, removed: 1 }],
		[5_000, { marks: 3, counts: 4, removed: 1 }],
	])(
		'is marked and counted twice before it is removed, if it was held for %i ms',
		async (held, expected) => {
			const clock = quickClock();
			const { row, done } = scripted([true, false], [0, 1]);
			await exclusively(newWorkflow(), row, async () => await clock.pause(held));
			clock.restore();
			expect(done).toMatchObject(expected);
		},
	);

	it('is not removed after a long time where its mark was gone', async () => {
		const clock = quickClock();
		const { row, done } = scripted([true, true, true], [0, 1]);
		await exclusively(newWorkflow(), row, async () => await clock.pause(5_000));
		clock.restore();
		expect(done).toMatchObject({ removed: 0, unmarked: 1 });
	});

	it('does not make the action fail when it cannot be given back', async () => {
		const { row } = scripted([true]);
		const broken = async () => await Promise.reject(new Error('no database'));
		expect(await run({ ...row, remove: broken, pause: broken })).toBe('done');
	});
});

describe('several workers at once', () => {
	/** Each takes turns until so many are done; gives how many were never alone. */
	async function overlaps(workers: number, turns: number): Promise<number> {
		const workflow = newWorkflow();
		const row = processedRow(5);
		const count = { inside: 0, begun: 0, overlaps: 0 };
		const worker = async () => {
			while (count.begun < turns) {
				await exclusively(workflow, row.asLock(), async () => {
					count.begun++;
					if (++count.inside > 1) count.overlaps++;
					await sleep(10);
					count.inside--;
				});
			}
		};
		await Promise.all(Array.from({ length: workers }, worker));
		expect(row.entries()).toBeUndefined();
		return count.overlaps;
	}

	it.each([2, 4, 8])('are never in their turns together: %i of them', async (workers) => {
		expect(await overlaps(workers, 25)).toBe(0);
	});

	it('never lose another node’s history, though it has one entry as a lock has', async () => {
		const round = async () => {
			const workflow = newWorkflow();
			const row = processedRow(4);
			await row.record(['seen']);
			const worker = async (delay: number) => {
				await sleep(delay);
				await exclusively(workflow, row.asLock(), async () => await sleep(8));
			};
			await Promise.all([worker(0), worker(Math.random() * 4)]);
			return row.entries();
		};
		const histories = await Promise.all(Array.from({ length: 50 }, round));
		expect(histories.filter((history) => JSON.stringify(history) !== '["seen"]')).toEqual([]);
	});
});
