import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { N8nClient } from '../../host/client.mjs';
import { retryExecution } from '../../host/executions.mjs';
import { node } from '../../host/workflows.mjs';
import { crashRound, expected } from '../support/crash-round.mjs';
import {
	clientOf,
	type N8nScene,
	progressOf,
	runsSince,
	startN8nScene,
	untilEnded,
} from '../support/scenes/n8n-scene.mjs';
import { report } from '../support/report.mjs';
import { EVENT, type Published } from '../support/scenes/trigger-scene.mjs';
import { longOrShort } from '../support/switches.mjs';

const EVENTS = longOrShort(1000, 200);

describe('kill -9 of a single n8n under load', () => {
	let scene: N8nScene;
	let client: N8nClient;
	let published: Published;

	beforeAll(async () => {
		scene = await startN8nScene();
		({ client } = scene);
		// Part of the executions is caught in the fetch, part in the node behind it.
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

	afterAll(async () => await scene?.dispose(), 120_000);

	it.each([1, 2, 3])(
		'loses and doubles nothing, round %d',
		async (round) => {
			const workflowId = published.id;
			const { newest, count: already } = await progressOf(scene.n8n, workflowId);
			const runs = async () => await runsSince(scene.n8n, workflowId, newest);
			const figures = await crashRound({
				ids: scene.createCustomers(EVENTS),
				url: published.url,
				notify: (id) => published.notify(EVENT, id),
				strike: async () => await scene.n8n.kill(),
				recover: async () => {
					await scene.n8n.restart();
					client = await clientOf(scene.n8n);
					await untilEnded(scene.n8n, workflowId, already);
				},
				runs,
				retry: async (id) => void (await retryExecution(client, id)),
				settled: async (count) => await untilEnded(scene.n8n, workflowId, already + count),
			});
			report('crash: single process', { round, ...figures });
			expect(figures).toMatchObject(expected(figures));
			expect(figures.cut_off).toBeGreaterThan(0);
			expect(figures.emptied_by_n8n).toBe(0);
		},
		900_000,
	);
});
