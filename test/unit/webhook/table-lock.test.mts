import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';

import { exclusively } from '../../../src/webhook/table-lock.js';
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
