import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import type { INode } from 'n8n-workflow';

import type { N8n } from '../../host/n8n.mjs';
import type { Credential, N8nClient } from '../../host/client.mjs';
import {
	getExecution,
	listExecutions,
	outputItems,
	waitForExecutions,
} from '../../host/executions.mjs';
import {
	chain,
	createWorkflow,
	deleteWorkflow,
	listenForTestEvent,
	passOn,
	publicationErrors,
	publish,
	stopListening,
	tryPublish,
	unpublish,
	updateWorkflow,
} from '../../host/workflows.mjs';
import { sandboxClient } from '../../sandbox/client/client.mjs';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import type { Sandbox } from '../../sandbox/server.mjs';
import { handshakeForms } from '../../sandbox/webhooks/handshake.mjs';
import { ask } from '../support/ask.mjs';
import { clockodoTrigger, TRIGGER, webhookUrl } from '../support/clockodo-nodes.mjs';
import { notificationOf } from '../support/notification.mjs';
import { Opened } from '../support/opened.mjs';
import { startN8nScene } from '../support/scenes/n8n-scene.mjs';
import { until } from '../support/until.mjs';
import { createApiCredential, getResource, registeredEvents } from '../support/sandbox.mjs';

const EVENTS = ['absence.approved', 'entry.stopped'];

describe('Clockodo Trigger with automatic registration in a real n8n', () => {
	const opened = new Opened();
	let n8n: N8n;
	let client: N8nClient;
	let sandbox: Sandbox;
	let credential: Credential;
	const made: string[] = [];

	const make = async (events: string[], credentials = [credential]) => {
		const trigger = clockodoTrigger({ registration: 'automatic', events }, credentials);
		const { id } = await createWorkflow(client, chain('Automatic', [trigger, passOn()]));
		made.push(id);
		return { id, trigger, url: webhookUrl(n8n, trigger) };
	};
	const withEvents = (trigger: INode, events: string[]) =>
		chain('Automatic', [{ ...trigger, parameters: { ...trigger.parameters, events } }, passOn()]);
	const itemsOf = async (workflowId: string, count: number) => {
		const all = await waitForExecutions(client, count, { workflowId });
		expect(all.map(({ status }) => status)).toEqual(Array<string>(count).fill('success'));
		const full = await Promise.all(all.map(async ({ id }) => await getExecution(client, id)));
		return full.flatMap((execution) => outputItems(execution, 'After'));
	};

	beforeAll(async () => {
		const scene = opened.add(await startN8nScene({}, { plan: 'enterprise' }));
		({ n8n, client, sandbox, credential } = scene);
	}, 300_000);

	afterEach(async () => {
		for (const id of made.splice(0)) await deleteWorkflow(client, id);
		await sandbox.reset();
	}, 120_000);

	afterAll(async () => await opened.end(), 60_000);

	it.each(handshakeForms)(
		'registers and validates with the secret as %s, runs, unregisters',
		async (form) => {
			sandbox.webhooks.handshakeForm = form;
			const { id, url } = await make(EVENTS);
			await publish(client, id);
			expect(registeredEvents(sandbox, url)).toEqual(EVENTS);
			expect(sandbox.webhooks.list().every(({ validated_at }) => validated_at !== null)).toBe(true);
			expect(await listExecutions(client, { workflowId: id })).toEqual([]);

			await causeEvent(sandboxClient(sandbox), 'absence.approved');
			const [item] = await itemsOf(id, 1);
			const resource = await getResource(sandbox, 'absence', Number(item.resource_id));
			expect(item).toMatchObject({
				event_name: 'absence.approved',
				resource_status: 'fetched',
				resource,
			});

			await unpublish(client, id);
			expect(sandbox.webhooks.list()).toEqual([]);
		},
	);

	it('starts nothing with a wrong token', async () => {
		const { id, url } = await make(EVENTS);
		await publish(client, id);
		const [{ id: subscription_id }] = sandbox.webhooks.list();
		const forged = {
			...notificationOf('absence.approved', 'guessed', 1),
			subscription_id,
			company_id: sandbox.company.id,
		};
		expect((await ask(url, { data: forged })).status).toBe(401);
		await causeEvent(sandboxClient(sandbox), 'absence.approved');
		expect(await itemsOf(id, 1)).toHaveLength(1);
		expect(await listExecutions(client, { workflowId: id })).toHaveLength(1);
	});

	it('publishing again with other events leaves exactly the new set', async () => {
		const { id, trigger, url } = await make(EVENTS);
		await publish(client, id);
		const kept = sandbox.webhooks.list().find(({ event_name }) => event_name === 'entry.stopped');
		await updateWorkflow(client, id, withEvents(trigger, ['entry.stopped', 'team.created']));
		await publish(client, id);
		expect(registeredEvents(sandbox, url)).toEqual(['entry.stopped', 'team.created']);
		expect(kept?.url).toBe(url);
		await causeEvent(sandboxClient(sandbox), 'team.created');
		expect(await itemsOf(id, 1)).toEqual([expect.objectContaining({ event_name: 'team.created' })]);
	});

	it('still works after n8n was restarted: nothing registered twice, and what is missing made anew', async () => {
		const { id, url } = await make(EVENTS);
		await publish(client, id);
		const before = sandbox.webhooks.list().map((webhook) => webhook.id);
		await n8n.restart();
		expect(sandbox.webhooks.list().map((webhook) => webhook.id)).toEqual(before);
		expect(registeredEvents(sandbox, url)).toEqual(EVENTS);
		await causeEvent(sandboxClient(sandbox), 'entry.stopped');
		expect(await itemsOf(id, 1)).toEqual([
			expect.objectContaining({ event_name: 'entry.stopped', resource_status: 'fetched' }),
		]);
		sandbox.webhooks.delete(before[0]);
		await n8n.restart();
		await until(() => registeredEvents(sandbox, url).join() === EVENTS.join());
		await unpublish(client, id);
		expect(sandbox.webhooks.list()).toEqual([]);
	}, 180_000);

	it('listens for a test event: registered, validated, one execution, nothing left', async () => {
		const { id, trigger } = await make(['absence.approved']);
		const testUrl = webhookUrl(n8n, trigger, 'webhook-test');
		await listenForTestEvent(client, id, TRIGGER);
		expect(registeredEvents(sandbox, testUrl)).toEqual(['absence.approved']);
		await causeEvent(sandboxClient(sandbox), 'absence.approved');
		const [execution] = await waitForExecutions(client, 1, { workflowId: id });
		expect(execution).toMatchObject({ mode: 'manual', status: 'success' });
		const [item] = outputItems(await getExecution(client, execution.id), 'After');
		expect(item).toMatchObject({ event_name: 'absence.approved', resource_status: 'fetched' });
		await until(() => sandbox.webhooks.list().length === 0);
	});

	it('takes the test registration away when listening is stopped', async () => {
		const { id } = await make(['absence.approved']);
		await listenForTestEvent(client, id, TRIGGER);
		expect(sandbox.webhooks.list()).toHaveLength(1);
		await stopListening(client, id);
		await until(() => sandbox.webhooks.list().length === 0);
	});

	describe('a registration that fails says why in the publication’s status, and leaves nothing', () => {
		const failWith = async (events: string[], credentials?: Credential[]) => {
			const { id } = await make(events, credentials);
			const status = await tryPublish(client, id);
			expect(status.status).toBe('failed');
			expect(sandbox.webhooks.list()).toEqual([]);
			return publicationErrors(status).join('\n');
		};

		it('with the plan and its limit, when it is reached at the third of three', async () => {
			sandbox.store.data.plan = 'basic';
			const message = await failWith([...EVENTS, 'team.created']);
			expect(message).toMatch(/^The webhook for '\w+ \w+' could not be created\./);
			expect(message).toMatch(/Basic plan allows 2 webhooks/);
		});

		it('with a wrong API key', async () => {
			const wrong = await createApiCredential(client, sandbox, { apiKey: 'wrong' });
			expect(await failWith(EVENTS, [wrong])).toMatch(/API key/i);
		});

		it('with an API that has no webhook endpoints', async () => {
			sandbox.faults.set({
				answers: [{ kind: 'html', status: 404, path: '/v2/webhooks', count: null }],
			});
			expect(await failWith(EVENTS)).toMatch(/Registration to 'Manual'/);
		});

		it('with an API that cannot be reached', async () => {
			const nowhere = await createApiCredential(client, sandbox, {
				baseUrl: 'http://127.0.0.1:9/api',
			});
			expect(await failWith(EVENTS, [nowhere])).toMatch(/connection refused.*Check the Base URL/);
		});

		it('with no event chosen: n8n itself does not begin to publish', async () => {
			const { id } = await make([]);
			await expect(tryPublish(client, id)).rejects.toThrow(/required parameters: events/);
			expect(sandbox.requests.total()).toBe(0);
		});
	});
});
