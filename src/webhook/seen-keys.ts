/**
 * n8n's table of seen keys, made safe for many callers. n8n keeps one row a node and reads and
 * writes it whole, without a lock: of two calls at the same moment one is forgotten, and the two
 * first calls ever collide. So the callers of one process take turns here, all who wait share the
 * next turn, and what this process recorded lately is recorded again with every turn, in case
 * another process's write undid it.
 */

/** Records the keys and tells which of them were recorded before. May throw. */
export type RecordKeys = (keys: string[]) => Promise<{ processed: unknown[] }>;

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
}

const rememberedFor = 30_000;
const rememberedAtMost = 500;
const tables = new Map<string, Turns>();

/**
 * Records the keys under the table's name and tells which of them were there before, be it in
 * n8n's table or by a caller whose turn is the same.
 *
 * @throws what `record` throws when it fails twice: two first writers collide once, no more
 */
export async function recordKeys(
	table: string,
	keys: string[],
	record: RecordKeys,
): Promise<Set<string>> {
	const turns: Turns = tables.get(table) ?? { waiting: [], busy: false, recent: new Map() };
	tables.set(table, turns);
	return await new Promise((settle, fail) => {
		turns.waiting.push({ keys, settle, fail });
		if (!turns.busy) void takeTurns(turns, record);
	});
}

async function takeTurns(turns: Turns, record: RecordKeys): Promise<void> {
	turns.busy = true;
	while (turns.waiting.length > 0) {
		const claims = turns.waiting.splice(0);
		try {
			await oneTurn(turns, claims, record);
		} catch (error) {
			for (const claim of claims) claim.fail(error);
		}
	}
	turns.busy = false;
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
