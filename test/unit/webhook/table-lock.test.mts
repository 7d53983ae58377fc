import { describe, expect, it, jest } from '@jest/globals';

import { exclusively, type LockRow, type Marked } from '../../../src/webhook/table-lock.js';
import { processedRow } from '../../support/processed-row.mjs';
import { virtualTime } from '../../support/virtual-time.mjs';

let workflows = 0;
const newWorkflow = () => `workflow-${++workflows}`;

const minute = 60_000;
const done = async () => await Promise.resolve('done');

/** A row whose queries take ten milliseconds, in a time of its own. */
function rowInTime(seed = 1, addsEveryCopy = true) {
	const time = virtualTime(seed);
	return { time, row: processedRow({ time: 10, addsEveryCopy, sleep: time.sleep }) };
}

describe('exclusively', () => {
	it('gives the lock back when the action fails, and hands on its error', async () => {
		const row = processedRow();
		const failing = async () => await Promise.reject(new Error('broken'));
		await expect(exclusively(newWorkflow(), row.asLock(), failing)).rejects.toThrow('broken');
		expect(row.entries()).toBeUndefined();
	});

	it('shows in its row nothing but copies of the mark: two or more, the sign of who has it', async () => {
		const { time, row } = rowInTime();
		const signs = new Set<number>();
		await time.run(async () => {
			for (let turn = 0; turn < 50; turn++) {
				await exclusively(newWorkflow(), row.asLock(), async () => {
					signs.add(row.entries()?.length ?? 0);
					expect(new Set(row.entries())).toEqual(new Set(['mark']));
					await time.sleep(10);
				});
			}
		});
		expect(signs.size).toBeGreaterThan(20);
		expect(Math.min(...signs)).toBeGreaterThanOrEqual(2);
		expect(Math.max(...signs)).toBeLessThanOrEqual(33);
	});

	it.each([1, 2, 33])(
		'takes over what a dead process left behind, after 10 to 15 seconds: %i copies',
		async (copies) => {
			const { time, row } = rowInTime(copies);
			await time.run(async () => {
				await row.record(Array.from({ length: copies }, () => 'mark'));
				const started = Date.now();
				await exclusively(newWorkflow(), row.asLock(), async () => {
					expect(Date.now() - started).toBeGreaterThanOrEqual(10_000);
					expect(Date.now() - started).toBeLessThan(16_000);
					await time.sleep(10);
				});
			});
			expect(row.entries()).toBeUndefined();
		},
	);

	it('is tried at once where the row of a dead process is empty', async () => {
		const { time, row } = rowInTime();
		await time.run(async () => {
			await row.record([]);
			const started = Date.now();
			await exclusively(newWorkflow(), row.asLock(), async () => {
				expect(Date.now() - started).toBeLessThan(1_000);
				await time.sleep(10);
			});
		});
		expect(row.entries()).toBeUndefined();
	});

	it('works without the lock where the row is of another kind or the database is away', async () => {
		const broken = async () => await Promise.reject(new Error('incompatible'));
		const lock = { ...processedRow().asLock(), mark: broken };
		expect(await exclusively(newWorkflow(), lock, done)).toBe('done');
		const away = { ...lock, entries: broken, unmark: broken, remove: broken };
		expect(await exclusively(newWorkflow(), away, done)).toBe('done');
	});
});

describe.each([
	['2.40', true],
	['1.123', false],
])('a history of another node in the row, in n8n’s line %s', (_line, addsEveryCopy) => {
	const history = (length: number) => Array.from({ length }, (_each, index) => `seen ${index}`);

	it.each([1, 2, 5, 33])('is left alone, and there is no lock then: %i entries', async (length) => {
		const { time, row } = rowInTime(length, addsEveryCopy);
		const workflow = newWorkflow();
		await time.run(async () => {
			await row.record(history(length));
			const started = Date.now();
			expect(await exclusively(workflow, row.asLock(), done)).toBe('done');
			expect(Date.now() - started).toBeLessThan(2_000);
			// It is not asked for again for ten minutes.
			const untouched = { ...row.asLock(), entries: async () => await Promise.reject(new Error()) };
			expect(await exclusively(workflow, untouched, done)).toBe('done');
		});
		expect(row.entries()).toEqual(history(length));
	});

	it('is not even marked where it is longer than a lock', async () => {
		const { time, row } = rowInTime(1, addsEveryCopy);
		await time.run(async () => {
			await row.record(history(34));
			const mark = jest.fn(row.asLock().mark);
			expect(await exclusively(newWorkflow(), { ...row.asLock(), mark }, done)).toBe('done');
			expect(mark).not.toHaveBeenCalled();
		});
	});

	it('is left alone where a process died that had just set its mark in it', async () => {
		const { time, row } = rowInTime(1, addsEveryCopy);
		await time.run(async () => {
			await row.record(['seen', 'mark', ...(addsEveryCopy ? ['mark', 'mark'] : [])]);
			await exclusively(newWorkflow(), row.asLock(), done);
		});
		expect(row.entries()).toEqual(['seen']);
	});

	it('keeps its entries where it begins while another worker has the lock', async () => {
		const { time, row } = rowInTime(1, addsEveryCopy);
		await time.run(async () => {
			await exclusively(newWorkflow(), row.asLock(), async () => await row.record(['seen']));
		});
		expect(row.entries()).toEqual(['seen']);
	});

	it('keeps its entries where it begins at the same moment as the lock', async () => {
		const { time, row } = rowInTime(1, addsEveryCopy);
		const lock = row.asLock();
		const mark = async (copies: number) => {
			if (row.entries() === undefined) await row.record(['seen', 'and this']);
			return await lock.mark(copies);
		};
		await time.run(async () => {
			expect(await exclusively(newWorkflow(), { ...lock, mark }, done)).toBe('done');
		});
		expect(row.entries()).toEqual(['seen', 'and this']);
	});

	it.each([
		[2, 200],
		[20, 20],
	])(
		'is never lost to %i workers that find it, though it has few entries as a lock has, in %i rounds',
		async (workers, rounds) => {
			const lost: unknown[] = [];
			for (let round = 0; round < rounds; round++) {
				const { time, row } = rowInTime(round, addsEveryCopy);
				const length = 1 + (round % 3);
				const workflow = newWorkflow();
				await time.run(async () => {
					await row.record(history(length));
					const worker = async () => {
						await time.sleep(Math.random() * 40);
						await exclusively(workflow, row.asLock(), async () => await time.sleep(20));
						// Workers are processes: none knows what another one has found out.
						await exclusively(newWorkflow(), row.asLock(), async () => await time.sleep(20));
					};
					await Promise.all(Array.from({ length: workers }, worker));
				});
				const kept = row.entries()?.filter((entry) => entry !== 'mark');
				if (JSON.stringify(kept) !== JSON.stringify(history(length))) lost.push(kept);
			}
			expect(lost).toEqual([]);
		},
	);
});

/** A row whose mark is set with these results, the last one again and again; it counts what is done. */
function scripted(
	time: ReturnType<typeof virtualTime>,
	marks: Array<Marked | Error>,
	counts = [0],
) {
	const calls = { marks: 0, counts: 0, removed: 0, unmarked: 0 };
	const pauses: number[] = [];
	const at = <Item,>(items: Item[], index: number) => items[Math.min(index, items.length - 1)];
	let copies = 0;
	const row: LockRow = {
		async mark(count) {
			const marked = at(marks, calls.marks++);
			copies = count;
			await time.sleep(1);
			if (marked instanceof Error) throw marked;
			return marked;
		},
		entries: async () => {
			await time.sleep(1);
			const count = at(counts, calls.counts++);
			// What stands for 'as many as were made'.
			return count < 0 ? copies : count;
		},
		async unmark() {
			calls.unmarked++;
			await time.sleep(1);
		},
		async remove() {
			calls.removed++;
			await time.sleep(1);
		},
		async pause(milliseconds) {
			pauses.push(milliseconds);
			await time.sleep(milliseconds);
		},
	};
	return { row, calls, pauses };
}

const collision = new Error('duplicate key value violates unique constraint "PK_ca04b9d8dc7"');
const asMade = -1;

describe('a lock that cannot be had at once', () => {
	it.each([collision, new Error('SQLITE_CONSTRAINT: UNIQUE constraint failed: processed_data')])(
		'is tried on after any number of collisions, whose winner may be gone already: %s',
		async (error) => {
			const time = virtualTime(1);
			const collisions = Array.from({ length: 40 }, () => error);
			const looks = Array.from({ length: 41 }, () => 0);
			const { row, calls } = scripted(time, [...collisions, 'new'], [...looks, asMade]);
			expect(await time.run(async () => await exclusively(newWorkflow(), row, done))).toBe('done');
			expect(calls).toMatchObject({ marks: 41, removed: 1 });
		},
	);

	it('is given up for this once after a minute, so that nothing waits for ever', async () => {
		const time = virtualTime(1);
		const workflow = newWorkflow();
		const { row, calls } = scripted(time, [collision]);
		await time.run(async () => {
			for (const turn of [1, 2]) {
				expect(await exclusively(workflow, row, done)).toBe('done');
				expect(Date.now() - 1_000_000).toBeGreaterThanOrEqual(turn * minute);
				expect(Date.now() - 1_000_000).toBeLessThan(turn * (minute + 1_000));
			}
		});
		expect(calls.removed).toBe(0);
	});

	it('is given up, too, where others have it again and again', async () => {
		const time = virtualTime(1);
		let looks = 0;
		const { row } = scripted(time, ['there']);
		const busy = { ...row, entries: async () => await Promise.resolve(2 + (looks++ % 5)) };
		await time.run(async () => {
			expect(await exclusively(newWorkflow(), busy, done)).toBe('done');
			expect(Date.now() - 1_000_000).toBeGreaterThanOrEqual(minute);
			expect(Date.now() - 1_000_000).toBeLessThan(minute + 1_000);
		});
	});

	it('costs five tries where the row is of another kind, and none for ten minutes after', async () => {
		const time = virtualTime(1);
		const workflow = newWorkflow();
		const { row, calls } = scripted(time, [new Error('incompatible setting')]);
		await time.run(async () => {
			for (let turn = 0; turn < 3; turn++) await exclusively(workflow, row, done);
			expect(calls).toMatchObject({ marks: 5, removed: 0 });
			await time.sleep(10 * minute - 1_000);
			await exclusively(workflow, row, done);
			expect(calls.marks).toBe(5);
			await time.sleep(1_000);
			await exclusively(workflow, row, done);
			expect(calls).toMatchObject({ marks: 10, removed: 0 });
		});
	});

	it('is had after four failures, which no collision is counted among', async () => {
		const time = virtualTime(1);
		const failure = new Error('no connection');
		const four: Array<Marked | Error> = [failure, failure, failure, failure];
		const marks: Array<Marked | Error> = [...four, collision, ...four, 'new'];
		const looks = Array.from({ length: 10 }, () => 0);
		const { row, calls } = scripted(time, marks, [...looks, asMade]);
		await time.run(async () => await exclusively(newWorkflow(), row, done));
		expect(calls).toMatchObject({ marks: 10, removed: 1 });
	});

	it.each([
		[0, 10],
		[0.5, 25],
		[0.999, 39.97],
	])(
		'is looked at every 10 to 40 ms, so that those who wait do not look all at once: %d',
		async (random, pause) => {
			const time = virtualTime(1);
			Math.random = () => random;
			const { row, pauses } = scripted(time, ['new'], [5, 5, 5, 0, 0, asMade]);
			await time.run(async () => await exclusively(newWorkflow(), row, done));
			// The last one follows the action: others get a turn before the same process comes again.
			expect(pauses).toEqual([pause, pause, pause, 40]);
		},
	);

	it('does not make the action fail when it cannot be given back', async () => {
		const broken = async () => await Promise.reject(new Error('no database'));
		const lock = { ...processedRow().asLock(), remove: broken, pause: broken };
		expect(await exclusively(newWorkflow(), lock, done)).toBe('done');
	});
});

describe('a holder that comes back late', () => {
	/** Holds the lock for so long, while another worker waits for it; who has it in the end. */
	async function late(held: number, signs: { of: 'its own' | 'another' }) {
		const { time, row } = rowInTime();
		const lock = row.asLock();
		await time.run(async () => {
			await exclusively(newWorkflow(), lock, async () => {
				const own = row.entries()?.length ?? 0;
				await time.sleep(held);
				await lock.remove();
				await lock.mark(signs.of === 'its own' ? own : own + 1);
			});
		});
		return row.entries();
	}

	it('leaves the lock of its successor alone, which it knows by the sign', async () => {
		expect(await late(10_000, { of: 'another' })).toEqual(expect.arrayContaining(['mark']));
		expect(await late(5_000, { of: 'another' })).toBeDefined();
	});

	it('gives its own back, however long it has had it', async () => {
		expect(await late(60_000, { of: 'its own' })).toBeUndefined();
	});

	it('clears its own away, where one that waited has written what it had read before', async () => {
		expect(await late(1_000, { of: 'another' })).toBeUndefined();
	});

	it('lets nobody in beside its successors', async () => {
		const { time, row } = rowInTime(7);
		let [inside, overlaps] = [0, 0];
		const turn = async (held: number) => {
			await exclusively(newWorkflow(), row.asLock(), async () => {
				if (++inside > 1) overlaps++;
				await time.sleep(held);
				inside--;
			});
		};
		await time.run(async () => {
			const frozen = exclusively(newWorkflow(), row.asLock(), async () => await time.sleep(20_000));
			const others = Array.from({ length: 8 }, async () => {
				await time.sleep(100);
				for (let index = 0; index < 40; index++) await turn(20);
			});
			await Promise.all([frozen, ...others]);
		});
		expect(overlaps).toBe(0);
		expect(row.entries()).toBeUndefined();
	});
});

describe('several workers at once', () => {
	/** Each takes turns until so many are done. */
	async function turnsOf(workers: number, turns: number, { time, row } = rowInTime(workers)) {
		const count = { inside: 0, begun: 0, overlaps: 0, without: 0 };
		const worker = async () => {
			const workflow = newWorkflow();
			while (count.begun < turns) {
				await exclusively(workflow, row.asLock(), async () => {
					count.begun++;
					if (++count.inside > 1) count.overlaps++;
					if (row.entries() === undefined) count.without++;
					await time.sleep(20);
					count.inside--;
				});
			}
		};
		await time.run(async () => {
			await Promise.all(Array.from({ length: workers }, worker));
			count.begun = time.now() - 1_000_000;
		});
		expect(row.entries()).toBeUndefined();
		return count;
	}

	it.each([2, 3, 4, 8, 14, 20])(
		'are never in their turns together, nor without the lock: %i of them',
		async (workers) => {
			for (const addsEveryCopy of [true, false]) {
				const inTime = rowInTime(workers, addsEveryCopy);
				const { overlaps, without, begun } = await turnsOf(workers, 500, inTime);
				expect({ overlaps, without }).toEqual({ overlaps: 0, without: 0 });
				// 500 turns of 20 ms, in milliseconds: what the lock adds stays within bounds.
				expect(begun).toBeLessThan(500 * 150);
			}
		},
		60_000,
	);

	it('are so, too, where one query in a hundred takes seconds: nobody alive is taken for dead', async () => {
		const time = virtualTime(1);
		const slow = () => (Math.random() < 0.01 ? 6_000 * Math.random() : 0);
		const sleep = async (milliseconds: number) => await time.sleep(milliseconds + slow());
		const row = processedRow({ time: 10, sleep });
		const { overlaps, without } = await turnsOf(20, 500, { time, row });
		expect({ overlaps, without }).toEqual({ overlaps: 0, without: 0 });
	}, 60_000);

	it('go on together after one that died, and none is in its turn beside another', async () => {
		for (let seed = 0; seed < 10; seed++) {
			const { time, row } = rowInTime(seed);
			let [inside, overlaps] = [0, 0];
			await time.run(async () => {
				await row.record(['mark', 'mark', 'mark']);
				const worker = async () => {
					for (let turn = 0; turn < 3; turn++) {
						await exclusively(newWorkflow(), row.asLock(), async () => {
							if (++inside > 1) overlaps++;
							await time.sleep(20);
							inside--;
						});
					}
				};
				await Promise.all(Array.from({ length: 12 }, worker));
			});
			expect(overlaps).toBe(0);
			expect(row.entries()).toBeUndefined();
		}
	});
});
