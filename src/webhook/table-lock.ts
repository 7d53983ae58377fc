/**
 * A lock that all processes of an n8n share, made of what n8n gives to nodes. Its table of seen
 * keys has one row for each node and one for the whole workflow, and inserting a row succeeds once:
 * the database sees to that. So whoever makes the workflow's row has the lock, and gives it back by
 * removing the row.
 *
 * n8n's own node Remove Duplicates keeps its history in that row if its scope is the workflow. Where
 * it stands behind the trigger, the lock is not used. Elsewhere in the workflow it is found by its
 * entries: such a row is never removed, and there is no lock then.
 */

import { outcomeOf } from '../clockodo/outcome';

/** The workflow's row in n8n's table of seen keys. */
export interface LockRow {
	/**
	 * Makes the row with the mark in it. False where the mark is there already.
	 *
	 * @throws where another process makes the row at the same moment, or it is of another kind
	 */
	mark(): Promise<boolean>;
	/** How many entries the row has; 0 where there is none. */
	entries(): Promise<number>;
	/** Takes the mark out and leaves the rest. */
	unmark(): Promise<void>;
	remove(): Promise<void>;
	/** Waits so many milliseconds. */
	pause(milliseconds: number): Promise<void>;
}

/** Milliseconds after which the process that has the lock is taken for dead: it needs some hundredths of that. */
const deadAfter = 10_000;
/** Milliseconds after which it is asked whether the row is a lock at all. */
const doubtAfter = 400;
/** Milliseconds between two looks at a lock that another process has. */
const shortestLook = 10;
const longestLook = 40;
/** So many failures in a row are not a collision any more. */
const failuresInARow = 5;
/** Milliseconds until a row that cannot be used is tried again. */
const unusableFor = 10 * 60_000;

/** Workflows whose row cannot serve as a lock, until when: mostly it holds the history of another node. */
const unusableUntil = new Map<string, number>();

/**
 * Runs the action while no other process does. Where the lock cannot be had, it runs all the same.
 *
 * @param workflow its id
 * @throws what the action throws
 */
export async function exclusively<Result>(
	workflow: string,
	row: LockRow,
	action: () => Promise<Result>,
): Promise<Result> {
	const acquired = await outcomeOf(async () => await acquire(workflow, row));
	if (!acquired.ok || !acquired.value) return await action();
	const since = Date.now();
	try {
		return await action();
	} finally {
		await outcomeOf(async () => await release(workflow, row, since));
		// Who comes back at once would find the lock free before those that wait look again.
		await outcomeOf(async () => await row.pause(longestLook));
	}
}

/** Whether the lock was got. */
async function acquire(workflow: string, row: LockRow): Promise<boolean> {
	if (Date.now() < (unusableUntil.get(workflow) ?? 0)) return false;
	for (let failures = 0; failures < failuresInARow; ) {
		const entries = await row.entries();
		if (entries > 1) break;
		if (entries === 1) {
			const state = await waitFor(row);
			if (state === 'history' || (state === 'dead' && !(await isRemoved(row)))) break;
			continue;
		}
		const marked = await outcomeOf(async () => await row.mark());
		// Two entries: another node has made its row in between, and the mark was added to it.
		if (marked.ok && marked.value && (await row.entries()) <= 1) return true;
		if (marked.ok && marked.value) {
			await row.unmark();
			break;
		}
		// Where there is a row now, another process was faster; else the table does not let us.
		failures = (await row.entries()) > 0 ? 0 : failures + 1;
		if (failures > 0) await row.pause(shortestLook * Math.random());
	}
	unusableUntil.set(workflow, Date.now() + unusableFor);
	return false;
}

/** Waits until the row is gone, or is known to be another node's history, or a dead process's lock. */
async function waitFor(row: LockRow): Promise<'free' | 'history' | 'dead'> {
	const since = Date.now();
	// Of several that wait for a dead process, one gives up first.
	const deadline = since + deadAfter * (1 + Math.random() / 2);
	let isLock = false;
	do {
		await row.pause(shortestLook + Math.random() * (longestLook - shortestLook));
		const entries = await row.entries();
		if (entries === 0) return 'free';
		if (entries > 1) return 'history';
		if (!isLock && Date.now() - since > doubtAfter) {
			const isNew = await row.mark();
			if (isNew && (await row.entries()) > 1) {
				await row.unmark();
				return 'history';
			}
			// A new mark in a row of its own: the lock was given back a moment ago, and this is nobody's.
			if (isNew) return 'dead';
			isLock = true;
		}
	} while (Date.now() < deadline);
	return 'dead';
}

/**
 * Removes a row that is nothing but a lock; of another node's, takes only the mark out. With the
 * mark in it, a row of one entry is a lock, whoever made it. Between the two looks, another process
 * may have taken the mark out of a history: so both are made twice, and the mark must not be new.
 */
async function isRemoved(row: LockRow): Promise<boolean> {
	await row.mark();
	const isAlone = (await row.entries()) <= 1 && !(await row.mark()) && (await row.entries()) <= 1;
	await (isAlone ? row.remove() : row.unmark());
	return isAlone;
}

async function release(workflow: string, row: LockRow, since: number): Promise<void> {
	const isSurelyOurs = Date.now() - since < deadAfter / 2;
	const isAlone = isSurelyOurs && (await row.entries()) <= 1;
	if (isAlone) return await row.remove();
	if (!(await isRemoved(row))) unusableUntil.set(workflow, Date.now() + unusableFor);
}
