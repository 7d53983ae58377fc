import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

import type { IDataObject } from 'n8n-workflow';

import { createCredential, nodeTypes } from '../../../host/client.mjs';
import { getExecution, outputItems, retryExecution } from '../../../host/executions.mjs';
import { installNodes } from '../../../host/nodes-package.mjs';
import { projectRoot } from '../../../host/project.mjs';
import { chain, createWorkflow, passOn, publish } from '../../../host/workflows.mjs';
import { performAsOwner } from '../../../sandbox/api/api.mjs';
import { ask } from '../../support/ask.mjs';
import { clockodoNode, clockodoTrigger, webhookUrl } from '../../support/clockodo-nodes.mjs';
import { notificationOf } from '../../support/notification.mjs';
import { arrivals, LAST } from '../../support/runs.mjs';
import { createCustomer, registeredEvents } from '../../support/sandbox.mjs';
import { type N8nScene, startN8nScene } from '../../support/scenes/n8n-scene.mjs';
import { runsOf, untilEnded } from '../../support/stored-runs.mjs';
import { packedTarball } from '../../support/tarball.mjs';
import type { Scene } from '../scene.mjs';

const EVENTS = ['customer.created', 'customer.updated'];
const READ = 'Read';
/** Milliseconds: two starts of n8n. */
const LIMIT = 300_000;

const folder = join(projectRoot(), 'test', 'compat', 'earlier');
const earlier = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));

/** As the first versions wrote it into their workflows: the version that is saved with it stays. */
const ofThatTime = (...given: Parameters<typeof clockodoTrigger>) => ({
	...clockodoTrigger(...given),
	typeVersion: 1.1,
});

/** A trigger that registers itself, and a Clockodo node that reads what the event spoke of. */
async function publishAutomatic({ client, credential, n8n }: N8nScene) {
	const trigger = ofThatTime({ registration: 'automatic', events: EVENTS }, [credential]);
	const id = { __rl: true, mode: 'id', value: '={{ $json.resource_id }}' };
	const read = clockodoNode(READ, { resource: 'customer', operation: 'get', id }, credential);
	// What the trigger hands on is to reach the end, where it is counted.
	const workflow = chain('Automatic', [trigger, read]);
	workflow.nodes.push(passOn(LAST));
	workflow.connections[trigger.name].main[0]?.push({ node: LAST, type: 'main', index: 0 });
	const { id: workflowId } = await createWorkflow(client, workflow);
	await publish(client, workflowId);
	return { id: workflowId, url: webhookUrl(n8n, trigger) };
}

/** A trigger that a person has registered with this token. */
async function publishManual({ client, n8n }: N8nScene, token: string) {
	const fields = { token, additionalTokens: '' };
	const credential = await createCredential(client, 'clockodoWebhookTokenApi', 'Token', fields);
	const parameters = { registration: 'manual', events: EVENTS, fetchResource: false };
	const trigger = ofThatTime(parameters, [credential]);
	const { id } = await createWorkflow(client, chain('Manual', [trigger, passOn(LAST)]));
	await publish(client, id);
	return { id, url: webhookUrl(n8n, trigger) };
}

/** The parameters of the package's nodes that a saved workflow cannot know, without a default. */
async function withoutDefault({ client }: N8nScene): Promise<string[]> {
	const own = (await nodeTypes(client)).filter(({ name }) =>
		name.startsWith('n8n-nodes-clockodo.'),
	);
	return own.flatMap(({ name, properties }) =>
		properties
			.filter((property) => (property.default as unknown) === undefined)
			.map((property) => `${name}: ${property.name}`),
	);
}

const scene: Scene = {
	name: 'an earlier version, replaced by this one',
	define(_stage, line) {
		it.each(earlier)(
			'%s: registered once, no event lost, and what is new has its defaults',
			async (file) => {
				// A sender that does not give up while n8n starts again.
				const timings = { retryPauses: Array<number>(120).fill(1000) };
				const old = { line, nodes: { from: 'tarball' as const, file: join(folder, file) } };
				const scene = await startN8nScene(old, { plan: 'enterprise', timings });
				try {
					await upgrade(scene);
				} finally {
					await scene.dispose();
				}
			},
			LIMIT,
		);
	},
};

async function upgrade(scene: N8nScene): Promise<void> {
	const { client, n8n, sandbox, sql } = scene;
	const token = `token-${randomUUID()}`;
	const automatic = await publishAutomatic(scene);
	const manual = await publishManual(scene, token);
	const registered = sandbox.webhooks.list().map(({ id }) => id);

	const told = createCustomer(sandbox);
	await untilEnded(sql, automatic.id, 1);
	const [{ end: itemsBefore }] = await runsOf(sql, automatic.id);
	const operation = 'getCustomerByIdV3';
	sandbox.faults.set({ answers: [{ kind: 'status', status: 403, operation, count: null }] });
	const failing = createCustomer(sandbox);
	await untilEnded(sql, automatic.id, 2);
	const failed = (await runsOf(sql, automatic.id)).at(-1)!;
	expect(failed.status).toBe('error');
	sandbox.faults.clear();

	await n8n.stop();
	const meanwhile = createCustomer(sandbox);
	await installNodes(n8n.folder, { from: 'tarball', file: await packedTarball() });
	await n8n.restart();

	expect(sandbox.webhooks.list().map(({ id }) => id)).toEqual(registered);
	expect(registeredEvents(sandbox, automatic.url)).toEqual(EVENTS);
	expect(await withoutDefault(scene)).toEqual([]);

	// What came while n8n was down, what is new, and what failed in the version before.
	await performAsOwner(sandbox.company, 'updateCustomerByIdV3', {
		path: { id: String(told.id) },
		body: { note: 'changed' },
	});
	await untilEnded(sql, automatic.id, 4);
	await retryExecution(client, failed.id);
	await untilEnded(sql, automatic.id, 5);
	const runs = await runsOf(sql, automatic.id);
	const wanted: Array<[number, number]> = [
		[told.id, 2],
		[meanwhile.id, 1],
		[failing.id, 1],
	];
	expect([...arrivals(runs)].sort()).toEqual(wanted.sort());

	// An item has everything that it had, and the node behind it works as it was saved.
	const last = runs.filter(({ mode }) => mode === 'webhook').at(-1)!;
	const fieldsBefore = Object.keys(itemsBefore[0]);
	expect(Object.keys(last.end[0])).toEqual(expect.arrayContaining(fieldsBefore));
	const read: IDataObject[] = outputItems(await getExecution(client, last.id), READ);
	expect(read).toEqual([expect.objectContaining({ id: last.end[0].resource_id })]);

	expect((await ask(manual.url, { data: notificationOf(EVENTS[0], token, 71) })).status).toBe(200);
	expect((await ask(manual.url, { data: notificationOf(EVENTS[0], 'other', 72) })).status).toBe(
		401,
	);
	await untilEnded(sql, manual.id, 1);
	expect(arrivals(await runsOf(sql, manual.id))).toEqual(new Map([[71, 1]]));

	// Publishing it once more leaves it registered once.
	await publish(client, automatic.id);
	expect(registeredEvents(sandbox, automatic.url)).toEqual(EVENTS);
	expect(sandbox.webhooks.list()).toHaveLength(EVENTS.length);
}

export default scene;
