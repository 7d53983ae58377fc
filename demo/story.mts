import type { IDataObject } from 'n8n-workflow';

import type { N8nClient } from '../host/client.mjs';
import {
	type Execution,
	executionError,
	listExecutions,
	outputItems,
	waitForExecution,
} from '../host/executions.mjs';
import { poll } from '../host/poll.mjs';
import type { StoredWorkflow } from '../host/workflows.mjs';
import { triggersOf } from './workflows.mjs';

const POLL_INTERVAL = 200;
/** Milliseconds from a change to its execution; usually it is less than one second. */
const ARRIVAL_LIMIT = 60_000;

/** What came of one change in the sandbox. */
export interface ToldChange {
	event: string;
	workflow: string;
	executionId: string;
	status: string;
	/** How the trigger got to know of it, in its own word: `webhook`, `catch_up`, `polling`. */
	source: string;
	/** Such as `absence 12, fetched with 14 fields`. */
	resource: string;
	/** What the workflow made of it, or why it failed. */
	message: string;
	/** From the change to the end of the execution, in milliseconds; where that tells something. */
	took?: number;
}

/** An event, and the workflow that listens to it. */
export interface Awaited {
	event: string;
	workflow: StoredWorkflow;
}

/** Makes one change and waits for the execution that comes of it. */
export async function tellChange(
	client: N8nClient,
	awaited: Awaited,
	change: () => Promise<unknown>,
): Promise<ToldChange> {
	const told = await expectChange(client, awaited);
	const started = Date.now();
	await change();
	return { ...(await told()), took: Date.now() - started };
}

/** Lets several changes happen, and waits for the executions that come of them. */
export async function tellChanges(
	client: N8nClient,
	awaited: Awaited[],
	happening: () => Promise<unknown>,
): Promise<ToldChange[]> {
	const expected = await Promise.all(awaited.map(async (each) => await expectChange(client, each)));
	await happening();
	return await Promise.all(expected.map(async (told) => await told()));
}

/** @returns what waits for the workflow's next execution: the first one that is not there yet */
async function expectChange(
	client: N8nClient,
	{ event, workflow }: Awaited,
): Promise<() => Promise<ToldChange>> {
	const newest = await newestExecution(client, workflow.id);
	return async () => {
		const id = await nextExecution(client, workflow.id, newest);
		const execution = await waitForExecution(client, id, ARRIVAL_LIMIT);
		const item = firstOutput(execution, triggerOf(workflow));
		return {
			event,
			workflow: workflow.name,
			executionId: id,
			status: execution.status,
			source: String(item.source),
			resource: describeResource(item),
			message: messageOf(execution),
		};
	};
}

async function newestExecution(client: N8nClient, workflowId: string): Promise<number> {
	const ids = (await listExecutions(client, { workflowId })).map(({ id }) => Number(id));
	return Math.max(0, ...ids);
}

async function nextExecution(
	client: N8nClient,
	workflowId: string,
	after: number,
): Promise<string> {
	const look = async () => {
		const all = await listExecutions(client, { workflowId });
		return all.filter(({ id }) => Number(id) > after).at(-1)?.id;
	};
	return await poll(
		{ interval: POLL_INTERVAL, limit: ARRIVAL_LIMIT },
		look,
		() =>
			'The change started no execution. The sandbox’s page shows under Protocol what it has sent',
	);
}

function triggerOf(workflow: StoredWorkflow): string {
	const trigger = triggersOf(workflow).at(0);
	if (trigger === undefined) throw new Error('The workflow has no Clockodo Trigger');
	return trigger.name;
}

function firstOutput(execution: Execution, node: string): IDataObject {
	return outputItems(execution, node)[0] ?? {};
}

function describeResource({ entity, resource_id, resource_status, resource }: IDataObject): string {
	const fields = Object.keys((resource ?? {}) as IDataObject).length;
	const extent = fields > 0 ? ` with ${fields} fields` : '';
	return `${String(entity)} ${String(resource_id)}, ${String(resource_status)}${extent}`;
}

/** The `message` field that a node of the workflow put out last. */
function messageOf(execution: Execution): string {
	const last = execution.data.resultData.lastNodeExecuted;
	const { message } = last === undefined ? {} : firstOutput(execution, last);
	return executionError(execution) ?? (typeof message === 'string' ? message : '(no message)');
}
