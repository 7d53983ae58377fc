import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { arrivedEvents, difference, lookingEvery, untilLooked } from '../support/looks.mjs';
import { Opened } from '../support/opened.mjs';
import { report } from '../support/report.mjs';
import { type N8nScene, startN8nScene } from '../support/scenes/n8n-scene.mjs';
import type { Published } from '../support/scenes/trigger-scene.mjs';
import { runsOf } from '../support/stored-runs.mjs';
import { longOrShort } from '../support/switches.mjs';
import { until } from '../support/until.mjs';

const ROUNDS = longOrShort(20, 8);
const list = 'getCustomersV3';

/** Kills shortly after a look has read the list: while n8n stores what was found, and what was seen. */
describe.each(['2.40', '1.123'] as const)(
	'kill -9 around what a look hands over, n8n %s',
	(line) => {
		const opened = new Opened();
		let scene: N8nScene;
		let published: Published;

		beforeAll(async () => {
			scene = opened.add(await startN8nScene({ line }));
			published = await scene.publishTrigger('Looks', {
				events: ['customer.created', 'customer.deleted'],
				catchUp: lookingEvery(2),
			});
		}, 600_000);

		afterAll(async () => await opened.end(), 120_000);

		it('loses and doubles nothing', async () => {
			const { sandbox, n8n } = scene;
			const looks = () => sandbox.requests.countByOperation()[list] ?? 0;
			const expected: string[] = [];
			for (let round = 0; round < ROUNDS; round++) {
				await untilLooked(sandbox, list);
				const [id = 0] = scene.createCustomers(1);
				expected.push(`customer.created ${id}`);
				const before = looks();
				await until(() => looks() > before);
				await sleep(2 + ((round * 4) % 40));
				await n8n.kill();
				if (round % 3 === 0) {
					// Goes while nobody looks; whether it was told decides whether this is news.
					const [other = 0] = scene.createCustomers(1);
					expected.push(`customer.created ${other}`);
				}
				await n8n.restart();
			}
			await untilLooked(sandbox, list);
			await sleep(5_000);
			const arrived = arrivedEvents(await runsOf(scene.sql, published.id));
			report(`kill around looks, ${line}`, {
				rounds: ROUNDS,
				changes: expected.length,
				arrived: arrived.length,
			});
			expect(difference(expected, arrived)).toEqual({ missing: [], unexpected: [] });
		}, 1_200_000);
	},
);
