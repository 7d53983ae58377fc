import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { performAsOwner } from '../../sandbox/api/api.mjs';
import { rememberedEvents } from '../../src/webhook/duplicates.js';
import { isRepeat } from '../support/is-repeat.mjs';
import { type N8nScene, startN8nScene } from '../support/scenes/n8n-scene.mjs';
import { runsOf, untilEnded } from '../support/stored-runs.mjs';
import { Opened } from '../support/opened.mjs';
import { processedRow } from '../support/processed-row.mjs';
import { report } from '../support/report.mjs';
import { arrivals } from '../support/runs.mjs';
import { EVENT, type Published } from '../support/scenes/trigger-scene.mjs';
import { pooled, send } from '../support/sender.mjs';
import { longOrShort } from '../support/switches.mjs';

const UPDATED = 'customer.updated';

describe('a sender that repeats, shuffles and hurries, before a real n8n', () => {
	const opened = new Opened();
	let scene: N8nScene;

	beforeAll(async () => {
		scene = opened.add(await startN8nScene());
	}, 600_000);

	afterAll(async () => await opened.end(), 120_000);

	const sendAll = async (published: Published, bodies: object[]) => {
		const statuses = await pooled(bodies, 10, async (body) => await send(published.url, body));
		expect(new Set(statuses)).toEqual(new Set([200]));
	};

	it('brings events that come three times, shuffled and late, downstream once', async () => {
		const published = await scene.publishTrigger('Three times');
		const ids = scene.createCustomers(60);
		const bodies = ids.map((id) => published.notify(EVENT, id));
		await sendAll(published, shuffled([...bodies, ...bodies]));
		await sleep(3000);
		await sendAll(published, shuffled(bodies));
		await untilEnded(scene.sql, published.id, 3 * ids.length);
		const counts = arrivals(await runsOf(scene.sql, published.id));
		report('faults: sender, three times', { sent: 3 * ids.length, downstream: counts.size });
		expect(counts).toEqual(new Map(ids.map((id) => [id, 1])));
		await scene.unpublishAll();
	}, 240_000);

	it('lets two real changes within one second both through', async () => {
		const published = await scene.publishTrigger('Two changes', { events: [UPDATED] });
		const ids = scene.createCustomers(20);
		scene.sandbox.faults.set({ deliveries: [{ kind: 'drop', count: null }] });
		const change = async (id: number, note: string) => {
			const path = { id: String(id) };
			await performAsOwner(scene.sandbox.company, 'updateCustomerByIdV3', { path, body: { note } });
		};
		for (const [round, note] of ['first', 'second'].entries()) {
			for (const id of ids) await change(id, note);
			await sendAll(
				published,
				ids.map((id) => published.notify(UPDATED, id)),
			);
			await untilEnded(scene.sql, published.id, (round + 1) * ids.length);
		}
		const runs = await runsOf(scene.sql, published.id);
		const states = runs
			.flatMap(({ end }) => end)
			.map(({ resource }) => resource as { id: number; note: string });
		const seen = new Set(states.map(({ id, note }) => `${id} ${note}`));
		report('faults: sender, two changes in a second', {
			changes: 2 * ids.length,
			downstream: seen.size,
		});
		expect(states).toHaveLength(2 * ids.length);
		expect(seen).toEqual(new Set(ids.flatMap((id) => [`${id} first`, `${id} second`])));
		scene.sandbox.faults.clear();
		await scene.unpublishAll();
	}, 240_000);

	it('works through many events of one resource, each of its own second', async () => {
		const count = longOrShort(10_000, 300);
		const published = await scene.publishTrigger('One entry', { events: [UPDATED] });
		const [id] = scene.createCustomers(1);
		const bodies = Array.from({ length: count }, (_, second) =>
			published.notify(UPDATED, id, new Date(1_800_000_000_000 + second * 1000).toISOString()),
		);
		await sendAll(published, bodies);
		await untilEnded(scene.sql, published.id, count, 900_000);
		const counts = arrivals(await runsOf(scene.sql, published.id));
		report('faults: sender, one resource', { events: count, downstream: counts.get(id) });
		expect(counts).toEqual(new Map([[id, count]]));
		await scene.unpublishAll();
	}, 1_200_000);

	it('tells 10,000 events of one entry apart, and the newest 2,000 of them from their repeats', async () => {
		// Of n8n's own table, with the limit that the trigger gives to it.
		const { record, longest } = processedRow({ most: 2 * rememberedEvents });
		const repeats = async (second: number, executionId: number) => {
			const notification = {
				event_name: 'entry.updated',
				subscription_id: 1,
				company_id: 1,
				occurred_at: new Date(1_800_000_000_000 + second * 1000).toISOString(),
				payload: { entry: { id: 17 } },
			};
			const around = {
				table: 'ten thousand',
				executionId: String(executionId),
				letThrough: false,
				record,
			};
			return await isRepeat(notification, { id: 17, second }, around);
		};
		const seconds = Array.from({ length: 10_000 }, (_, index) => index);
		const first = await pooled(seconds, 20, async (each) => await repeats(each, each));
		const newest = seconds.slice(-rememberedEvents);
		const again = await pooled(newest, 20, async (each) => await repeats(each, 100_000 + each));
		const passed = first.filter((repeat) => !repeat).length;
		const dropped = again.filter(Boolean).length;
		report('faults: sender, 10,000 events at the table', {
			passed,
			repeats_dropped: dropped,
			longest_write: longest(),
		});
		expect(passed).toBe(10_000);
		expect(dropped).toBe(rememberedEvents);
		expect(longest()).toBeLessThanOrEqual(40);
	}, 240_000);
});

function shuffled<Item>(items: Item[]): Item[] {
	const keyed = items.map((item) => ({ item, key: Math.random() }));
	return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
