import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { signIn } from '../../host/client.mjs';
import type { N8n } from '../../host/n8n.mjs';
import { crashRound, expected, publishForCrash } from '../support/crash-round.mjs';
import { Opened } from '../support/opened.mjs';
import { type QueueMode, shortLocks } from '../support/queue-mode/queue-mode.mjs';
import { type OwnRedis, startRedis } from '../support/queue-mode/redis.mjs';
import { serversOf } from '../support/queue-mode/servers.mjs';
import { report } from '../support/report.mjs';
import { type QueueScene, startQueueScene } from '../support/scenes/queue-scene.mjs';
import type { Published } from '../support/scenes/trigger-scene.mjs';
import { longOrShort } from '../support/switches.mjs';

const EVENTS = longOrShort(1000, 120);

/** n8n's own default. */
const WORKER_CONCURRENCY = 10;

describe('one part of a queue mode dies under load', () => {
	const opened = new Opened();
	let redis: OwnRedis;
	let scene: QueueScene;
	let queue: QueueMode;
	let published: Published;

	beforeAll(async () => {
		redis = opened.add(await startRedis());
		const servers = { ...serversOf(), redis };
		scene = opened.add(await startQueueScene({ servers, env: shortLocks }));
		({ queue } = scene);
		published = await publishForCrash(scene);
	}, 600_000);

	afterAll(async () => await opened.end(), 120_000);

	const killed = (n8n: () => N8n) => async () => {
		await n8n().kill();
		await sleep(1000);
		await n8n().restart();
	};

	it.each<[string, () => Promise<void>]>([
		['a webhook process', killed(() => queue.webhookProcesses[0])],
		['a worker', killed(() => queue.workers[0])],
		['main', killed(() => queue.main)],
		['Redis', async () => await redis.replace()],
	])(
		'%s: nothing doubled, and nothing lost but what n8n itself empties',
		async (name, strike) => {
			const figures = await crashRound(scene, published, {
				events: EVENTS,
				strike,
				recover: async () => {
					// What was stored and never came into the queue, or was lost with it, is found by main when it starts.
					await queue.main.restart();
					return await signIn(queue.main.url);
				},
			});
			report('crash: queue mode', { killed: name, ...figures });
			expect(figures).toMatchObject(expected(figures));
			// n8n empties the executions of a worker that died: as many as it had under way at most.
			const most = name === 'a worker' ? WORKER_CONCURRENCY : 0;
			expect(figures.emptied_by_n8n).toBeLessThanOrEqual(most);
		},
		900_000,
	);
});
