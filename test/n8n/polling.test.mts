import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { chain, passOn, publish, updateWorkflow } from '../../host/workflows.mjs';
import { performAsOwner } from '../../sandbox/api/api.mjs';
import { entities } from '../../src/clockodo/entities.js';
import { events } from '../../src/clockodo/events.js';
import { sandboxClient, type SandboxClient } from '../../sandbox/client/client.mjs';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import { LAST } from '../support/runs.mjs';
import { Opened } from '../support/opened.mjs';
import { report } from '../support/report.mjs';
import { type N8nScene, startN8nScene } from '../support/scenes/n8n-scene.mjs';
import { runsOf, untilEnded } from '../support/stored-runs.mjs';
import {
	arrivedEvents,
	recordEvents,
	lookingEvery,
	untilLooked,
	difference,
} from '../support/looks.mjs';

/** All that lists can tell. */
const found = events.filter(({ action }) => action !== 'budget_notification');

describe('polling, without any webhook', () => {
	const opened = new Opened();
	let scene: N8nScene;

	beforeAll(async () => {
		scene = opened.add(await startN8nScene());
	}, 300_000);

	afterAll(async () => await opened.end(), 60_000);

	it('tells each of the 46 events that happen, once', async () => {
		const { sandbox } = scene;
		const { id } = await scene.publishTrigger('Polling', {
			registration: 'polling',
			events: ['*'],
			catchUp: lookingEvery(2),
		});
		const told = recordEvents(sandbox);
		const patient = patientClient(sandboxClient(sandbox), async () => await untilLooked(sandbox));
		// Of one entity one after the other: they would take each other's free days and idle users.
		await Promise.all(
			entities.map(async ({ name: entity }) => {
				for (const event of found.filter((each) => each.entity === entity)) {
					await causeEvent(patient, event.name);
				}
			}),
		);
		await untilLooked(sandbox);
		await sleep(2_000);
		const expected = told().filter((name) => !name.startsWith('project.budget'));
		const ended = async () => (await runsOf(scene.sql, id)).flatMap(({ end }) => end);
		let items = await ended();
		for (let look = 0; look < 30 && items.length < expected.length; look++) {
			await sleep(1_000);
			items = await ended();
		}
		const names = arrivedEvents(await runsOf(scene.sql, id));
		report('polling', { expected: expected.length, arrived: names.length });
		expect(difference(expected, names)).toEqual({ missing: [], unexpected: [] });
		expect(new Set(expected.map((name) => name.split(' ')[0]))).toEqual(
			new Set(found.map(({ name }) => name)),
		);
		expect(new Set(items.map(({ source }) => source))).toEqual(new Set(['polling']));
		expect(items.every(({ subscription_id }) => subscription_id === null)).toBe(true);
	}, 300_000);

	it('tells of events that are chosen later what happens from then on, and nothing older', async () => {
		const { sandbox, client, sql } = scene;
		await scene.unpublishAll();
		const parameters = { registration: 'polling', catchUp: lookingEvery(2) };
		const created = ['customer.created'];
		const { id, trigger } = await scene.publishTrigger('Later', { ...parameters, events: created });
		const [customer = 0] = scene.createCustomers(1);
		const note = (text: string) =>
			performAsOwner(sandbox.company, 'updateCustomerByIdV3', {
				path: { id: String(customer) },
				body: { note: text },
			});
		const arrived = async () => {
			await untilLooked(sandbox, 'getCustomersV3');
			await untilEnded(sql, id, 0);
			return arrivedEvents(await runsOf(sql, id));
		};
		expect(await arrived()).toEqual([`customer.created ${customer}`]);
		await note('Before');
		await arrived();

		const events = [...created, 'customer.updated'];
		const more = { ...trigger, parameters: { ...trigger.parameters, events } };
		await updateWorkflow(client, id, chain('Later', [more, passOn(LAST)]));
		await publish(client, id);
		expect(await arrived()).toEqual([`customer.created ${customer}`]);

		// Known from then on, though nothing was handed over for it.
		await scene.n8n.stop();
		await note('After');
		await scene.n8n.restart();
		expect(await arrived()).toEqual([
			`customer.created ${customer}`,
			`customer.updated ${customer}`,
		]);
	}, 240_000);
});

/** A client that lets a look see what each of its changes has led to. */
function patientClient(client: SandboxClient, looked: () => Promise<void>): SandboxClient {
	return (async (method: string, path: string, body?: object) => {
		const answer = await client(method as 'GET', path, body as never);
		if (method !== 'GET') await looked();
		return answer;
	}) as SandboxClient;
}
