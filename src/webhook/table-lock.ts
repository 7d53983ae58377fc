/**
 * A lock that all processes of an n8n share, made of what n8n gives to nodes. Its table of seen
 * keys has one row for each node and one for the whole workflow, and inserting a row succeeds once:
 * the database sees to that. So whoever makes the workflow's row has the lock, and gives it back by
 * removing the row.
 *
 * The row holds nothing but copies of one mark. How many they are is the holder's sign, which can be
 * read without writing: who waits sees by it that the holder has changed, and who comes back late
 * sees that the lock is another's by now.
 *
 * n8n's own node Remove Duplicates keeps its history in that row if its scope is the workflow. Where
 * it stands behind the trigger, the lock is not used. Elsewhere in the workflow it is found by its
 * entries: more than a lock has, or others than the mark. Such a row is never removed, and there is
 * no lock then.
 */

import { remember } from '../clockodo/newest';
import { outcomeOf } from '../clockodo/outcome';

/** What came of setting the mark: the row has it new, has had it already, or some of its copies. */
export type Marked = 'new' | 'there' | 'some';

/** The workflow's row in n8n's table of seen keys. */
export interface LockRow {
	/**
	 * Makes the row with so many copies of the mark. A row that has the mark stays as it is; to one
	 * that has not, n8n adds one copy or all of them, according to its version.
	 *
	 * @throws where another process makes the row at the same moment, or it is of another kind
	 */
	mark(copies: number): Promise<Marked>;
	/** How many entries the row has; 0 where there is none. */
	entries(): Promise<number>;
	/** Takes so many copies of the mark out, as far as they are there, and leaves the rest. */
	unmark(copies: number): Promise<void>;
	remove(): Promise<void>;
	/** Waits so many milliseconds. */
	pause(milliseconds: number): Promise<void>;
}

/** A lock has so many entries. With one it is about to be taken away from a dead holder. */
const fewestCopies = 2;
const mostCopies = 33;
/** Milliseconds with the same sign after which the holder is taken for dead: it needs some hundredths of that. */
const deadAfter = 10_000;
/** After 400 to 1,600 milliseconds it is asked whether the row is a lock at all: by one at a time, since who sees another one ask begins anew. */
const doubtAfter = 400;
/** Milliseconds between two looks at a lock that another process has. */
const shortestLook = 10;
const longestLook = 40;
/** Milliseconds after which an action runs without the lock: nothing waits for ever. */
const longestWait = 60_000;
/** So often a row must have been nothing but a lock before it is removed. */
const proofsNeeded = 3;
/** After so many failures in a row, which are not collisions, the table does not let us. */
const failuresInARow = 5;
/** Milliseconds until a row that cannot be used is tried again. */
const unusableFor = 10 * 60_000;

/** Workflows whose row cannot serve as a lock, until when: mostly it holds the history of another node. */
const unusableUntil = new Map<string, number>();
const workflowsAtMost = 10_000;

/** What a try for the lock has come to: the holder's sign where it was got, or what is in the way. */
type Tried = number | 'taken' | 'history' | 'failed';

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
	const sign = acquired.ok ? acquired.value : undefined;
	if (sign === undefined) return await action();
	const since = Date.now();
	try {
		return await action();
	} finally {
		await outcomeOf(async () => await release(row, sign, since));
		// Who comes back at once would find the lock free before those that wait look again.
		await outcomeOf(async () => await row.pause(longestLook));
	}
}

/** The sign of the lock; undefined where it cannot be had. */
async function acquire(workflow: string, row: LockRow): Promise<number | undefined> {
	if (Date.now() < (unusableUntil.get(workflow) ?? 0)) return undefined;
	const deadline = Date.now() + longestWait;
	for (let failures = 0; Date.now() < deadline; ) {
		const tried = await tryOnce(row, deadline);
		if (typeof tried === 'number') return tried;
		failures = tried === 'failed' ? failures + 1 : 0;
		if (tried === 'history' || failures >= failuresInARow) {
			remember(unusableUntil, workflow, Date.now() + unusableFor, workflowsAtMost);
			return undefined;
		}
		if (tried === 'failed') await row.pause(shortestLook * Math.random());
	}
	return undefined;
}

async function tryOnce(row: LockRow, deadline: number): Promise<Tried> {
	const entries = await row.entries();
	if (entries > mostCopies) return 'history';
	return entries > 0 ? await waitFor(row, entries, deadline) : await tryToMake(row, 0);
}

/**
 * Makes the row, where there is none.
 *
 * @param before how many entries it had at the last look
 */
async function tryToMake(row: LockRow, before: number): Promise<Tried> {
	const sign = fewestCopies + Math.floor(Math.random() * (mostCopies - fewestCopies + 1));
	const marked = await outcomeOf(async () => await row.mark(sign));
	if (!marked.ok) return isCollision(marked.error) ? 'taken' : 'failed';
	if (marked.value === 'there') return 'taken';
	const entries = await row.entries();
	if (marked.value === 'new' && entries === sign) return sign;
	if (before > 0 && [before + 1, before + sign].includes(entries)) {
		await row.unmark(sign);
		return 'history';
	}
	// A history has begun this moment, or one that waited has written what it read a moment ago.
	return entries > 0 ? await clear(row, entries) : 'taken';
}

/** Whether another process has made the row at the same moment, in the words of SQLite or PostgreSQL. */
function isCollision(error: unknown): boolean {
	return error instanceof Error && /unique|duplicate/i.test(error.message);
}

/**
 * Waits until the row is gone, or is known to be another node's history, or a dead process's lock.
 *
 * @param seen how many entries it has
 * @param deadline milliseconds since 1970
 */
async function waitFor(row: LockRow, seen: number, deadline: number): Promise<Tried> {
	// Of several that wait for a dead process, one gives up first.
	const patience = deadAfter * (1 + Math.random() / 2);
	const doubt = doubtAfter * (1 + 3 * Math.random());
	let [sign, since, isLock] = [seen, Date.now(), false];
	while (Date.now() < deadline) {
		await row.pause(shortestLook + Math.random() * (longestLook - shortestLook));
		const entries = await row.entries();
		if (entries === 0) return 'taken';
		if (entries > mostCopies) return 'history';
		const waited = Date.now() - since;
		if (entries !== sign) [sign, since, isLock] = [entries, Date.now(), false];
		else if (waited >= patience) return await takeAway(row, entries);
		else if (!isLock && waited > doubt) {
			const tried = await tryToMake(row, entries);
			if (tried !== 'taken') return tried;
			isLock = true;
		}
	}
	return 'taken';
}

/** Takes the lock away from a holder that is taken for dead. Where it is another's by now, that is left alone. */
async function takeAway(row: LockRow, entries: number): Promise<Tried> {
	const cleared = await clear(row, entries);
	return cleared === 'history' ? 'taken' : cleared;
}

/**
 * Removes a row that is nothing but a lock; of another node's, takes only the mark out. All copies
 * but one are taken out first: what has one entry then, and the mark in it, is a lock. The row is
 * never empty meanwhile, so that nobody takes it for free or for a history. Between two looks,
 * another process may set the mark in a history, or take it out: so it is asked more than once.
 */
async function clear(row: LockRow, entries: number): Promise<'taken' | 'history'> {
	await row.unmark(entries - 1);
	for (let asked = 0, proofs = 0; asked < 2 * proofsNeeded; asked++) {
		const left = await row.entries();
		if (left !== 1) return left > 1 ? 'history' : 'taken';
		if ((await row.mark(1)) === 'there') proofs++;
		else if ((await row.entries()) > 1) {
			await row.unmark(1);
			return 'history';
		}
		if (proofs === proofsNeeded) {
			await row.remove();
			break;
		}
		await row.pause(shortestLook * Math.random());
	}
	return 'taken';
}

/**
 * Gives the lock back. With another sign it has a history in it, or what one that waited has read a
 * moment before; after a long time it is rather a successor's, which is left alone.
 */
async function release(row: LockRow, sign: number, since: number): Promise<void> {
	const entries = await row.entries();
	if (entries === sign) return await row.remove();
	const isSurelyOurs = Date.now() - since < deadAfter / 2;
	if (isSurelyOurs && entries > 0) await clear(row, entries);
}
