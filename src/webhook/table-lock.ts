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
/** Milliseconds between two looks at a lock that another process has. */
const shortestLook = 10;
const longestLook = 40;
/** So many failures in a row are not a collision any more. */
const failuresInARow = 5;

/** Workflows whose row holds the history of another node. */
const unusable = new Set<string>();

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
	try {
		return await action();
	} finally {
		await outcomeOf(async () => await release(workflow, row));
		// Who comes back at once would find the lock free before those that wait look again.
		await outcomeOf(async () => await row.pause(longestLook));
	}
}

/** Whether the lock was got. */
async function acquire(workflow: string, row: LockRow): Promise<boolean> {
	if (unusable.has(workflow)) return false;
	if ((await row.entries()) > 1) unusable.add(workflow);
	for (let failures = 0; failures < failuresInARow && !unusable.has(workflow); ) {
		const marked = await outcomeOf(async () => await row.mark());
		if (marked.ok && marked.value) return true;
		failures = marked.ok ? 0 : failures + 1;
		if (!(await becomesFree(row))) await release(workflow, row);
	}
	return false;
}

/** Waits until the row is gone; false where that takes too long. */
async function becomesFree(row: LockRow): Promise<boolean> {
	// Of several that wait for a dead process, one gives up first.
	const deadline = Date.now() + deadAfter * (1 + Math.random() / 2);
	do {
		await row.pause(shortestLook + Math.random() * (longestLook - shortestLook));
		if ((await row.entries()) === 0) return true;
	} while (Date.now() < deadline);
	return false;
}

/** Removes the row, unless it turns out to be another node's: then only the mark. */
async function release(workflow: string, row: LockRow): Promise<void> {
	if ((await row.entries()) <= 1) return await row.remove();
	unusable.add(workflow);
	await row.unmark();
}
