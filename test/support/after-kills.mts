/** What is left to do when an n8n has been killed: until it has noticed what was cut off, and to retry that. */
import type { ExecutionStatus } from 'n8n-workflow';

import type { N8nClient } from '../../host/client.mjs';
import { retryExecution } from '../../host/executions.mjs';
import type { N8n } from '../../host/n8n.mjs';
import { poll } from '../../host/poll.mjs';
import type { Run } from './runs.mjs';
import { pooled } from './sender.mjs';
import { progressOf, runsOf, type Sql } from './stored-runs.mjs';

/** n8n may need so many starts until it has noticed each execution that a kill cut off: docs/scaling.md. */
const MOST_STARTS = 3;

const hasFailed: readonly ExecutionStatus[] = ['crashed', 'error', 'canceled'];

/** Starts n8n until no execution is said to run any more; how many starts that took. */
export async function startUntilSettled(n8n: N8n, sql: Sql, workflowId: string): Promise<number> {
	for (let starts = 1; ; starts++) {
		await n8n.restart();
		const settled = poll(
			{ interval: 300, limit: 30_000 },
			async () => (await progressOf(sql, workflowId)).underWay === 0 || undefined,
			() => 'executions are still under way',
		);
		if (await settled.catch(() => false)) return starts;
		if (starts === MOST_STARTS) throw new Error(`Executions run after ${starts} starts of n8n`);
	}
}

/**
 * Retries what did not succeed, once each, and waits for it; those that were retried.
 *
 * @param before the IDs of those that were retried before
 */
export async function retryCutOff(
	client: N8nClient,
	sql: Sql,
	workflowId: string,
	before: ReadonlySet<string> = new Set(),
): Promise<Run[]> {
	const runs = await runsOf(sql, workflowId);
	// A retry may be cut off as well; of one that n8n had emptied, there is nothing to retry.
	const cutOff = runs.filter(
		({ id, status, mode, isEmptied }) =>
			hasFailed.includes(status) && !before.has(id) && !(mode === 'retry' && isEmptied),
	);
	await pooled(cutOff, 5, async ({ id }) => await retryExecution(client, id));
	return cutOff;
}
