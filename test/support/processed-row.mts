import { setTimeout as sleep } from 'node:timers/promises';

import type { LockRow } from '../../src/webhook/table-lock.js';

/**
 * One row of n8n's table of seen keys, as n8n's source has it: read whole, written whole a moment
 * later, without a lock; only inserting the row happens once.
 *
 * @param time milliseconds between reading and writing
 * @param most entries that are kept
 */
export function processedRow(time = 0, most = Number.MAX_SAFE_INTEGER) {
	let row: string[] | undefined;
	let longest = 0;
	const wait = async () => {
		if (time > 0) await sleep(time * (0.5 + Math.random()));
	};
	const record = async (keys: string[]) => {
		longest = Math.max(longest, keys.length);
		const snapshot = row && new Set(row);
		await wait();
		if (snapshot === undefined) {
			if (row !== undefined) throw new Error('UNIQUE constraint failed');
			row = keys.slice(-most);
			return { processed: [] as string[] };
		}
		const processed = keys.filter((key) => snapshot.has(key));
		for (const key of keys) snapshot.add(key);
		if (row !== undefined) row = [...snapshot].slice(-most);
		return { processed };
	};
	const asLock = (): LockRow => ({
		mark: async () => (await record(['mark'])).processed.length === 0,
		async entries() {
			await wait();
			return row?.length ?? 0;
		},
		async unmark() {
			await wait();
			row = row?.filter((key) => key !== 'mark');
		},
		async remove() {
			await wait();
			row = undefined;
		},
		pause: async (milliseconds) => await sleep(milliseconds),
	});
	return {
		record,
		asLock,
		/** The most keys that came with one call. */
		longest: () => longest,
		entries: () => row,
	};
}
