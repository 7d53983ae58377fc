import { setTimeout as sleep } from 'node:timers/promises';

import { parse } from 'flatted';
import type { ExecutionStatus, IRunExecutionData } from 'n8n-workflow';

import { type Run, toRun } from '../runs.mjs';
import { LAST } from '../scenes/trigger-scene.mjs';
import type { QueueMode } from './queue-mode.mjs';

interface Row {
	id: number;
	status: ExecutionStatus;
	mode: string;
	data: string;
}

/** All executions of a workflow, oldest first, straight from the database. */
export async function runsOf(queue: QueueMode, workflowId: string): Promise<Run[]> {
	const rows = await queue.sql<Row>(
		`SELECT e.id, e.status, e.mode, d.data
		FROM execution_entity e JOIN execution_data d ON d."executionId" = e.id
		WHERE e."workflowId" = $1 ORDER BY e.id`,
		[workflowId],
	);
	return rows.map(({ id, data, ...row }) =>
		toRun({ ...row, id: String(id), data: parse(data) as IRunExecutionData }, LAST),
	);
}

/** How many executions of a workflow are in which state. */
export async function statusCounts(
	queue: QueueMode,
	workflowId: string,
): Promise<Partial<Record<ExecutionStatus, number>>> {
	const rows = await queue.sql<{ status: ExecutionStatus; count: string }>(
		'SELECT status, count(*) FROM execution_entity WHERE "workflowId" = $1 GROUP BY status',
		[workflowId],
	);
	return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
}

/**
 * Waits until so many executions exist and none of them is under way.
 *
 * @throws with the counts, if that is not so after `limit` milliseconds
 */
export async function untilEnded(
	queue: QueueMode,
	workflowId: string,
	count: number,
	limit = 240_000,
): Promise<void> {
	const deadline = Date.now() + limit;
	for (;;) {
		const counts = await statusCounts(queue, workflowId);
		const { new: waiting = 0, running = 0 } = counts;
		const all = Object.values(counts).reduce((sum, each) => sum + each, 0);
		if (all >= count && waiting + running === 0) return;
		if (Date.now() > deadline) {
			throw new Error(`Not ${count} ended executions, but ${JSON.stringify(counts)}`);
		}
		await sleep(200);
	}
}
