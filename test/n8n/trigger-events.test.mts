import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { events } from '../../src/clockodo/events.js';
import type { N8n } from '../../host/n8n.mjs';
import type { Credential, N8nClient } from '../../host/client.mjs';
import { getExecution, outputItems, waitForExecutions } from '../../host/executions.mjs';
import { chain, createWorkflow, node, publish, updateWorkflow } from '../../host/workflows.mjs';
import { sandboxClient } from '../../sandbox/client/client.mjs';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import { type Sandbox, startSandbox } from '../../sandbox/server.mjs';
import { plans } from '../../sandbox/store/plans.mjs';
import { clockodoTrigger, startN8nWithNodes, webhookUrl } from '../support/clockodo-nodes.mjs';
import { createApiCredential, getResource, registeredEvents } from '../support/sandbox.mjs';

/** All events, in as many rounds as the Enterprise plan's limit for each type makes necessary. */
function rounds(): string[][] {
	const placed: string[][] = [];
	for (const { name, entity } of events) {
		const ofEntity = events.filter((event) => event.entity === entity);
		const round = Math.floor(
			ofEntity.findIndex((event) => event.name === name) / plans.enterprise.limit,
		);
		(placed[round] ??= []).push(name);
	}
	return placed;
}

describe('each of the 47 events, from a change in the sandbox to an execution in n8n', () => {
	let n8n: N8n;
	let client: N8nClient;
	let sandbox: Sandbox;
	let credential: Credential;
	let workflowId: string;
	let executions = 0;
	const seen = new Set<string>();

	const triggerFor = (names: string[]) =>
		clockodoTrigger({ registration: 'automatic', events: names }, [credential]);
	const after = node({ name: 'After', type: 'n8n-nodes-base.noOp' });
	/** Every delivery so far, by its webhook and place in that webhook's protocol. */
	const sent = () =>
		new Map(
			sandbox.webhooks
				.list()
				.flatMap(({ id }) =>
					sandbox.webhooks.protocol(id).map((entry) => [`${id}/${entry.id}`, entry] as const),
				),
		);

	beforeAll(async () => {
		sandbox = await startSandbox({ plan: 'enterprise' });
		({ n8n, client } = await startN8nWithNodes());
		credential = await createApiCredential(client, sandbox);
	}, 300_000);

	afterAll(async () => {
		await n8n.dispose();
		await sandbox.close();
	}, 60_000);

	describe.each(rounds())('round %#', (...names) => {
		beforeAll(async () => {
			const trigger = triggerFor(names);
			const workflow = chain('Events', [trigger, after]);
			if (workflowId) await updateWorkflow(client, workflowId, workflow);
			else workflowId = (await createWorkflow(client, workflow)).id;
			await publish(client, workflowId);
			const url = webhookUrl(n8n, trigger);
			expect(registeredEvents(sandbox, url)).toEqual([...names].sort());
			expect(sandbox.webhooks.list()).toHaveLength(names.length);
		}, 600_000);

		it.each(names)('%s', async (name) => {
			const before = sent();
			const id = await causeEvent(sandboxClient(sandbox), name);
			await sandbox.deliveries.idle();
			const deliveries = [...sent()].flatMap(([key, entry]) => (before.has(key) ? [] : [entry]));
			expect(deliveries.map(({ status_code }) => status_code)).toEqual(deliveries.map(() => 200));
			// A scenario may cause other events too, and this one for another resource: a new clock stops the one before.
			const isCaused = (told: { event_name?: unknown; resource_id?: unknown }) =>
				told.event_name === name && told.resource_id === id;
			expect(deliveries.filter(isCaused)).toHaveLength(1);

			const all = await waitForExecutions(client, executions + deliveries.length, { workflowId });
			const fresh = await Promise.all(
				all.slice(executions).map(async (each) => await getExecution(client, each.id)),
			);
			executions = all.length;
			expect(fresh.map(({ status }) => status)).toEqual(deliveries.map(() => 'success'));
			const items = fresh.flatMap((execution) => outputItems(execution, 'After'));
			const told = items.map(({ event_name, resource_id }) => `${event_name} ${resource_id}`);
			const delivered = deliveries.map(
				({ event_name, resource_id }) => `${event_name} ${resource_id}`,
			);
			expect(told.sort()).toEqual(delivered.sort());

			const item = items.find(isCaused)!;
			const resource = await getResource(sandbox, String(item.entity), Number(item.resource_id));
			expect(item).toMatchObject(
				resource === undefined
					? { resource_status: 'gone', resource: null }
					: { resource_status: 'fetched', resource },
			);
			expect(resource === undefined).toBe(name.endsWith('.deleted'));
			expect(item).not.toHaveProperty('token');
			seen.add(name);
		});
	});

	it('were all of them', () => {
		expect(seen.size).toBe(47);
	});
});
