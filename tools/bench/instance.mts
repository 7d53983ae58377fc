import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';

import type { IDataObject, INode } from 'n8n-workflow';

import type { N8n } from '../../host/n8n.mjs';
import { createCredential, type Credential, type N8nClient } from '../../host/client.mjs';
import { executionError, type ExecutionSummary, getExecution } from '../../host/executions.mjs';
import { poll } from '../../host/poll.mjs';
import { chain, createWorkflow, node, passOn, publish } from '../../host/workflows.mjs';
import { clockodoTrigger, startN8nWithNodes } from '../../test/support/clockodo-nodes.mjs';
import { type SlowApi, startSlowApi } from './slow-api.mjs';
import { makeExtensionFolder, USUAL_DESIGN_TYPE } from './usual-design.mjs';

export const TOKEN = `token-${randomUUID()}`;
const HEADER = 'x-token';

/** Milliseconds that the API takes for each answer. */
export const API_DELAY = 200;

/** Something to send to, and with what. */
export interface Target {
	/** Of the workflow. */
	id: string;
	/** The path of its webhook. */
	path: string;
	headers: Record<string, string>;
}

export interface Credentials {
	token: Credential;
	header: Credential;
	api: Credential;
}

/** A real n8n with the API that its workflows fetch from. */
export interface Instance {
	n8n: N8n;
	client: N8nClient;
	api: SlowApi;
	credentials: Credentials;
	dispose(): Promise<void>;
}

/** @param env more of n8n's own settings */
export async function startInstance(env: Record<string, string>): Promise<Instance> {
	const api = await startSlowApi(API_DELAY);
	const extensions = await makeExtensionFolder();
	const { n8n, client } = await startN8nWithNodes({
		env: { N8N_CUSTOM_EXTENSIONS: extensions, ...env },
	});
	const dispose = async () => {
		await n8n.dispose();
		await api.close();
		await rm(extensions, { recursive: true, force: true });
	};
	try {
		return { n8n, client, api, credentials: await createCredentials(client, api), dispose };
	} catch (error) {
		await dispose();
		throw error;
	}
}

export async function createCredentials(client: N8nClient, api: SlowApi): Promise<Credentials> {
	return {
		token: await createCredential(client, 'clockodoWebhookTokenApi', 'Token', { token: TOKEN }),
		header: await createCredential(client, 'httpHeaderAuth', 'Header', {
			name: HEADER,
			value: TOKEN,
		}),
		api: await createCredential(client, 'clockodoApi', 'Slow API', {
			email: 'owner@example.com',
			apiKey: randomUUID(),
			baseUrl: api.url,
		}),
	};
}

/** A published workflow that the Clockodo Trigger starts. */
export async function publishTrigger(
	client: N8nClient,
	{ token, api }: Credentials,
	parameters: IDataObject = {},
): Promise<Target> {
	const trigger = clockodoTrigger(
		{ registration: 'manual', events: ['entry.updated'], ...parameters },
		[token, api],
	);
	return await published(client, trigger, `${trigger.webhookId}/webhook`, {});
}

/** A published workflow that n8n's own Webhook node starts, with header authentication. */
export async function publishWebhookNode(
	client: N8nClient,
	{ header }: Credentials,
): Promise<Target> {
	const path = randomUUID();
	const webhook: INode = {
		...node({ name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2.1 }),
		webhookId: randomUUID(),
		parameters: {
			httpMethod: 'POST',
			path,
			authentication: 'headerAuth',
			responseMode: 'onReceived',
			options: {},
		},
		credentials: { httpHeaderAuth: { id: header.id, name: header.name } },
	};
	return await published(client, webhook, path, { [HEADER]: TOKEN });
}

/** A published workflow of the usual design, which fetches before it answers. */
export async function publishUsualDesign(
	client: N8nClient,
	{ token, api }: Credentials,
): Promise<Target> {
	const trigger: INode = {
		...node({ name: 'Usual', type: USUAL_DESIGN_TYPE, typeVersion: 1.1 }),
		webhookId: randomUUID(),
		credentials: {
			clockodoWebhookTokenApi: { id: token.id, name: token.name },
			clockodoApi: { id: api.id, name: api.name },
		},
	};
	return await published(client, trigger, `${trigger.webhookId}/webhook`, {});
}

async function published(
	client: N8nClient,
	trigger: INode,
	path: string,
	headers: Record<string, string>,
): Promise<Target> {
	const { id } = await createWorkflow(client, chain(trigger.name, [trigger, passOn()]));
	await publish(client, id);
	return { id, path: `/webhook/${path}`, headers };
}

let notifications = 0;

/** The body of a notification that has not been sent before. */
export function newNotification(token = TOKEN): string {
	return JSON.stringify({
		event_name: 'entry.updated',
		subscription_id: 12,
		company_id: 1,
		occurred_at: '2026-11-24T10:00:00Z',
		payload: { entry: { id: ++notifications } },
		token,
	});
}

/** Milliseconds between two looks: each look costs n8n something, too. */
const LOOK_INTERVAL = 300;
/** Milliseconds. */
const IDLE_LIMIT = 300_000;

/** Waits until n8n has nothing left to execute: what one side left behind must not slow the other one down. */
export async function untilIdle(client: N8nClient): Promise<void> {
	await poll(
		{ interval: LOOK_INTERVAL, limit: IDLE_LIMIT },
		async () => ((await oneExecutionIn(client, ['new', 'running'])) ? undefined : true),
		() => 'n8n is still executing',
	);
}

/** @throws where an execution failed, with its reason: figures of broken runs are worth nothing */
export async function assertAllSucceeded(client: N8nClient): Promise<void> {
	const failed = await oneExecutionIn(client, ['error', 'crashed', 'canceled']);
	if (failed === undefined) return;
	const { status, workflowId } = failed;
	const message = executionError(await getExecution(client, failed.id));
	throw new Error(`An execution of workflow ${workflowId} is ${status}: ${String(message)}`);
}

async function oneExecutionIn(
	client: N8nClient,
	status: string[],
): Promise<ExecutionSummary | undefined> {
	const query = { filter: JSON.stringify({ status }), limit: 1 };
	const { results } = await client.request<{ results: ExecutionSummary[] }>(
		'GET',
		'/rest/executions',
		undefined,
		query,
	);
	return results.at(0);
}

/** Ticks a second of /proc: fixed for all of Linux's architectures that Node runs on. */
const TICKS = 100;

/** Milliseconds of processor time that a process has used; undefined on systems without /proc. */
export async function processorTime(pid: number): Promise<number | undefined> {
	try {
		const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
	} catch {
		return undefined;
	}
}
