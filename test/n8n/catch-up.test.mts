import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { signIn } from '../../host/client.mjs';
import { publish, unpublish } from '../../host/workflows.mjs';
import { performAsOwner } from '../../sandbox/api/api.mjs';
import { createCustomer, unheard } from '../support/sandbox.mjs';
import { arrivedEvents, difference, lookingEvery, untilLooked } from '../support/looks.mjs';
import { Opened } from '../support/opened.mjs';
import { report } from '../support/report.mjs';
import { type N8nScene, startN8nScene } from '../support/scenes/n8n-scene.mjs';
import type { Published } from '../support/scenes/trigger-scene.mjs';
import { runsOf, untilEnded } from '../support/stored-runs.mjs';

const events = ['customer.created', 'customer.updated', 'customer.deleted'];
const list = 'getCustomersV3';

describe('catch-up beside webhooks', () => {
	const opened = new Opened();
	let scene: N8nScene;
	let published: Published;

	beforeAll(async () => {
		scene = opened.add(await startN8nScene());
		const parameters = { events, catchUp: lookingEvery(2) };
		published = await scene.publishTrigger('Catch-up', parameters);
	}, 300_000);

	afterEach(() => scene.sandbox.faults.clear());

	afterAll(async () => await opened.end(), 60_000);

	/** A look has seen what is there, and every execution has ended. */
	const looked = async () => {
		await untilLooked(scene.sandbox, list);
		await untilEnded(scene.sql, published.id, 0);
	};
	const { create, update, remove } = changesOf(() => scene);
	const arrived = async () => arrivedEvents(await runsOf(scene.sql, published.id));
	/** What arrives while the action runs, and the looks behind it. */
	const arrivedDuring = async (action: () => Promise<void>) => {
		const before = await arrived();
		await action();
		await looked();
		await sleep(3_000);
		return difference(before, await arrived()).unexpected;
	};

	it('tells 200 changes of which every second webhook is lost, each once', async () => {
		const { sandbox } = scene;
		const expected: string[] = [];
		// So many that no look finds a fifth of them gone, however many go between two.
		const old = unheard(sandbox, () => Array.from({ length: 300 }, () => create()));
		await looked();
		await sleep(2_000);
		const came = await arrivedDuring(async () => {
			for (let index = 0; index < 200; index++) {
				if (index % 2 === 0) sandbox.faults.set({ deliveries: [{ kind: 'drop', count: 1 }] });
				const id = old[index % 100] ?? 0;
				if (index < 100) expected.push(`customer.created ${create()}`);
				else if (index < 150) expected.push(`customer.updated ${update(id, `Note ${index}`)}`);
				else expected.push(`customer.deleted ${remove(id)}`);
				await sandbox.deliveries.idle();
			}
		});
		report('catch-up', { expected: expected.length, arrived: came.length });
		expect(difference(expected, came)).toEqual({ missing: [], unexpected: [] });
	}, 240_000);

	it('tells at its start what has changed while n8n was down', async () => {
		const ids = Array.from({ length: 60 }, () => create());
		await scene.sandbox.deliveries.idle();
		await looked();
		const expected: string[] = [];
		const came = await arrivedDuring(async () => {
			await scene.n8n.stop();
			unheard(scene.sandbox, () => {
				for (const id of ids.slice(0, 15)) expected.push(`customer.updated ${update(id, 'Away')}`);
				for (const id of ids.slice(15, 25)) expected.push(`customer.deleted ${remove(id)}`);
				for (let index = 0; index < 25; index++) expected.push(`customer.created ${create()}`);
			});
			await scene.n8n.restart();
		});
		report('catch-up after a stop', { expected: expected.length, arrived: came.length });
		expect(difference(expected, came)).toEqual({ missing: [], unexpected: [] });
	}, 240_000);

	it('tells that a thing has gone which came, was told, and went while n8n was down', async () => {
		let id = 0;
		expect(
			await arrivedDuring(async () => {
				id = unheard(scene.sandbox, create);
			}),
		).toEqual([`customer.created ${id}`]);
		expect(
			await arrivedDuring(async () => {
				await scene.n8n.kill();
				unheard(scene.sandbox, () => remove(id));
				await scene.n8n.restart();
			}),
		).toEqual([`customer.deleted ${id}`]);
	}, 240_000);

	it('tells a change there and back twice as four', async () => {
		const id = create();
		await looked();
		await sleep(2_000);
		const came = await arrivedDuring(async () => {
			for (const note of ['B', 'A', 'B', 'A']) {
				unheard(scene.sandbox, () => update(id, note));
				await looked();
			}
		});
		expect(came).toEqual(Array.from({ length: 4 }, () => `customer.updated ${id}`));
	}, 120_000);

	it('tells neither what came and went between two looks, nor anything of an API that is away', async () => {
		const came = await arrivedDuring(async () => {
			scene.sandbox.faults.set({ answers: [{ kind: 'html', status: 404, count: null }] });
			const id = unheard(scene.sandbox, create);
			await sleep(6_000);
			unheard(scene.sandbox, () => remove(id));
			scene.sandbox.faults.clear();
		});
		expect(came).toEqual([]);
	}, 120_000);

	it('believes no list of which most is gone, and goes on where it is whole again', async () => {
		const { sandbox } = scene;
		const all = sandbox.company.records('customers').all();
		const gone = all.slice(0, Math.ceil(all.length / 2));
		const before = (await runsOf(scene.sql, published.id)).length;
		const came = await arrivedDuring(async () => {
			const customers = sandbox.company.records('customers');
			for (const { id } of gone) customers.remove(id);
			await looked();
			await sleep(2_000);
			for (const record of gone) customers.insert(record);
		});
		expect(came).toEqual([]);
		const runs = (await runsOf(scene.sql, published.id)).slice(before);
		expect(runs.map(({ status }) => status)).toEqual(['error']);
	}, 120_000);

	it('tells nothing after unpublishing, and begins anew when it is published again', async () => {
		const client = await signIn(scene.n8n.url);
		const came = await arrivedDuring(async () => {
			await unpublish(client, published.id);
			unheard(scene.sandbox, create);
			await sleep(5_000);
			await publish(client, published.id);
		});
		expect(came).toEqual([]);
	}, 120_000);
});

/** Changes of customers in the scene's sandbox; each gives the customer's ID. */
function changesOf(scene: () => N8nScene) {
	const perform = (operation: string, values: IDataObject) =>
		performAsOwner(scene().sandbox.company, operation, values);
	return {
		create: (): number => createCustomer(scene().sandbox).id,
		update: (id: number, note: string): number => {
			perform('updateCustomerByIdV3', { path: { id }, body: { note } });
			return id;
		},
		remove: (id: number): number => {
			perform('deleteCustomerByIdV3', { path: { id } });
			return id;
		},
	};
}
