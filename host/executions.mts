/** The executions of an n8n, through its REST interface: lists, waits, retries, reads what came out. */
import { parse } from 'flatted';
import type {
	ExecutionStatus,
	IDataObject,
	IRunData,
	IRunExecutionData,
	ITaskDataConnections,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import type { N8nClient } from './client.mjs';
import { poll } from './poll.mjs';

/** One line of n8n's list of executions. */
export interface ExecutionSummary {
	id: string;
	workflowId: string;
	mode: WorkflowExecuteMode;
	status: ExecutionStatus;
	createdAt: string;
	startedAt: string | null;
	stoppedAt: string | null;
	retryOf: string | null;
	retrySuccessId: string | null;
}

/** One execution with everything that went through its nodes. */
export interface Execution extends ExecutionSummary {
	data: IRunExecutionData;
}

/** Which executions; everything that is left out matches. */
export interface ExecutionFilter {
	workflowId?: string;
	status?: ExecutionStatus[];
	mode?: WorkflowExecuteMode;
}

/** n8n hands out at most so many of the list at once. */
const PAGE_SIZE = 100;
const POLL_INTERVAL = 150;
/** Milliseconds. */
const WAIT_LIMIT = 60_000;

const isUnderWay: Record<ExecutionStatus, boolean> = {
	new: true,
	running: true,
	waiting: true,
	unknown: true,
	success: false,
	error: false,
	crashed: false,
	canceled: false,
};

/** All executions that match, newest first, over all pages. */
export async function listExecutions(
	client: N8nClient,
	filter: ExecutionFilter = {},
): Promise<ExecutionSummary[]> {
	// Where a status is named, n8n sorts by ID, and pages are complete; else by the time of the start.
	const complete = { status: Object.keys(isUnderWay), ...filter };
	const found: ExecutionSummary[] = [];
	for (;;) {
		const query = {
			filter: JSON.stringify(complete),
			limit: PAGE_SIZE,
			...(found.length > 0 && { lastId: found.at(-1)?.id }),
		};
		const { results } = await client.request<{ results: ExecutionSummary[] }>(
			'GET',
			'/rest/executions',
			undefined,
			query,
		);
		found.push(...results);
		if (results.length < PAGE_SIZE) return found;
	}
}

/** One execution with its data. */
export async function getExecution(client: N8nClient, id: string): Promise<Execution> {
	const execution = await client.request<ExecutionSummary & { data: string }>(
		'GET',
		`/rest/executions/${id}`,
	);
	return { ...execution, data: parse(execution.data) as IRunExecutionData };
}

/**
 * Waits until so many executions that match have ended, in whatever way; oldest first.
 *
 * @throws if there are fewer after a minute (or `limit` milliseconds).
 */
export async function waitForExecutions(
	client: N8nClient,
	count: number,
	filter: ExecutionFilter = {},
	limit = WAIT_LIMIT,
): Promise<ExecutionSummary[]> {
	let all: ExecutionSummary[] = [];
	const ended = () => all.filter(({ status }) => !isUnderWay[status]);
	const look = async () => {
		all = await listExecutions(client, filter);
		return ended().length >= count ? ended().reverse() : undefined;
	};
	return await poll({ interval: POLL_INTERVAL, limit }, look, () => {
		const states = all.map(({ id, status }) => `${id} ${status}`).join(', ');
		return `${ended().length} of ${count} executions ended (${states || 'none started'})`;
	});
}

/** Waits until one execution has ended, in whatever way. */
export async function waitForExecution(
	client: N8nClient,
	id: string,
	limit = WAIT_LIMIT,
): Promise<Execution> {
	let status: ExecutionStatus = 'unknown';
	const look = async () => {
		const execution = await getExecution(client, id);
		({ status } = execution);
		return isUnderWay[status] ? undefined : execution;
	};
	const patience = { interval: POLL_INTERVAL, limit };
	return await poll(patience, look, () => `Execution ${id} is still ${status}`);
}

/** Runs a failed execution again with its stored input and waits for it; the new execution. */
export async function retryExecution(client: N8nClient, id: string): Promise<ExecutionSummary> {
	return await client.request('POST', `/rest/executions/${id}/retry`, { loadWorkflow: false });
}

/** Deletes ended executions. */
export async function deleteExecutions(client: N8nClient, ids: string[]): Promise<void> {
	await client.request('POST', '/rest/executions/delete', { ids });
}

/** The JSON of the items that a node put out, of its last run in the execution; none if it did not run. */
export function outputItems(
	{ data }: Pick<Execution, 'data'>,
	node: string,
	output = 0,
): IDataObject[] {
	const { [node]: runs = [] }: Partial<IRunData> = data.resultData.runData;
	const { main = [] }: Partial<ITaskDataConnections> = runs.at(-1)?.data ?? {};
	return (main.at(output) ?? []).map(({ json }) => json);
}

/** The message of what stopped the execution; undefined if nothing did. */
export function executionError({ data }: Execution): string | undefined {
	return data.resultData.error?.message;
}
