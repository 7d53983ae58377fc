import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject, INode } from 'n8n-workflow';

import { type N8nClient, signIn, updateCredential } from '../../host/client.mjs';
import { getWorkflow, node, publish, unpublish } from '../../host/workflows.mjs';
import { digestOf } from '../../src/webhook/tokens.js';
import { Opened } from '../support/opened.mjs';
import { apiCredentialOf } from '../support/sandbox.mjs';
import { type N8nScene, startN8nScene } from '../support/scenes/n8n-scene.mjs';
import { EVENT, type Published } from '../support/scenes/trigger-scene.mjs';
import { notifier, send } from '../support/sender.mjs';
import { runsOf, untilEnded } from '../support/stored-runs.mjs';
import { until } from '../support/until.mjs';

/** Seconds that the long execution takes: a key is changed and a workflow published meanwhile. */
const LONG = 25;

/** Counts the executions that came to it, in the workflow's static data. */
const counter = (): INode =>
	node({
		name: 'Count',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: {
			jsCode: `const kept = $getWorkflowStaticData('global');
kept.count = (kept.count ?? 0) + 1;
return $input.all();`,
		},
	});

const waitLongFor = (id: number): INode =>
	node({
		name: 'Wait',
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.1,
		parameters: { amount: `={{ $json.resource_id === ${id} ? ${LONG} : 0 }}`, unit: 'seconds' },
	});

describe('an API key that is changed while an execution runs, in a real n8n', () => {
	const opened = new Opened();
	let scene: N8nScene;
	let client: N8nClient;
	let published: Published;
	let executions = 0;
	const newKey = randomUUID().replaceAll('-', '');
	const [first, second, long, afterwards, afterRestart] = [0, 1, 2, 3, 4];
	let ids: number[];
	let oldNotification: object;

	beforeAll(async () => {
		scene = opened.add(await startN8nScene());
		({ client } = scene);
		ids = scene.createCustomers(5);
		published = await scene.publishTrigger('Rotation', {}, [counter(), waitLongFor(ids[long])]);
	}, 300_000);

	afterAll(async () => await opened.end(), 60_000);

	/** The static data of the whole workflow, as it stands in n8n's database. */
	const staticData = async () =>
		((await getWorkflow(client, published.id)) as { staticData?: IDataObject }).staticData ?? {};
	const counted = async () => ((await staticData()).global as IDataObject | undefined)?.count;

	const withNewKey = (id: number) => notifier(newKey, published.url)(EVENT, id);
	const hasRun = async (body: object, statusWanted = 200) => {
		expect(await send(published.url, body)).toBe(statusWanted);
		await untilEnded(scene.sql, published.id, ++executions);
	};

	it('is counted by a Code node whose number the trigger leaves alone', async () => {
		for (const index of [first, second]) await hasRun(published.notify(EVENT, ids[index]));
		expect(await counted()).toBe(2);
	}, 60_000);

	it('leaves the old tokens refused at once, when it is entered and the workflow published again', async () => {
		scene.sandbox.requests.clear();
		oldNotification = published.notify(EVENT, ids[long]);
		expect(await send(published.url, oldNotification)).toBe(200);
		executions++;
		await until(() => scene.sandbox.requests.countByOperation().getCustomerByIdV3 === 1);

		const { apiKeys } = scene.sandbox.store.data;
		apiKeys[1] = newKey;
		const fields = { ...apiCredentialOf(scene.sandbox), apiKey: newKey };
		await updateCredential(client, scene.credential, fields);
		await unpublish(client, published.id);
		await publish(client, published.id);
		expect(await send(published.url, oldNotification)).toBe(401);
	}, 60_000);

	it('leaves them refused when the execution ends that brings their digests back', async () => {
		await untilEnded(scene.sql, published.id, executions);
		const runs = await runsOf(scene.sql, published.id);
		expect(runs.map(({ status }) => status)).toEqual(runs.map(() => 'success'));
		const { token } = oldNotification as { token: string };
		// n8n has saved what the execution began with: else this test would show nothing.
		expect(JSON.stringify(await staticData())).toContain(digestOf(token));
		for (let attempt = 0; attempt < 3; attempt++) {
			expect(await send(published.url, oldNotification)).toBe(401);
		}
		await hasRun(withNewKey(ids[afterwards]));
	}, 120_000);

	it('has lost no count of the other node', async () => {
		expect(await counted()).toBe(4);
	});

	it('leaves them refused after a start of n8n, which registers anew', async () => {
		await scene.n8n.restart();
		client = await signIn(scene.n8n.url);
		const { token } = oldNotification as { token: string };
		// n8n takes the triggers up a moment after its start.
		await until(async () => !JSON.stringify(await staticData()).includes(digestOf(token)));
		expect(await send(published.url, oldNotification)).toBe(401);
		await hasRun(withNewKey(ids[afterRestart]));
		expect(await counted()).toBe(5);
	}, 120_000);
});
