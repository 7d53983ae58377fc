/**
 * n8n's table of seen keys, made safe for many callers. n8n keeps one row a node and reads and
 * writes it whole, without a lock: of two calls at the same moment one is forgotten, and the two
 * first calls ever collide. So the callers of one process take turns here, all who wait share the
 * next turn, and where other processes share the table, each turn is taken under a lock.
 */

import { outcomeOf, type Outcome } from '../clockodo/outcome';

/** Records the keys and tells which of them were recorded before. May throw. */
export type RecordKeys = (keys: string[]) => Promise<{ processed: unknown[] }>;

/** Takes one turn, alone among all processes. */
export type TakeTurn = (turn: () => Promise<void>) => Promise<void>;

interface Claim {
	keys: string[];
	settle: (seen: Set<string>) => void;
	fail: (error: unknown) => void;
}

interface Turns {
	waiting: Claim[];
	busy: boolean;
}

const tables = new Map<string, Turns>();

/**
 * Records the keys under the table's name and tells which of them were there before, be it in
 * n8n's table or by a caller whose turn is the same.
 *
 * @param takeTurn given where other processes share the table
 * @throws what `record` throws when it fails twice
 */
export async function recordKeys(
	table: string,
	keys: string[],
	record: RecordKeys,
	takeTurn: TakeTurn = async (turn) => await turn(),
): Promise<Set<string>> {
	const turns = turnsOf(table);
	return await new Promise((settle, fail) => {
		turns.waiting.push({ keys, settle, fail });
		if (!turns.busy) void takeTurns(turns, record, takeTurn);
	});
}

function turnsOf(table: string): Turns {
	const turns = tables.get(table) ?? { waiting: [], busy: false };
	tables.set(table, turns);
	return turns;
}

async function takeTurns(turns: Turns, record: RecordKeys, takeTurn: TakeTurn): Promise<void> {
	turns.busy = true;
	while (turns.waiting.length > 0) {
		await takeTurn(async () => await oneTurn(turns.waiting.splice(0), record));
	}
	turns.busy = false;
}

async function oneTurn(claims: Claim[], record: RecordKeys): Promise<void> {
	const keys = new Set(claims.flatMap((claim) => claim.keys));
	const outcome = await twice(async () => await record([...keys]));
	if (!outcome.ok) {
		for (const claim of claims) claim.fail(outcome.error);
		return;
	}
	const seen = new Set(outcome.value.processed.map(String));
	for (const claim of claims) {
		claim.settle(new Set(claim.keys.filter((key) => seen.has(key))));
		for (const key of claim.keys) seen.add(key);
	}
}

async function twice<Result>(action: () => Promise<Result>): Promise<Outcome<Result>> {
	const first = await outcomeOf(action);
	return first.ok ? first : await outcomeOf(action);
}
