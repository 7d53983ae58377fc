import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AxiosRequestConfig } from 'axios';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { N8n } from '../../host/n8n.mjs';
import { createCredential, type N8nClient, nodeTypes } from '../../host/client.mjs';
import {
	getExecution,
	listExecutions,
	outputItems,
	waitForExecutions,
} from '../../host/executions.mjs';
import { chain, createWorkflow, passOn, publish, unpublish } from '../../host/workflows.mjs';
import { ask } from '../support/ask.mjs';
import {
	clockodoTrigger,
	startN8nWithNodes,
	TRIGGER,
	webhookUrl,
} from '../support/clockodo-nodes.mjs';
import { notificationOf } from '../support/notification.mjs';
import { Opened } from '../support/opened.mjs';

const TOKEN = `token-${randomUUID()}`;
const OLD_TOKEN = `old-${randomUUID()}`;

const notification = (changes: object = {}) => ({
	...notificationOf('absence.approved', TOKEN),
	...changes,
});

describe('Clockodo Trigger with manual registration in a real n8n', () => {
	const opened = new Opened();
	let n8n: N8n;
	let client: N8nClient;
	let workflowId: string;
	let url: string;

	const send = async (request: AxiosRequestConfig) =>
		await ask<{ status?: string; message?: string } | string>(url, request);
	const count = async () => (await listExecutions(client, { workflowId })).length;

	beforeAll(async () => {
		({ n8n, client } = await startN8nWithNodes());
		opened.add(n8n);
		const token = await createCredential(client, 'clockodoWebhookTokenApi', 'Token', {
			token: TOKEN,
			additionalTokens: OLD_TOKEN,
		});
		const parameters = {
			registration: 'manual',
			events: ['absence.approved', 'entry.deleted'],
			fetchResource: false,
		};
		const trigger = clockodoTrigger(parameters, [token]);
		url = webhookUrl(n8n, trigger);
		({ id: workflowId } = await createWorkflow(client, chain('Manual', [trigger, passOn()])));
		await publish(client, workflowId);
	}, 300_000);

	afterAll(async () => await opened.end(), 60_000);

	it('is among n8n’s nodes, with its credentials', async () => {
		const found = (await nodeTypes(client)).filter(({ name }) =>
			name.startsWith('n8n-nodes-clockodo.'),
		);
		const trigger = found.find(({ name }) => name === 'n8n-nodes-clockodo.clockodoTrigger');
		expect(trigger?.displayName).toBe('Clockodo Trigger');
		expect(trigger?.credentials?.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['clockodoApi', 'clockodoWebhookTokenApi']),
		);
	});

	it.each([
		['a JSON body', (secret: string) => ({ data: { secret } })],
		['a form body', (secret: string) => ({ data: new URLSearchParams({ secret }) })],
		['the query of a POST', (secret: string) => ({ params: { secret } })],
		['the query of a GET', (secret: string) => ({ method: 'GET', params: { secret } })],
	])('shows the secret that comes in %s on the output Validation', async (_, request) => {
		const before = await count();
		const secret = randomUUID().toUpperCase();
		const answer = await send(request(secret));
		expect(answer.status).toBe(200);
		const executions = await waitForExecutions(client, before + 1, { workflowId });
		expect(executions).toHaveLength(before + 1);
		const execution = await getExecution(client, executions.at(-1)!.id);
		expect(execution.status).toBe('success');
		expect(outputItems(execution, TRIGGER, 0)).toEqual([]);
		expect(outputItems(execution, TRIGGER, 1)).toEqual([
			expect.objectContaining({
				secret,
				webhook_url: url,
				message: expect.stringContaining(secret),
			}),
		]);
		const page = await send({ method: 'GET', headers: { accept: 'text/html' } });
		expect(page.status).toBe(200);
		expect(page.headers['content-type']).toContain('text/html');
		expect(page.data).toContain(secret);
	});

	it('turns a notification with either token into one execution, and keeps no token', async () => {
		const before = await count();
		const answers = [
			await send({ data: notification({ note: 'extra fields are accepted' }) }),
			await send({ data: notification({ token: OLD_TOKEN, payload: { absence: { id: 78 } } }) }),
		];
		expect(answers.map(({ status, data }) => [status, data])).toEqual([
			[200, { status: 'accepted' }],
			[200, { status: 'accepted' }],
		]);
		const executions = await waitForExecutions(client, before + 2, { workflowId });
		const items = await Promise.all(
			executions
				.slice(-2)
				.map(async ({ id }) => outputItems(await getExecution(client, id), 'After')),
		);
		expect(items.flat()).toEqual([
			expect.objectContaining({
				event_name: 'absence.approved',
				resource_id: 77,
				resource_status: 'skipped',
			}),
			expect.objectContaining({
				event_name: 'absence.approved',
				resource_id: 78,
				resource_status: 'skipped',
			}),
		]);
	});

	it.each([
		['a wrong token', 401, notification({ token: `${TOKEN}x` })],
		['no token', 401, notification({ token: undefined })],
		['a token in a list', 401, notification({ token: [TOKEN] })],
		['another event', 200, notification({ event_name: 'absence.created' })],
		['no notification', 400, { hello: 'world' }],
		['an ID that is a path', 400, notification({ payload: { absence: { id: '1/../2' } } })],
		['a malformed secret', 400, { secret: ['x'] }],
	])('starts nothing with %s', async (_, status, data) => {
		const before = await count();
		expect((await send({ data })).status).toBe(status);
		// One that is accepted afterwards shows that nothing came of the one before it.
		const id = before + 1000;
		await send({ data: notification({ payload: { absence: { id } } }) });
		const executions = await waitForExecutions(client, before + 1, { workflowId });
		expect(executions).toHaveLength(before + 1);
		const last = await getExecution(client, executions.at(-1)!.id);
		expect(outputItems(last, 'After')).toEqual([expect.objectContaining({ resource_id: id })]);
	});

	it('still works after a restart', async () => {
		const before = await count();
		await n8n.restart();
		expect(
			(await send({ data: notification({ payload: { absence: { id: 5000 } } }) })).status,
		).toBe(200);
		await waitForExecutions(client, before + 1, { workflowId });
	}, 120_000);

	it('is gone when it is unpublished, and has left no token anywhere in n8n', async () => {
		await unpublish(client, workflowId);
		expect((await send({ data: notification() })).status).toBe(404);
		await n8n.stop();
		const kept = await Promise.all([
			n8n.log(),
			readFile(join(n8n.folder, '.n8n', 'database.sqlite'), 'latin1'),
		]);
		for (const token of [TOKEN, OLD_TOKEN]) expect(kept.join('\n')).not.toContain(token);
	}, 60_000);
});
