import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Opened } from '../support/opened.mjs';
import { report } from '../support/report.mjs';
import { arrivals } from '../support/runs.mjs';
import { type N8nScene, startN8nScene } from '../support/scenes/n8n-scene.mjs';
import { EVENT } from '../support/scenes/trigger-scene.mjs';
import { pooled, send } from '../support/sender.mjs';
import { runsOf, untilEnded } from '../support/stored-runs.mjs';

/** More than Clockodo lets one user ask in a minute. */
const EVENTS = 1_200;

describe('a burst of events against the limits of Clockodo', () => {
	const opened = new Opened();
	let scene: N8nScene;

	beforeAll(async () => {
		scene = opened.add(await startN8nScene({}, { rateLimits: 'vendor' }));
	}, 300_000);

	afterAll(async () => await opened.end(), 60_000);

	it('ends with every event enriched once, without a refusal and without a hand on Retry', async () => {
		const published = await scene.publishTrigger('Burst');
		const ids = scene.createCustomers(EVENTS);
		const statuses = await pooled(ids, 16, async (id) => {
			return await send(published.url, published.notify(EVENT, id));
		});
		expect(new Set(statuses)).toEqual(new Set([200]));
		await untilEnded(scene.sql, published.id, EVENTS, 300_000);
		const runs = await runsOf(scene.sql, published.id);
		expect(runs.filter(({ status }) => status !== 'success')).toEqual([]);
		const arrived = arrivals(runs);
		const refused = scene.sandbox.requests.recent().filter(({ status }) => status === 429).length;
		report('a burst', { events: EVENTS, arrived: arrived.size, refused });
		expect([...arrived.keys()].sort()).toEqual([...ids].sort());
		expect(new Set(arrived.values())).toEqual(new Set([1]));
		expect(refused).toBe(0);
	}, 480_000);
});
