import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type N8n, startN8n } from '../../host/n8n.mjs';
import { hasOwner, type N8nClient, nodeTypes, setUpOwner, signIn } from '../../host/client.mjs';
import {
	deleteExecutions,
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
	deleteWorkflow,
	getWorkflow,
	listenForTestEvent,
	node,
	passOn,
	publicationStatus,
	publish,
	tryPublish,
	publicationErrors,
	unpublish,
	updateWorkflow,
} from '../../host/workflows.mjs';
import { ask } from '../support/ask.mjs';
import { Opened } from '../support/opened.mjs';

const webhook = (path: string) =>
	node({
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { path, httpMethod: 'POST', options: {} },
	});
const stop = node({
	name: 'Stop',
	type: 'n8n-nodes-base.stopAndError',
	parameters: { errorMessage: 'on purpose' },
});

const call = async (url: string, body: object) => await ask(url, { data: body });

describe('the real n8n that the tests and the demo run', () => {
	const opened = new Opened();
	let n8n: N8n;
	let client: N8nClient;

	beforeAll(async () => {
		n8n = opened.add(await startN8n());
		expect(await hasOwner(n8n.url)).toBe(false);
		client = await setUpOwner(n8n.url);
	}, 300_000);

	afterAll(async () => {
		await opened.end();
		expect(n8n.process.hasExited()).toBe(true);
		expect(existsSync(n8n.folder)).toBe(false);
	}, 60_000);

	it('has an owner who can sign in, and n8n’s own nodes', async () => {
		expect(await hasOwner(n8n.url)).toBe(true);
		const again = await signIn(n8n.url);
		const names = (await nodeTypes(again)).map(({ name }) => name);
		expect(names).toContain('n8n-nodes-base.webhook');
	});

	it('gives nothing of the caller’s own settings to n8n', () => {
		expect(Object.keys(n8n.env)).not.toContain('NODE_OPTIONS');
		expect(n8n.env.N8N_USER_FOLDER).toBe(n8n.folder);
	});

	it('publishes, runs, hands out the data of an execution, unpublishes', async () => {
		const { id } = await createWorkflow(client, chain('Echo', [webhook('echo'), passOn()]));
		expect((await publicationStatus(client, id)).status).toBe('not_published');
		expect((await publish(client, id)).status).toBe('published');

		expect((await call(`${n8n.url}/webhook/echo`, { hello: 1 })).status).toBe(200);
		const [{ id: executionId }] = await waitForExecutions(client, 1, { workflowId: id });
		const execution = await getExecution(client, executionId);
		expect(execution.status).toBe('success');
		expect(outputItems(execution, 'After')).toEqual([
			expect.objectContaining({ body: { hello: 1 } }),
		]);

		await unpublish(client, id);
		expect((await call(`${n8n.url}/webhook/echo`, {})).status).toBe(404);
	});

	it('says why a workflow cannot be published', async () => {
		const nodes = [
			node({
				name: 'Trigger',
				type: 'n8n-nodes-base.rssFeedReadTrigger',
				parameters: {
					feedUrl: 'http://127.0.0.1:1/none',
					pollTimes: { item: [{ mode: 'everyMinute' }] },
				},
			}),
		];
		const { id } = await createWorkflow(client, chain('Broken', nodes));
		const status = await tryPublish(client, id);
		expect(status.status).toBe('failed');
		expect(publicationErrors(status)).toEqual([
			expect.stringMatching(/ECONNREFUSED|refused|connect/),
		]);
	});

	it('retries a failed execution and deletes executions', async () => {
		const { id } = await createWorkflow(client, chain('Failing', [webhook('failing'), stop]));
		await publish(client, id);
		await call(`${n8n.url}/webhook/failing`, {});
		const [failed] = await waitForExecutions(client, 1, { workflowId: id });
		expect(executionError(await getExecution(client, failed.id))).toBe('on purpose');

		const retried = await retryExecution(client, failed.id);
		expect(retried).toMatchObject({ mode: 'retry', status: 'error' });
		const all = await listExecutions(client, { workflowId: id });
		expect(all.map((each) => each.id)).toEqual([retried.id, failed.id]);

		await deleteExecutions(client, [retried.id, failed.id]);
		expect(await listExecutions(client, { workflowId: id })).toEqual([]);
		await deleteWorkflow(client, id);
		await expect(getWorkflow(client, id)).rejects.toThrow('404');
	});

	it('listens for a test event', async () => {
		const { id } = await createWorkflow(client, chain('Test', [webhook('listening'), passOn()]));
		await listenForTestEvent(client, id, 'Webhook');
		expect((await call(`${n8n.url}/webhook-test/listening`, {})).status).toBe(200);
		const [execution] = await waitForExecutions(client, 1, { workflowId: id });
		expect(execution).toMatchObject({ mode: 'manual', status: 'success' });
		expect((await call(`${n8n.url}/webhook-test/listening`, {})).status).toBe(404);
	});

	it('keeps published workflows over a restart and a kill -9', async () => {
		const { id } = await createWorkflow(client, chain('Kept', [webhook('kept'), passOn()]));
		await publish(client, id);
		const first = n8n.process.pid;
		await n8n.restart();
		expect(n8n.process.pid).not.toBe(first);
		expect((await call(`${n8n.url}/webhook/kept`, {})).status).toBe(200);
		await waitForExecutions(client, 1, { workflowId: id });

		await n8n.kill();
		expect(n8n.process.hasExited()).toBe(true);
		await n8n.restart();
		expect((await call(`${n8n.url}/webhook/kept`, {})).status).toBe(200);
		await waitForExecutions(client, 2, { workflowId: id });

		await updateWorkflow(client, id, { name: 'Renamed' });
		expect((await getWorkflow(client, id)).name).toBe('Renamed');
		expect(await n8n.log()).toContain('Editor is now accessible');
	}, 300_000);
});
