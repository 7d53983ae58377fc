import { parse } from 'flatted';
import type { ExecutionStatus, IRunExecutionData } from 'n8n-workflow';

import { poll } from '../../host/poll.mjs';
import { type Run, toRun } from './runs.mjs';

/** Runs one statement in an n8n's database, SQLite or PostgreSQL; the values are `$1`, `$2` and so on in it. */
export type Sql = <Row extends object>(
	text: string,
	values?: Array<string | number>,
) => Promise<Row[]>;

/** One execution as it stands in the database. */
interface ExecutionRow {
	id: number;
	status: ExecutionStatus;
	mode: string;
	data: string;
}

/** How far a workflow's executions are. */
export interface RunProgress {
	/** How many there are. */
	count: number;
	/** The id of the newest; 0 if there is none. */
	newest: number;
	/** How many have not ended. */
	underWay: number;
}

/** The executions of a workflow since one of them, oldest first, with what reached its last node. */
export async function runsOf(sql: Sql, workflowId: string, afterId = 0): Promise<Run[]> {
	const rows = await sql<ExecutionRow>(
		`SELECT e.id, e.status, e.mode, d.data
		FROM execution_entity e JOIN execution_data d ON d."executionId" = e.id
		WHERE e."workflowId" = $1 AND e.id > $2 ORDER BY e.id`,
		[workflowId, afterId],
	);
	return rows.map(({ id, data, ...row }) =>
		toRun({ ...row, id: String(id), data: parse(data) as IRunExecutionData }),
	);
}

export async function progressOf(sql: Sql, workflowId: string): Promise<RunProgress> {
	// PostgreSQL counts in big integers, which come as text.
	const rows = await sql<Record<keyof RunProgress, number | string>>(
		`SELECT count(*) AS "count", coalesce(max(id), 0) AS "newest",
			count(*) FILTER (WHERE status IN ('new', 'running', 'waiting')) AS "underWay"
		FROM execution_entity WHERE "workflowId" = $1`,
		[workflowId],
	);
	const [{ count, newest, underWay }] = rows as [(typeof rows)[number]];
	return { count: Number(count), newest: Number(newest), underWay: Number(underWay) };
}

/**
 * Waits until so many executions exist and none is under way.
 *
 * @throws with how far they are, if that is not so after `limit` milliseconds
 */
export async function untilEnded(
	sql: Sql,
	workflowId: string,
	count: number,
	limit = 240_000,
): Promise<void> {
	const ended = ({ count: all, underWay }: RunProgress) => all >= count && underWay === 0;
	await poll(
		{ interval: 300, limit },
		async () => ended(await progressOf(sql, workflowId)) || undefined,
		async () =>
			`Not ${count} ended executions, but ${JSON.stringify(await progressOf(sql, workflowId))}`,
	);
}
