/**
 * n8n's table of seen keys, made safe for many callers. n8n keeps one row a node and reads and
 * writes it whole, without a lock: of two calls at the same moment one is forgotten, and the two
 * first calls ever collide. So the callers of one process take turns here, and all who wait share
 * the next turn. What this process recorded lately is recorded again with every turn, in case
 * another process's write undid it; where other processes share the table, turns for that alone
 * follow for a moment, since there may be no other ones.
 */

import { outcomeOf } from '../clockodo/outcome';

/** Records the keys and tells which of them were recorded before. May throw. */
export type RecordKeys = (keys: string[]) => Promise<{ processed: unknown[] }>;

/** Waits so many milliseconds. */
export type Pause = (milliseconds: number) => Promise<void>;

interface Claim {
	keys: string[];
	settle: (seen: Set<string>) => void;
	fail: (error: unknown) => void;
}

interface Turns {
	waiting: Claim[];
	busy: boolean;
	/** Keys that this process recorded, with the time in milliseconds, oldest first. */
	recent: Map<string, number>;
	/** Milliseconds that the last turns took, newest last. */
	durations: number[];
	/** Until when what was recorded is recorded again, in milliseconds since 1970. */
	repeatUntil: number;
	repeating: boolean;
}

const rememberedFor = 30_000;
const rememberedAtMost = 500;
const durationsKept = 20;
const shortestSettleTime = 150;
const longestSettleTime = 1_500;
const tables = new Map<string, Turns>();

/**
 * Records the keys under the table's name and tells which of them were there before, be it in
 * n8n's table or by a caller whose turn is the same.
 *
 * @param pause given where other processes share the table
 * @throws what `record` throws when it fails twice: two first writers collide once, no more
 */
export async function recordKeys(
	table: string,
	keys: string[],
	record: RecordKeys,
	pause?: Pause,
): Promise<Set<string>> {
	const turns = turnsOf(table);
	const seen = await new Promise<Set<string>>((settle, fail) => {
		turns.waiting.push({ keys, settle, fail });
		if (!turns.busy) void takeTurns(turns, record);
	});
	if (pause) {
		turns.repeatUntil = Date.now() + 4 * settleTime(table);
		if (!turns.repeating) void repeatTurns(table, turns, record, pause);
	}
	return seen;
}

/**
 * Milliseconds after which what other processes wrote at the same moment can be seen: several
 * times what a turn takes, since a busy machine needs longer for all of it.
 */
export function settleTime(table: string): number {
	const slowest = Math.max(...turnsOf(table).durations, 0);
	return Math.min(Math.max(4 * slowest, shortestSettleTime), longestSettleTime);
}

function turnsOf(table: string): Turns {
	const known = tables.get(table);
	if (known) return known;
	const turns: Turns = {
		waiting: [],
		busy: false,
		recent: new Map(),
		durations: [],
		repeatUntil: 0,
		repeating: false,
	};
	tables.set(table, turns);
	return turns;
}

async function takeTurns(turns: Turns, record: RecordKeys): Promise<void> {
	turns.busy = true;
	do {
		const claims = turns.waiting.splice(0);
		const started = Date.now();
		try {
			await oneTurn(turns, claims, record);
		} catch (error) {
			for (const claim of claims) claim.fail(error);
		}
		turns.durations = [...turns.durations.slice(1 - durationsKept), Date.now() - started];
	} while (turns.waiting.length > 0);
	turns.busy = false;
}

/**
 * At uneven times, so that two processes do not undo each other's writes again and again. Ends
 * early where the execution that lent its pause is cancelled; the next claim starts it anew.
 */
async function repeatTurns(table: string, turns: Turns, record: RecordKeys, pause: Pause) {
	turns.repeating = true;
	await outcomeOf(async () => {
		while (Date.now() < turns.repeatUntil) {
			await pause(settleTime(table) * (0.2 + 0.4 * Math.random()));
			if (!turns.busy) await takeTurns(turns, record);
		}
	});
	turns.repeating = false;
}

async function oneTurn(turns: Turns, claims: Claim[], record: RecordKeys): Promise<void> {
	const wanted = new Set(claims.flatMap((claim) => claim.keys));
	forgetOld(turns.recent);
	const again = [...turns.recent.keys()].filter((key) => !wanted.has(key));
	const { processed } = await twice(async () => await record([...again, ...wanted]));
	const seen = new Set(processed.map(String));
	for (const claim of claims) {
		claim.settle(new Set(claim.keys.filter((key) => seen.has(key))));
		for (const key of claim.keys) seen.add(key);
	}
	const now = Date.now();
	for (const key of wanted) {
		turns.recent.delete(key);
		turns.recent.set(key, now);
	}
}

function forgetOld(recent: Map<string, number>): void {
	const oldest = Date.now() - rememberedFor;
	for (const [key, time] of recent) {
		if (time >= oldest && recent.size <= rememberedAtMost) break;
		recent.delete(key);
	}
}

async function twice<Result>(action: () => Promise<Result>): Promise<Result> {
	try {
		return await action();
	} catch {
		return await action();
	}
}
