import { setTimeout as sleep } from 'node:timers/promises';

import type { N8n, N8nOptions } from '../../../host/n8n.mjs';
import { type N8nClient, signIn } from '../../../host/client.mjs';
import { startSandbox } from '../../../sandbox/server.mjs';
import { startN8nWithNodes } from '../clockodo-nodes.mjs';
import { dataOf, type ExecutionRow, readSqlite } from '../database.mjs';
import { type Run, toRun } from '../runs.mjs';
import { LAST, type Scene, setScene } from './trigger-scene.mjs';

/** A scene in a single n8n process. */
export interface N8nScene extends Scene {
	n8n: N8n;
	dispose(): Promise<void>;
}

export async function startN8nScene(options: N8nOptions = {}): Promise<N8nScene> {
	const sandbox = await startSandbox();
	try {
		const { n8n, client } = await startN8nWithNodes(options);
		const dispose = async () => {
			await n8n.dispose();
			await sandbox.close();
		};
		return { ...(await setScene(client, sandbox, n8n.url)), n8n, dispose };
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}

/** Signs in again: a restart may have ended the session. */
export async function clientOf(n8n: N8n): Promise<N8nClient> {
	return await signIn(n8n.url);
}

/** The executions of a workflow since one of them, oldest first, with what reached the end. */
export async function runsSince(n8n: N8n, workflowId: string, afterId = 0): Promise<Run[]> {
	const rows = await readSqlite<ExecutionRow>(
		n8n.folder,
		`SELECT e.id, e.status, e.mode, d.data
		FROM execution_entity e JOIN execution_data d ON d.executionId = e.id
		WHERE e.workflowId = ? AND e.id > CAST(? AS INTEGER) ORDER BY e.id`,
		[workflowId, afterId],
	);
	return rows.map((row) =>
		toRun({ id: String(row.id), status: row.status, mode: row.mode, data: dataOf(row) }, LAST),
	);
}

/** How many executions of a workflow there are, the newest one's id, and how many are under way. */
export async function progressOf(n8n: N8n, workflowId: string) {
	const [row] = await readSqlite<{ count: number; newest: number; under_way: number }>(
		n8n.folder,
		`SELECT count(*) AS count, coalesce(max(id), 0) AS newest,
			coalesce(sum(status IN ('new', 'running', 'waiting')), 0) AS under_way
		FROM execution_entity WHERE workflowId = ?`,
		[workflowId],
	);
	return row;
}

/**
 * Waits until so many executions exist and none is under way.
 *
 * @throws if that is not so after `limit` milliseconds
 */
export async function untilEnded(n8n: N8n, workflowId: string, count: number, limit = 240_000) {
	const deadline = Date.now() + limit;
	for (;;) {
		const progress = await progressOf(n8n, workflowId);
		if (progress.count >= count && progress.under_way === 0) return;
		if (Date.now() > deadline) {
			throw new Error(`Not ${count} ended executions, but ${JSON.stringify(progress)}`);
		}
		await sleep(300);
	}
}
