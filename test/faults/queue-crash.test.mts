import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { N8n } from '../../host/n8n.mjs';
import { type N8nClient, signIn } from '../../host/client.mjs';
import { retryExecution } from '../../host/executions.mjs';
import { node } from '../../host/workflows.mjs';
import { crashRound, expected } from '../support/crash-round.mjs';
import { report } from '../support/report.mjs';
import { EVENT, type Published } from '../support/scenes/trigger-scene.mjs';
import { longOrShort } from '../support/switches.mjs';
import { runsOf, untilEnded } from '../support/queue-mode/executions.mjs';
import type { QueueMode } from '../support/queue-mode/queue-mode.mjs';
import { type OwnRedis, startRedis } from '../support/queue-mode/redis.mjs';
import { type QueueScene, startQueueScene } from '../support/scenes/queue-scene.mjs';
import { serversOf } from '../support/queue-mode/servers.mjs';

const EVENTS = longOrShort(1000, 120);

/** n8n's own default. */
const WORKER_CONCURRENCY = 10;

/** A worker that died is noticed after seconds and not after a minute and a half. */
const SHORT_LOCKS = {
	QUEUE_WORKER_LOCK_DURATION: '8000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

describe('one part of a queue mode dies under load', () => {
	let redis: OwnRedis;
	let scene: QueueScene;
	let queue: QueueMode;
	let client: N8nClient;
	let published: Published;

	beforeAll(async () => {
		redis = await startRedis();
		scene = await startQueueScene({
			servers: { ...serversOf(), redis },
			env: SHORT_LOCKS,
		});
		({ queue, client } = scene);
		const wait = node({
			name: 'Wait',
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			parameters: { amount: 0.3, unit: 'seconds' },
		});
		published = await scene.publishTrigger('Crash', {}, [wait]);
		scene.sandbox.faults.set({
			answers: [{ kind: 'slow', ms: 150, count: null, operation: 'getCustomerByIdV3' }],
		});
	}, 600_000);

	afterAll(async () => {
		await scene?.dispose();
		await redis?.stop();
	}, 120_000);

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
			const workflowId = published.id;
			const earlier = new Set((await runsOf(queue, workflowId)).map(({ id }) => id));
			const runs = async () =>
				(await runsOf(queue, workflowId)).filter(({ id }) => !earlier.has(id));
			const figures = await crashRound({
				ids: scene.createCustomers(EVENTS),
				url: published.url,
				notify: (id) => published.notify(EVENT, id),
				strike,
				recover: async () => {
					// What was stored and never came into the queue, or was lost with it, is found by main when it starts.
					await queue.main.restart();
					client = await signIn(queue.main.url);
					await untilEnded(queue, workflowId, earlier.size);
				},
				runs,
				retry: async (id) => void (await retryExecution(client, id)),
				settled: async (count) => await untilEnded(queue, workflowId, earlier.size + count),
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
