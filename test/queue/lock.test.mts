import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { unpublish } from '../../host/workflows.mjs';
import { Opened } from '../support/opened.mjs';
import type { QueueMode } from '../support/queue-mode/queue-mode.mjs';
import { report } from '../support/report.mjs';
import { arrivals } from '../support/runs.mjs';
import { type QueueScene, startQueueScene } from '../support/scenes/queue-scene.mjs';
import { EVENT } from '../support/scenes/trigger-scene.mjs';
import { pooled, send } from '../support/sender.mjs';
import { runsOf, untilEnded } from '../support/stored-runs.mjs';

const PAIRS = 150;
/** Pairs that are under way at once: so many that each worker always has some. */
const AT_ONCE = 12;
/** Most first: each number is what is left when the others were stopped. */
const WORKERS = [8, 4, 2];
const HISTORIES = 10;

describe('the lock around the duplicate test, in workers on PostgreSQL', () => {
	const opened = new Opened();
	let scene: QueueScene;
	let queue: QueueMode;

	beforeAll(async () => {
		scene = opened.add(await startQueueScene({ workers: WORKERS[0] }));
		({ queue } = scene);
	}, 900_000);

	afterAll(async () => await opened.end(), 300_000);

	/** Rows of n8n's table of seen keys that were made so far; each turn makes one, and removes it. */
	const rowsMade = async () => {
		const [row] = await queue.sql<{ made: string }>(
			`SELECT n_tup_ins AS made FROM pg_stat_user_tables WHERE relname = 'processed_data'`,
		);
		return Number(row.made);
	};

	const keysKept = async (workflowId: string) => {
		const rows = await queue.sql<{ context: string; entries: number }>(
			`SELECT context, json_array_length(value::json->'data') AS entries
			FROM processed_data WHERE "workflowId" = $1`,
			[workflowId],
		);
		return rows.map(({ context, entries }) => [context === '', entries]);
	};

	it('leaves a history of one entry alone that another node keeps where the lock would be: 8 workers', async () => {
		const lost: unknown[] = [];
		for (let round = 0; round < HISTORIES; round++) {
			const published = await scene.publishTrigger(`History ${round}`);
			const data = [createHash('md5').update(`seen ${round}`).digest('base64')];
			await queue.sql(
				`INSERT INTO processed_data ("workflowId", context, "createdAt", "updatedAt", value)
				VALUES ($1, '', now(), now(), $2)`,
				[published.id, JSON.stringify({ mode: 'entries', data })],
			);
			const ids = scene.createCustomers(2 * WORKERS[0]);
			await pooled(
				ids,
				ids.length,
				async (id) => await send(published.url, published.notify(EVENT, id)),
			);
			await untilEnded(queue.sql, published.id, ids.length);
			const rows = await queue.sql<{ data: string[] }>(
				`SELECT value::json->'data' AS data FROM processed_data WHERE "workflowId" = $1 AND context = ''`,
				[published.id],
			);
			if (JSON.stringify(rows) !== JSON.stringify([{ data }])) lost.push(rows);
			await unpublish(queue.client, published.id);
		}
		report('queue: histories of one entry', {
			workers: WORKERS[0],
			histories: HISTORIES,
			lost: lost.length,
		});
		expect(lost).toEqual([]);
	}, 300_000);

	it.each(WORKERS)(
		'lets one of two at the same moment through, and forgets no key: %i workers',
		async (workers) => {
			const surplus = queue.workers.splice(workers);
			await Promise.all(surplus.map(async (worker) => await worker.stop()));
			const published = await scene.publishTrigger(`${workers} workers`);
			const ids = scene.createCustomers(PAIRS);
			const urls = queue.webhookProcesses.map(({ url }) => `${url}${published.path}`);
			const before = await rowsMade();
			const started = performance.now();
			const statuses = await pooled(ids, AT_ONCE, async (id) => {
				const body = published.notify(EVENT, id);
				return await Promise.all(urls.map(async (url) => await send(url, body)));
			});
			expect(new Set(statuses.flat())).toEqual(new Set([200]));
			await untilEnded(queue.sql, published.id, 2 * PAIRS);
			const seconds = (performance.now() - started) / 1000;
			const runs = await runsOf(queue.sql, published.id);
			expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['success']));
			const counts = arrivals(runs);
			// PostgreSQL counts a moment later; the trigger's own row is one more.
			await sleep(1_500);
			const turns = (await rowsMade()) - before - 1;
			report('queue: the lock', {
				workers,
				pairs: PAIRS,
				both_through: [...counts.values()].filter((count) => count > 1).length,
				turns,
				executions_a_turn: Number(((2 * PAIRS) / turns).toFixed(1)),
				turns_a_second: Number((turns / seconds).toFixed(1)),
				executions_a_second: Number(((2 * PAIRS) / seconds).toFixed(1)),
			});
			expect(counts).toEqual(new Map(ids.map((id) => [id, 1])));
			// A key for each event, one for each execution, and no lock that was left: of two turns at
			// once, one would have written its keys over the other's.
			expect(await keysKept(published.id)).toEqual([[false, PAIRS + 2 * PAIRS]]);
		},
		300_000,
	);
});
