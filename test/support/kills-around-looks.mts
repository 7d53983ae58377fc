import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { signIn } from '../../host/client.mjs';
import type { Line } from '../../host/lines.mjs';
import { retryCutOff, startUntilSettled } from './after-kills.mjs';
import { arrivedEvents, difference, executionsOf, lookingEvery, untilLooked } from './looks.mjs';
import { Opened } from './opened.mjs';
import { report } from './report.mjs';
import { type N8nScene, startN8nScene } from './scenes/n8n-scene.mjs';
import type { Published } from './scenes/trigger-scene.mjs';
import { runsOf } from './stored-runs.mjs';
import { longOrShort } from './switches.mjs';
import { until } from './until.mjs';

const ROUNDS = longOrShort(20, 8);
const list = 'getCustomersV3';

/**
 * Kills a single n8n shortly after a look has read the list: while n8n stores what was found, and
 * what was seen, and while it works on it.
 */
export function describeKillsAroundLooks(line: Line): void {
	describe(`kill -9 around what a look hands over, n8n ${line}`, () => {
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
			const { sandbox, n8n, sql } = scene;
			const looks = () => sandbox.requests.countByOperation()[list] ?? 0;
			const expected: string[] = [];
			const create = () => {
				const [id = 0] = scene.createCustomers(1);
				expected.push(`customer.created ${id}`);
			};
			for (let round = 0; round < ROUNDS; round++) {
				await untilLooked(sandbox, list);
				create();
				const before = looks();
				await until(() => looks() > before);
				await sleep(2 + ((round * 4) % 40));
				await n8n.kill();
				if (round % 3 === 0) create();
				await n8n.restart();
			}
			await untilLooked(sandbox, list);
			await sleep(5_000);
			const starts = await startUntilSettled(n8n, sql, published.id);
			await untilLooked(sandbox, list);
			const cutOff = await retryCutOff(await signIn(n8n.url), sql, published.id);
			const runs = await runsOf(sql, published.id);
			const arrived = arrivedEvents(runs);
			report(`kill around looks, ${line}`, {
				rounds: ROUNDS,
				changes: expected.length,
				arrived: arrived.length,
				executions: runs.length,
				cut_off: cutOff.length,
				starts,
			});
			const { missing, unexpected } = difference(expected, arrived);
			const executions = executionsOf([...missing, ...unexpected], runs);
			expect({ missing, unexpected, executions }).toEqual({
				missing: [],
				unexpected: [],
				executions: [],
			});
		}, 1_500_000);
	});
}
