import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxiosRequestConfig } from 'axios';

import type { N8n } from '../../host/n8n.mjs';
import { createCredential, type N8nClient } from '../../host/client.mjs';
import {
	executionError,
	getExecution,
	listExecutions,
	outputItems,
	retryExecution,
	waitForExecutions,
} from '../../host/executions.mjs';
import {
	chain,
	createWorkflow,
	getWorkflow,
	listenForTestEvent,
	listWorkflows,
	passOn,
	publicationErrors,
	publish,
	tryPublish,
	unpublish,
} from '../../host/workflows.mjs';
import type { Sandbox } from '../../sandbox/server.mjs';
import { deriveToken } from '../../src/webhook/tokens.js';
import { ask } from '../support/ask.mjs';
import { clockodoTrigger, TRIGGER, webhookUrl } from '../support/clockodo-nodes.mjs';
import { notificationOf } from '../support/notification.mjs';
import { Opened } from '../support/opened.mjs';
import { startN8nScene } from '../support/scenes/n8n-scene.mjs';
import { type Behaviour, type HostileApi, startHostileApi } from '../support/hostile/api.mjs';
import { filesIn, tracesIn } from '../support/hostile/traces.mjs';

const EMAIL = 'planted@example.com';
const API_KEY = `PlantedKey${randomUUID().replaceAll('-', '')}`;
const TOKEN = `PlantedToken${randomUUID().replaceAll('-', '')}`;
const MORE_TOKEN = `PlantedMore${randomUUID().replaceAll('-', '')}`;
const WRONG_TOKEN = `PlantedWrong${randomUUID().replaceAll('-', '')}`;

/** Issued secrets are kept nowhere: this list notes each one that the sandbox puts into its own. */
class NotedSecrets extends Array<{ secret: string; webhook_id: number; expires_at: number }> {
	static readonly noted: string[] = [];

	override push(
		...items: Array<{ secret: string; webhook_id: number; expires_at: number }>
	): number {
		NotedSecrets.noted.push(...items.map(({ secret }) => secret));
		return super.push(...items);
	}
}

const notification = (token: string, id = 5) => notificationOf('absence.approved', token, id);

interface Trigger {
	workflowId: string;
	url: string;
	testUrl: string;
}

describe('tokens, secrets and API keys in a real n8n that logs all it can', () => {
	/** Everything that n8n answered to a sender or a browser. */
	const answers: string[] = [];
	const opened = new Opened();
	let n8n: N8n;
	let client: N8nClient;
	let sandbox: Sandbox;
	let api: HostileApi;

	const send = async (url: string, request: AxiosRequestConfig) => {
		const answer = await ask(url, { maxRedirects: 0, ...request });
		answers.push(JSON.stringify([answer.status, answer.headers, answer.data]));
		return answer;
	};

	const apiCredential = async (baseUrl: string) =>
		await createCredential(client, 'clockodoApi', `API ${baseUrl}`, {
			email: EMAIL,
			apiKey: API_KEY,
			baseUrl,
		});

	const testCredential = async (baseUrl: string): Promise<{ status: string; message: string }> => {
		const { id, name, type } = await apiCredential(baseUrl);
		const data = { email: EMAIL, apiKey: API_KEY, baseUrl, contactEmail: '', language: 'en' };
		const result = await client.request<{ status: string; message: string }>(
			'POST',
			'/rest/credentials/test',
			{ credentials: { id, name, type, data } },
		);
		answers.push(JSON.stringify(result));
		return result;
	};

	const createTrigger = async (
		registration: 'manual' | 'automatic',
		baseUrl: string,
		events = ['absence.approved'],
	): Promise<Trigger> => {
		const token = await createCredential(client, 'clockodoWebhookTokenApi', 'Token', {
			token: TOKEN,
			additionalTokens: MORE_TOKEN,
		});
		const credentials = [
			...(registration === 'manual' ? [token] : []),
			await apiCredential(baseUrl),
		];
		const trigger = clockodoTrigger({ registration, events, fetchResource: true }, credentials);
		const { id } = await createWorkflow(
			client,
			chain(`${registration} ${baseUrl}`, [trigger, passOn()]),
		);
		const [url, testUrl] = [webhookUrl(n8n, trigger), webhookUrl(n8n, trigger, 'webhook-test')];
		return { workflowId: id, url, testUrl };
	};

	const lastExecution = async (workflowId: string, count: number) => {
		const all = await waitForExecutions(client, count, { workflowId });
		return await getExecution(client, all.at(-1)!.id);
	};

	const failWith = async (behaviour: Behaviour): Promise<string> => {
		const { url, workflowId } = await createTrigger('manual', api.baseUrl(behaviour));
		await publish(client, workflowId);
		expect((await send(url, { data: notification(TOKEN) })).status).toBe(200);
		const execution = await lastExecution(workflowId, 1);
		expect(execution.status).toBe('error');
		await retryExecution(client, execution.id);
		await unpublish(client, workflowId);
		return executionError(execution) ?? '';
	};

	beforeAll(async () => {
		const env = { N8N_LOG_LEVEL: 'debug' };
		({ n8n, client, sandbox } = opened.add(await startN8nScene({ env }, { apiKey: API_KEY })));
		sandbox.store.data.secrets = new NotedSecrets();
		api = opened.add(await startHostileApi());
	}, 300_000);

	afterAll(async () => await opened.end(), 60_000);

	it('are used by a trigger that registers itself', async () => {
		const baseUrl = sandbox.apiUrl;
		const { email } = sandbox.credentials;
		const credential = await createCredential(client, 'clockodoApi', 'Sandbox', {
			email,
			apiKey: API_KEY,
			baseUrl: `${baseUrl}///`,
		});
		const trigger = clockodoTrigger(
			{ registration: 'automatic', events: ['absence.approved'], fetchResource: true },
			[credential],
		);
		const url = webhookUrl(n8n, trigger);
		const { id } = await createWorkflow(client, chain('Automatic', [trigger]));
		await publish(client, id);
		expect(NotedSecrets.noted).toHaveLength(1);

		const token = deriveToken(API_KEY, url, 'absence.approved');
		const absence = Number(sandbox.company.records('absences').all()[0].id);
		await send(url, { data: notification(token, absence) });
		expect((await lastExecution(id, 1)).status).toBe('success');
		for (const wrong of [WRONG_TOKEN, token.slice(1), '', [token]]) {
			expect((await send(url, { data: { ...notification(''), token: wrong } })).status).toBe(401);
		}
		expect((await send(url, { data: { secret: NotedSecrets.noted[0] } })).status).toBe(400);
		await send(url, { method: 'GET', headers: { accept: 'text/html' } });
		await unpublish(client, id);
		expect(sandbox.webhooks.list()).toEqual([]);
	});

	it.each(['quoting', 'quotingAll', 'html'] as const)(
		'do not get into an error by an API that is %s the request',
		async (behaviour) => {
			const message = await failWith(behaviour);
			expect(message).toMatch(/Clockodo (says: .+ \(|answered )HTTP 4\d\d/);
			expect(message).not.toContain(API_KEY);
			const tested = await testCredential(api.baseUrl(behaviour));
			expect(tested.status).toBe('Error');
			expect(tested.message).not.toContain(API_KEY);
		},
	);

	it('do not get into the reason why a workflow could not be published', async () => {
		const { workflowId } = await createTrigger('automatic', api.baseUrl('quoting'));
		const status = await tryPublish(client, workflowId);
		expect(publicationErrors(status)).toEqual([expect.stringContaining('"***"')]);
	});

	it('do not follow a redirect to another host, neither of the node nor of the credential’s test', async () => {
		expect(await failWith('redirecting')).toContain('the API key is not sent there');
		const tested = await testCredential(api.baseUrl('redirecting'));
		expect(tested).toEqual({
			status: 'Error',
			message: expect.stringContaining('the API key is not sent there'),
		});
		expect(api.redirected()).toBe(0);
	});

	it.each(['', '/', '//'])(
		'reach the path of a Base URL with path and port, ended by "%s"',
		async (end) => {
			const baseUrl = `${api.baseUrl('nested/deep/api')}${end}`;
			const { url, workflowId } = await createTrigger('manual', baseUrl);
			await publish(client, workflowId);
			api.requests.length = 0;
			await send(url, { data: notification(MORE_TOKEN) });
			const execution = await lastExecution(workflowId, 1);
			expect(outputItems(execution, 'After')).toEqual([
				expect.objectContaining({ resource: { id: 5, note: 'from the nested API' } }),
			]);
			expect((await testCredential(baseUrl)).status).toBe('OK');
			expect(api.requests).toEqual([
				'/nested/deep/api/v4/absences/5',
				'/nested/deep/api/v4/users/me',
			]);
			await unpublish(client, workflowId);
		},
	);

	it('stand nowhere afterwards: but for the secret of a manual validation, which a person has to read', async () => {
		const shown = `SHOWN-${randomUUID().toUpperCase()}`;
		const { url, testUrl, workflowId } = await createTrigger(
			'manual',
			api.baseUrl('nested/deep/api'),
		);
		await publish(client, workflowId);
		await send(url, { data: { secret: shown } });
		const execution = await lastExecution(workflowId, 1);
		expect(outputItems(execution, TRIGGER, 1)).toEqual([
			expect.objectContaining({ secret: shown }),
		]);
		for (const token of [WRONG_TOKEN, TOKEN, MORE_TOKEN]) {
			await send(url, { data: notification(token) });
		}
		const page = await send(url, { method: 'GET', headers: { accept: 'text/html' } });
		expect(page.data).toContain(shown);
		await waitForExecutions(client, 2, { workflowId });
		await listenForTestEvent(client, workflowId, TRIGGER);
		await send(testUrl, { data: notification(TOKEN) });
		await waitForExecutions(client, 1, { workflowId, mode: 'manual' });

		const executions = await Promise.all(
			(await listExecutions(client)).map(async ({ id }) => await getExecution(client, id)),
		);
		const workflows = await Promise.all(
			(await listWorkflows(client)).map(async ({ id }) => await getWorkflow(client, id)),
		);
		await n8n.stop();
		const files = await filesIn(n8n.folder);
		const isDatabase = (name: string) => name.startsWith(join('.n8n', 'database.sqlite'));
		const places = new Map([
			...[...files].filter(([name]) => !isDatabase(name)),
			[
				'database',
				Buffer.concat([...files].filter(([name]) => isDatabase(name)).map(([, bytes]) => bytes)),
			],
			['answers', Buffer.from(answers.join('\n'))],
			['executions', Buffer.from(JSON.stringify(executions))],
			['workflows with static data', Buffer.from(JSON.stringify(workflows))],
		]);
		const log = [...places.keys()].find((name) => name.endsWith('.log'));

		// What must be found is found, or the search itself would be worth nothing.
		expect(places.get(log!)?.includes('debug')).toBe(true);
		expect(tracesIn(places, 'from the nested API')).toEqual(
			expect.arrayContaining(['database', 'executions']),
		);
		expect(tracesIn(places, shown).sort()).toEqual(['database', 'answers', 'executions'].sort());

		const derived = deriveToken(API_KEY, url, 'absence.approved');
		const planted = {
			API_KEY,
			TOKEN,
			MORE_TOKEN,
			WRONG_TOKEN,
			derived,
			issued: NotedSecrets.noted,
		};
		const found = Object.entries(planted).flatMap(([name, values]) =>
			[values].flat().flatMap((value) => tracesIn(places, value).map((place) => [name, place])),
		);
		expect(found).toEqual([]);
	});
});
