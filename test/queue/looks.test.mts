import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { node } from '../../host/workflows.mjs';
import { performAsOwner } from '../../sandbox/api/api.mjs';
import { isoSeconds } from '../../sandbox/store/time.mjs';
import { arrivedEvents, difference, lookingEvery, untilLooked } from '../support/looks.mjs';
import {
	changesUnderKills,
	type KilledScene,
	publishForAll,
} from '../support/looks-under-kills.mjs';
import { Opened } from '../support/opened.mjs';
import { report } from '../support/report.mjs';
import { type QueueScene, startQueueScene } from '../support/scenes/queue-scene.mjs';
import { runsOf, untilEnded } from '../support/stored-runs.mjs';
import { isLong, longOrShort } from '../support/switches.mjs';

const CHANGES = longOrShort(600, 60);

/** A node that remembers in n8n's static data how often it ran. */
const counting = node({
	name: 'Counting',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode: `const data = $getWorkflowStaticData('node');
data.runs = (data.runs ?? 0) + 1;
return $input.all();`,
	},
});

describe('looks in queue mode: main looks, workers fetch and run', () => {
	const opened = new Opened();
	let scene: QueueScene;
	let unharmed: KilledScene;

	beforeAll(async () => {
		scene = opened.add(await startQueueScene({ webhookProcesses: 1 }));
		const { main } = scene.queue;
		unharmed = { ...scene, strikes: [], settle: async () => undefined, main };
	}, 600_000);

	afterEach(async () => {
		scene.sandbox.faults.clear();
		await scene.unpublishAll();
		// Main keeps within the API's requests a quarter of an hour, which the many looks of the long form use up.
		if (isLong) await scene.queue.main.restart();
	}, 120_000);
	afterAll(async () => await opened.end(), 120_000);

	it.each([
		['polling', 'polling'],
		['catch-up, of which every second webhook is lost', 'automatic'],
	] as const)(
		'%s: each change of all entities comes once',
		async (name, registration) => {
			const published = await publishForAll(unharmed, registration);
			const amount = { least: CHANGES, rounds: 1 };
			const { figures, missing, unexpected } = await changesUnderKills(unharmed, published, amount);
			report('queue: looks', { by: name, ...figures });
			expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
		},
		900_000,
	);

	it('beside a node that writes static data: all once while n8n runs, and after a restart what tells its time', async () => {
		const { sandbox, queue, sql } = scene;
		const old = new Set(
			sandbox.company
				.records('entries')
				.all()
				.map((entry) => entry.id),
		);
		const names = ['customer.created', 'customer.updated', 'entry.created', 'entry.updated'];
		const parameters = { registration: 'polling', events: names, catchUp: lookingEvery(2) };
		const { id } = await scene.publishTrigger('Static data', parameters, [counting]);
		const looked = async () => {
			await untilLooked(sandbox, 'getEntriesV2');
			await untilEnded(sql, id, 0);
		};
		const perform = async (operation: string, request: object) =>
			(await performAsOwner(sandbox.company, operation, request)) as { entry: { id: number } };
		const [customer = 0] = scene.createCustomers(1);
		const expected = [`customer.created ${customer}`];
		const note = async (text: string) => {
			const body = { note: text };
			await perform('updateCustomerByIdV3', { path: { id: String(customer) }, body });
		};
		const [service] = sandbox.company.records('services').all();
		const enter = async () => {
			const ago = (minutes: number) => isoSeconds(Date.now() - minutes * 60_000);
			const times = { time_since: ago(60), time_until: ago(30) };
			const body = { customers_id: customer, services_id: service.id, billable: 1, ...times };
			const { entry } = await perform('createEntryV2', { body });
			expected.push(`entry.created ${entry.id}`);
		};
		await looked();
		// There and back: what was told is known, though the executions leave nothing of it in the database.
		for (const text of ['A', 'B', 'A', 'B']) {
			await note(text);
			await enter();
			expected.push(`customer.updated ${customer}`);
			await looked();
		}
		const arrived = async () => arrivedEvents(await runsOf(sql, id));
		const before = difference(expected, await arrived());
		const [{ staticData }] = (await sql(`SELECT "staticData" FROM workflow_entity WHERE id = $1`, [
			id,
		])) as [{ staticData: Record<string, { looks?: string }> }];
		const isLeft = Object.values(staticData).some(({ looks }) => looks !== undefined);
		await queue.main.stop();
		await enter();
		await note('C');
		// Else it is learnt: a customer does not tell when it was changed.
		if (isLeft) expected.push(`customer.updated ${customer}`);
		await queue.main.restart();
		await looked();
		const after = difference(expected, await arrived());
		// Without its memory it tells what changed within 48 hours, also before it was published.
		const isOld = (name: string) => old.has(Number(name.split(' ')[1]));
		const doubled = after.unexpected.filter((name) => !isOld(name));
		report('queue: looks beside static data', {
			changes: expected.length,
			snapshot_left: isLeft,
			lost: after.missing.length,
			doubled: doubled.length,
			of_before_its_publication: after.unexpected.length - doubled.length,
		});
		expect(before).toEqual({ missing: [], unexpected: [] });
		expect({ missing: after.missing, doubled }).toEqual({ missing: [], doubled: [] });
	}, 300_000);
});
