import { setTimeout as realSleep } from 'node:timers/promises';

import type { LockRow } from '../../src/webhook/table-lock.js';

/** How the row behaves. */
interface ProcessedRowOptions {
	/** Milliseconds of a query: between reading and writing, too. */
	time?: number;
	/** Entries that are kept. */
	most?: number;
	/** n8n's 1.123 line adds a key once, of however many copies; its 2.40 line adds every copy. */
	addsEveryCopy?: boolean;
	sleep?: (milliseconds: number) => Promise<unknown>;
}

/**
 * One row of n8n's table of seen keys, as n8n's source has it: read whole, written whole a moment
 * later, without a lock; only inserting the row happens once. What is inserted keeps its copies.
 */
export function processedRow({
	time = 0,
	most = Number.MAX_SAFE_INTEGER,
	addsEveryCopy = true,
	sleep = realSleep,
}: ProcessedRowOptions = {}) {
	let row: string[] | undefined;
	let longest = 0;
	const wait = async () => {
		if (time > 0) await sleep(time * (0.5 + Math.random()));
	};
	const record = async (keys: string[]) => {
		longest = Math.max(longest, keys.length);
		const entries = row && [...row];
		await wait();
		if (entries === undefined) {
			if (row !== undefined) throw new Error('UNIQUE constraint failed');
			row = keys.slice(-most);
			return { processed: [] as string[] };
		}
		const known = new Set(entries);
		const processed: string[] = [];
		for (const key of keys) {
			if (known.has(key)) processed.push(key);
			else entries.push(key);
			if (!addsEveryCopy) known.add(key);
		}
		if (row !== undefined) row = entries.slice(-most);
		return { processed };
	};
	const removeProcessed = async (keys: string[]) => {
		const entries = row && [...row];
		await wait();
		if (entries === undefined || row === undefined) return;
		for (const key of keys) {
			const index = entries.indexOf(key);
			if (index >= 0) entries.splice(index, 1);
		}
		row = entries;
	};
	const copies = (count: number) => Array.from({ length: count }, () => 'mark');
	const asLock = (): LockRow => ({
		async mark(count) {
			const { processed } = await record(copies(count));
			if (processed.length === 0) return 'new';
			return processed.length < count ? 'some' : 'there';
		},
		async entries() {
			await wait();
			return row?.length ?? 0;
		},
		unmark: async (count) => await removeProcessed(copies(count)),
		async remove() {
			await wait();
			row = undefined;
		},
		pause: async (milliseconds) => {
			await sleep(milliseconds);
		},
	});
	return {
		record,
		removeProcessed,
		asLock,
		/** The most keys that came with one call. */
		longest: () => longest,
		entries: () => row,
	};
}
