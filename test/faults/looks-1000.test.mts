import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, describe, expect, it } from '@jest/globals';

import type { N8n } from '../../host/n8n.mjs';
import { startUntilSettled } from '../support/after-kills.mjs';
import {
	changesUnderKills,
	type KilledScene,
	publishForAll,
} from '../support/looks-under-kills.mjs';
import { Opened } from '../support/opened.mjs';
import { shortLocks } from '../support/queue-mode/queue-mode.mjs';
import { report } from '../support/report.mjs';
import { startN8nScene } from '../support/scenes/n8n-scene.mjs';
import { startQueueScene } from '../support/scenes/queue-scene.mjs';
import { longOrShort } from '../support/switches.mjs';

const CHANGES = longOrShort(1000, 200);

const killed = (n8n: N8n) => async () => {
	await n8n.kill();
	await sleep(1000);
	await n8n.restart();
};

describe('changes of all entities, every second webhook lost and n8n killed in between', () => {
	const opened = new Opened();

	afterAll(async () => await opened.end(), 120_000);

	const singleProcess = async (): Promise<KilledScene> => {
		const scene = opened.add(await startN8nScene());
		const { n8n, sql } = scene;
		const settle = async (id: string) => await startUntilSettled(n8n, sql, id);
		return { ...scene, strikes: [killed(n8n)], settle, main: n8n };
	};
	const queueMode = async (): Promise<KilledScene> => {
		const scene = opened.add(await startQueueScene({ env: shortLocks }));
		const { main, workers, webhookProcesses } = scene.queue;
		const [worker, webhooks] = [workers[0], webhookProcesses[0]];
		return {
			...scene,
			strikes: [main, worker, webhooks].map(killed),
			settle: async () => await main.restart(),
			main,
		};
	};

	it.each<[string, () => Promise<KilledScene>]>([
		['a single process', singleProcess],
		['queue mode: main, a worker, a webhook process in turn', queueMode],
	])(
		'%s: nothing doubled, and nothing lost but what n8n itself empties',
		async (name, start) => {
			const scene = await start();
			const published = await publishForAll(scene, 'automatic');
			const amount = { least: CHANGES, rounds: 2 };
			const { figures, missing, unexpected, executions } = await changesUnderKills(
				scene,
				published,
				amount,
			);
			report('looks: changes of all entities', { in: name, ...figures });
			const lost = missing.slice(figures.emptied_by_n8n);
			const isWrong = unexpected.length + lost.length > 0;
			expect({ unexpected, lost, executions: isWrong ? executions : [] }).toEqual({
				unexpected: [],
				lost: [],
				executions: [],
			});
			await opened.end();
		},
		1_800_000,
	);
});
