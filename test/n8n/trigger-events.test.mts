import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { events } from '../../src/clockodo/events.js';
import type { N8n } from '../../host/n8n.mjs';
import type { Credential, N8nClient } from '../../host/client.mjs';
import { getExecution, outputItems, waitForExecutions } from '../../host/executions.mjs';
import { chain, createWorkflow, passOn, publish, updateWorkflow } from '../../host/workflows.mjs';
import { sandboxClient } from '../../sandbox/client/client.mjs';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import type { Sandbox } from '../../sandbox/server.mjs';
import { plans } from '../../sandbox/store/plans.mjs';
import { clockodoTrigger, webhookUrl } from '../support/clockodo-nodes.mjs';
import { Opened } from '../support/opened.mjs';
import { startN8nScene } from '../support/scenes/n8n-scene.mjs';
import { getResource, registeredEvents } from '../support/sandbox.mjs';

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

/** An event in one word and a number, of a delivery or of an item. */
const named = ({ event_name, resource_id }: { event_name?: unknown; resource_id?: unknown }) =>
	`${String(event_name)} ${String(resource_id)}`;

describe('each of the 47 events, from a change in the sandbox to an execution in n8n', () => {
	const opened = new Opened();
	let n8n: N8n;
	let client: N8nClient;
	let sandbox: Sandbox;
	let credential: Credential;
	let workflowId: string;
	let executions = 0;
	const seen = new Set<string>();

	const triggerFor = (names: string[]) =>
		clockodoTrigger({ registration: 'automatic', events: names }, [credential]);
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
		const scene = opened.add(await startN8nScene({}, { plan: 'enterprise' }));
		({ n8n, client, sandbox, credential } = scene);
	}, 300_000);

	afterAll(async () => await opened.end(), 60_000);

	describe.each(rounds())('round %#', (...names) => {
		beforeAll(async () => {
			const trigger = triggerFor(names);
			const workflow = chain('Events', [trigger, passOn()]);
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
			expect(items.map(named).sort()).toEqual(deliveries.map(named).sort());

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
