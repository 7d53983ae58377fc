/**
 * n8n's table of seen keys, made safe for many callers. n8n keeps one row a node and reads and
 * writes it whole, without a lock: of two calls at the same moment one is forgotten, and the two
 * first calls ever collide. So the callers of one process take turns here, all who wait share the
 * next turn, and where other processes share the table, each turn is taken under a lock.
 */

import { outcomeOf, type Outcome } from '../clockodo/outcome';
import { within } from '../clockodo/pause';

/** Records the keys, and tells which of them and of those only asked for were recorded before. May throw. */
export type RecordKeys = (keys: string[], asks: string[]) => Promise<{ processed: unknown[] }>;

/** Takes one turn, alone among all processes. */
export type TakeTurn = (turn: () => Promise<void>) => Promise<void>;

/** Milliseconds after which n8n's table is taken for dead: it needs some hundredths of that. */
export const longestRecording = 20_000;

/** What is recorded of an event, and what is only asked for. */
export interface KeyClaim {
	keys: readonly string[];
	asks?: readonly string[];
}

interface Claim extends Required<KeyClaim> {
	settle: (seen: Set<string>) => void;
	fail: (error: unknown) => void;
}

interface Turns {
	waiting: Claim[];
	busy: boolean;
}

const tables = new Map<string, Turns>();

/**
 * Records the keys under the table's name and tells which of them, and of those that are only asked
 * for, were there before, be it in n8n's table or by a caller whose turn is the same.
 *
 * @param takeTurn given where other processes share the table
 * @throws what `record` throws when it fails twice
 */
export async function recordKeys(
	table: string,
	{ keys, asks = [] }: KeyClaim,
	record: RecordKeys,
	takeTurn: TakeTurn = async (turn) => await turn(),
): Promise<Set<string>> {
	const turns = turnsOf(table);
	return await new Promise((settle, fail) => {
		turns.waiting.push({ keys, asks, settle, fail });
		if (!turns.busy) void takeTurns(table, turns, record, takeTurn);
	});
}

function turnsOf(table: string): Turns {
	const turns = tables.get(table) ?? { waiting: [], busy: false };
	tables.set(table, turns);
	return turns;
}

async function takeTurns(
	table: string,
	turns: Turns,
	record: RecordKeys,
	takeTurn: TakeTurn,
): Promise<void> {
	turns.busy = true;
	try {
		while (turns.waiting.length > 0) {
			const claims: Claim[] = [];
			const turn = await outcomeOf(
				async () =>
					await takeTurn(async () => {
						claims.push(...turns.waiting.splice(0));
						await oneTurn(claims, record);
					}),
			);
			if (turn.ok && claims.length > 0) continue;
			// A claim that was settled before takes no notice. One that no turn took up must not be tried without end.
			const error = turn.ok ? new Error('No turn was taken') : turn.error;
			failAll(claims.length > 0 ? claims : turns.waiting.splice(0), error);
		}
	} finally {
		turns.busy = false;
		// Nobody waits: who comes next begins anew.
		tables.delete(table);
	}
}

function failAll(claims: readonly Claim[], error: unknown): void {
	for (const claim of claims) claim.fail(error);
}

async function oneTurn(claims: readonly Claim[], record: RecordKeys): Promise<void> {
	const keys = [...new Set(claims.flatMap((claim) => claim.keys))];
	const asks = [...new Set(claims.flatMap((claim) => claim.asks))];
	const outcome = await twice(async () => await seenOf(keys, asks, record));
	if (!outcome.ok) return failAll(claims, outcome.error);
	const seen = new Set(outcome.value);
	for (const claim of claims) {
		claim.settle(new Set([...claim.keys, ...claim.asks].filter((key) => seen.has(key))));
		// What one only asks for is no answer to the next.
		for (const key of claim.keys) seen.add(key);
	}
}

/**
 * Which of them were recorded before.
 *
 * @throws where n8n's table answers with something else, or not at all
 */
async function seenOf(keys: string[], asks: string[], record: RecordKeys): Promise<string[]> {
	const answer = await within(longestRecording, async () => await record(keys, asks));
	const { processed } = answer as Partial<Awaited<ReturnType<RecordKeys>>>;
	if (!Array.isArray(processed)) throw new TypeError("n8n's table of seen keys gave no list");
	return processed.map(String);
}

async function twice<Result>(action: () => Promise<Result>): Promise<Outcome<Result>> {
	const first = await outcomeOf(action);
	return first.ok ? first : await outcomeOf(action);
}
