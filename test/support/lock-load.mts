import { setTimeout as sleep } from 'node:timers/promises';

import { arrivals } from './runs.mjs';
import type { QueueScene } from './scenes/queue-scene.mjs';
import { EVENT } from './scenes/trigger-scene.mjs';
import { pooled, send } from './sender.mjs';
import { runsOf, untilEnded } from './stored-runs.mjs';

/** Pairs that are under way at once: so many that each worker always has some. */
const AT_ONCE = 12;

/** What n8n's table of seen keys holds of a workflow: of its trigger, and where the lock was. */
interface KeysKept {
	trigger: number;
	/** Undefined where there is no row. */
	lock: number | undefined;
}

/**
 * Sends each event to both webhook processes at the same moment, many at a time, and counts what
 * got through, and the turns that the workers took.
 */
export async function lockUnderLoad({ queue, ...scene }: QueueScene, pairs: number) {
	const published = await scene.publishTrigger(`${queue.workers.length} workers`);
	const ids = scene.createCustomers(pairs);
	const urls = queue.webhookProcesses.map(({ url }) => `${url}${published.path}`);
	// Each turn removes its lock.
	const removed = async () => {
		const rows = await queue.sql<{ removed: string }>(
			`SELECT n_tup_del AS removed FROM pg_stat_user_tables WHERE relname = 'processed_data'`,
		);
		return Number(rows.at(0)?.removed);
	};
	const before = await removed();
	const started = performance.now();
	const statuses = await pooled(ids, AT_ONCE, async (id) => {
		const body = published.notify(EVENT, id);
		return await Promise.all(urls.map(async (url) => await send(url, body)));
	});
	await untilEnded(queue.sql, published.id, 2 * pairs);
	const seconds = (performance.now() - started) / 1000;
	const runs = await runsOf(queue.sql, published.id);
	const counts = arrivals(runs);
	// PostgreSQL counts a moment later.
	await sleep(1_500);
	const turns = (await removed()) - before;
	const rounded = (value: number) => Number(value.toFixed(1));
	return {
		statuses: [...new Set([...statuses.flat(), ...runs.map(({ status }) => status)])],
		figures: {
			workers: queue.workers.length,
			pairs,
			arrived: counts.size,
			both_through: [...counts.values()].filter((count) => count > 1).length,
			turns,
			executions_a_turn: rounded((2 * pairs) / turns),
			turns_a_second: rounded(turns / seconds),
			executions_a_second: rounded((2 * pairs) / seconds),
		},
		kept: await keysKept(queue, published.id),
	};
}

async function keysKept({ sql }: QueueScene['queue'], workflowId: string): Promise<KeysKept> {
	const rows = await sql<{ context: string; entries: number }>(
		`SELECT context, json_array_length(value::json->'data') AS entries
		FROM processed_data WHERE "workflowId" = $1`,
		[workflowId],
	);
	const entriesOf = (isLock: boolean) =>
		rows.find(({ context }) => (context === '') === isLock)?.entries;
	return { trigger: entriesOf(false) ?? 0, lock: entriesOf(true) };
}

/**
 * What must come out of it. There is a key for each event, and one for each execution: of two turns
 * at once, one would have written its keys over the other's.
 */
export function expectedUnderLoad(pairs: number) {
	return {
		statuses: [200, 'success'],
		figures: { arrived: pairs, both_through: 0 },
		kept: { trigger: pairs + 2 * pairs, lock: undefined },
	};
}
