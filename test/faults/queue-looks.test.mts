import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { INode } from 'n8n-workflow';

import { signIn } from '../../host/client.mjs';
import { node } from '../../host/workflows.mjs';
import { retryCutOff } from '../support/after-kills.mjs';
import { arrivedEvents, difference, lookingEvery, untilLooked } from '../support/looks.mjs';
import { Opened } from '../support/opened.mjs';
import { shortLocks } from '../support/queue-mode/queue-mode.mjs';
import { report } from '../support/report.mjs';
import { type QueueScene, startQueueScene } from '../support/scenes/queue-scene.mjs';
import { progressOf, runsOf } from '../support/stored-runs.mjs';
import { longOrShort } from '../support/switches.mjs';
import { until } from '../support/until.mjs';

const KILLS = longOrShort(10, 2);
const EACH = 10;
const list = 'getCustomersV3';

const waiting = node({
	name: 'Wait',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.2,
	parameters: { amount: 4, unit: 'seconds' },
});

describe('looks of which a part of the queue mode dies', () => {
	const opened = new Opened();
	let scene: QueueScene;

	beforeAll(async () => {
		scene = opened.add(await startQueueScene({ webhookProcesses: 0, workers: 1, env: shortLocks }));
	}, 600_000);

	afterEach(async () => {
		scene.sandbox.faults.clear();
		await scene.unpublishAll();
	}, 120_000);
	afterAll(async () => await opened.end(), 120_000);

	const publishPolling = async (name: string, between: INode[] = []) => {
		const events = ['customer.created'];
		const parameters = { registration: 'polling', events, catchUp: lookingEvery(2) };
		return (await scene.publishTrigger(name, parameters, between)).id;
	};
	const createdNames = (ids: readonly number[]) => ids.map((id) => `customer.created ${id}`);
	const arrived = async (id: string) => arrivedEvents(await runsOf(scene.sql, id));

	it.each<[string, INode[], boolean]>([
		['fetches', [], true],
		['works behind the trigger', [waiting], false],
	])(
		'a worker that is killed while it %s: what n8n has emptied comes again, once',
		async (name, between, isSlow) => {
			const { queue, sandbox, sql } = scene;
			const [worker] = queue.workers;
			const id = await publishPolling(name, between);
			const ids: number[] = [];
			for (let kill = 0; kill < KILLS; kill++) {
				if (isSlow) {
					const slow = { kind: 'slow', ms: 4_000, count: null } as const;
					sandbox.faults.set({ answers: [{ ...slow, operation: 'getCustomerByIdV3' }] });
				}
				ids.push(...scene.createCustomers(EACH));
				await until(async () => (await progressOf(sql, id)).underWay > 0, { limit: 60_000 });
				await sleep(2_000);
				await worker.kill();
				sandbox.faults.clear();
				await worker.restart();
				const all = ids.length;
				await until(async () => (await arrived(id)).length >= all, {
					limit: 90_000,
					what: `${all} arrive`,
				}).catch(() => undefined);
			}
			await untilLooked(sandbox, list);
			await sleep(8_000);
			const runs = await runsOf(sql, id);
			const { missing, unexpected } = difference(createdNames(ids), await arrived(id));
			report('queue: looks, a worker killed', {
				while_it: name,
				kills: KILLS,
				changes: ids.length,
				executions: runs.length,
				emptied_by_n8n: runs.filter(({ isEmptied }) => isEmptied).length,
				lost: missing.length,
				doubled: unexpected.length,
			});
			expect(runs.some(({ isEmptied }) => isEmptied)).toBe(true);
			expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
		},
		900_000,
	);

	it('a main that is killed while changes happen: all come, once', async () => {
		const { queue, sandbox, sql } = scene;
		const id = await publishPolling('Main');
		const ids: number[] = [];
		const state = { isEnding: false };
		const creating = (async () => {
			while (!state.isEnding) {
				ids.push(...scene.createCustomers(1));
				await sleep(300);
			}
		})();
		for (let kill = 0; kill < KILLS; kill++) {
			await untilLooked(sandbox, list, 300_000);
			await sleep(kill * 37);
			await queue.main.kill();
			await sleep(1_000);
			await queue.main.restart();
		}
		state.isEnding = true;
		await creating;
		await untilLooked(sandbox, list, 300_000);
		await until(async () => (await progressOf(sql, id)).underWay === 0, { limit: 60_000 });
		const cutOff = await retryCutOff(await signIn(queue.main.url), sql, id);
		const { missing, unexpected } = difference(createdNames(ids), await arrived(id));
		report('queue: looks, main killed', {
			kills: KILLS,
			changes: ids.length,
			executions: (await runsOf(sql, id)).length,
			cut_off: cutOff.length,
			lost: missing.length,
			doubled: unexpected.length,
		});
		expect({ missing, unexpected }).toEqual({ missing: [], unexpected: [] });
	}, 900_000);
});
