import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { unpublish } from '../../host/workflows.mjs';
import { expectedUnderLoad, lockUnderLoad } from '../support/lock-load.mjs';
import { Opened } from '../support/opened.mjs';
import { report } from '../support/report.mjs';
import { type QueueScene, startQueueScene } from '../support/scenes/queue-scene.mjs';
import { EVENT } from '../support/scenes/trigger-scene.mjs';
import { pooled, send } from '../support/sender.mjs';
import { untilEnded } from '../support/stored-runs.mjs';
import { longOrShort } from '../support/switches.mjs';

const WORKERS = 8;
const PAIRS = longOrShort(500, 150);
const HISTORIES = longOrShort(40, 5);

describe('the lock around the duplicate test, in eight workers on PostgreSQL', () => {
	const opened = new Opened();
	let scene: QueueScene;

	beforeAll(async () => {
		scene = opened.add(await startQueueScene({ workers: WORKERS }));
	}, 900_000);

	afterAll(async () => await opened.end(), 300_000);

	it('lets one of two at the same moment through, and forgets no key', async () => {
		const outcome = await lockUnderLoad(scene, PAIRS);
		report('queue: the lock', outcome.figures);
		expect(outcome).toMatchObject(expectedUnderLoad(PAIRS));
	}, 900_000);

	it('leaves a history of one entry alone that another node keeps where the lock would be', async () => {
		const { queue, createCustomers, publishTrigger } = scene;
		const lost: unknown[] = [];
		for (let round = 0; round < HISTORIES; round++) {
			const { id, url, notify } = await publishTrigger(`History ${round}`);
			const data = [createHash('md5').update(`seen ${round}`).digest('base64')];
			await queue.sql(
				`INSERT INTO processed_data ("workflowId", context, "createdAt", "updatedAt", value)
				VALUES ($1, '', now(), now(), $2)`,
				[id, JSON.stringify({ mode: 'entries', data })],
			);
			const customers = createCustomers(2 * WORKERS);
			await pooled(
				customers,
				customers.length,
				async (each) => await send(url, notify(EVENT, each)),
			);
			await untilEnded(queue.sql, id, customers.length);
			const rows = await queue.sql<{ data: string[] }>(
				`SELECT value::json->'data' AS data FROM processed_data
				WHERE "workflowId" = $1 AND context = ''`,
				[id],
			);
			if (JSON.stringify(rows) !== JSON.stringify([{ data }])) lost.push(rows);
			await unpublish(queue.client, id);
		}
		report('queue: histories of one entry', { histories: HISTORIES, lost: lost.length });
		expect(lost).toEqual([]);
	}, 900_000);
});
