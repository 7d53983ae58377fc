import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxiosRequestConfig } from 'axios';

import type { INode, INodeParameters } from 'n8n-workflow';

import { createCredential } from '../../host/client.mjs';
import {
	chain,
	createWorkflow,
	deleteWorkflow,
	node,
	passOn,
	publish,
	unpublish,
} from '../../host/workflows.mjs';
import { performAsOwner } from '../../sandbox/api/api.mjs';
import { lockMark } from '../../src/webhook/duplicates.js';
import { ask } from '../support/ask.mjs';
import { clockodoTrigger } from '../support/clockodo-nodes.mjs';
import { report } from '../support/report.mjs';
import { pooled, send } from '../support/sender.mjs';
import { arrivals, LAST } from '../support/runs.mjs';
import { EVENT, type Published } from '../support/scenes/trigger-scene.mjs';
import { until } from '../support/until.mjs';
import { runsOf, untilEnded } from '../support/stored-runs.mjs';
import { createCustomer } from '../support/sandbox.mjs';
import { Opened } from '../support/opened.mjs';
import type { QueueMode } from '../support/queue-mode/queue-mode.mjs';
import { type QueueScene, startQueueScene } from '../support/scenes/queue-scene.mjs';

const BOTH = [EVENT, 'customer.updated'];

/** n8n's own node, which passes each value once. */
function removeDuplicates(dedupeValue: string, options: INodeParameters): INode {
	return node({
		name: 'Remove Duplicates',
		type: 'n8n-nodes-base.removeDuplicates',
		typeVersion: 2,
		parameters: {
			operation: 'removeItemsSeenInPreviousExecutions',
			logic: 'removeItemsWithAlreadySeenKeyValues',
			dedupeValue,
			options,
		},
	});
}

describe('the trigger in queue mode: main, two webhook processes, two workers', () => {
	const opened = new Opened();
	let scene: QueueScene;
	let queue: QueueMode;

	beforeAll(async () => {
		scene = opened.add(await startQueueScene());
		({ queue } = scene);
	}, 600_000);

	afterEach(async () => await scene.unpublishAll(), 60_000);
	afterAll(async () => await opened.end(), 120_000);

	/** The trigger's URL at each webhook process, past the proxy. */
	const ownUrls = ({ path }: Pick<Published, 'path'>) =>
		queue.webhookProcesses.map(({ url }) => `${url}${path}`);

	const askEach = async (urls: string[], request: AxiosRequestConfig) =>
		await Promise.all(urls.map(async (url) => await ask<string>(url, request)));

	/** Sends each notification to both webhook processes at the same moment. */
	const sendToBoth = async (published: Published, bodies: object[]) => {
		const urls = ownUrls(published);
		const statuses: Array<number | null> = [];
		for (const body of bodies) {
			statuses.push(...(await Promise.all(urls.map(async (url) => await send(url, body)))));
		}
		expect(new Set(statuses)).toEqual(new Set([200]));
	};

	/** The rows of n8n's table of seen keys: one for each node, and `''` for the workflow. */
	const rowsOf = async (workflowId: string) =>
		await queue.sql<{ context: string; entries: number }>(
			`SELECT context, json_array_length(value::json->'data') AS entries
			FROM processed_data WHERE "workflowId" = $1`,
			[workflowId],
		);

	/** How often each resource reached the end of the workflow. */
	const arrived = async ({ id }: Published, executions: number) => {
		await untilEnded(queue.sql, id, executions);
		const runs = await runsOf(queue.sql, id);
		expect(runs.map(({ status }) => status)).toEqual(runs.map(() => 'success'));
		expect(runs).toHaveLength(executions);
		return arrivals(runs);
	};

	it('leaves static data as it is: its own registration, and what other nodes keep there', async () => {
		const published = await scene.publishTrigger('Static data');
		await queue.sql(
			`UPDATE workflow_entity SET "staticData" = jsonb_set("staticData"::jsonb, '{global}',
			'{"kept":"by another node"}')::json WHERE id = $1`,
			[published.id],
		);
		const staticData = async () => {
			const [row] = await queue.sql<{ staticData: object }>(
				`SELECT "staticData" FROM workflow_entity WHERE id = $1`,
				[published.id],
			);
			return row.staticData;
		};
		const before = await staticData();
		expect(JSON.stringify(before)).toContain('by another node');
		expect(JSON.stringify(before)).toContain(published.url);

		const customers = scene.createCustomers(5);
		await sendToBoth(
			published,
			customers.map((id) => published.notify(EVENT, id)),
		);
		const wrong = { ...published.notify(EVENT, customers[0]), token: 'wrong' };
		for (const url of ownUrls(published)) expect(await send(url, wrong)).toBe(401);
		expect([...(await arrived(published, 10)).values()]).toEqual([1, 1, 1, 1, 1]);
		expect(await staticData()).toEqual(before);
	}, 120_000);

	it('registers from main while the handshakes land in the webhook processes', async () => {
		const before = queue.proxy.served();
		const { id } = await scene.publishTrigger('Registration', { events: BOTH });
		const handshakes = queue.proxy.served().map((count, index) => count - before[index]);
		const webhooks = scene.sandbox.webhooks.list();
		expect(webhooks.map(({ event_name, active }) => [event_name, active]).sort()).toEqual(
			BOTH.map((name) => [name, true]),
		);
		expect(handshakes).toEqual([1, 1]);
		const customer = createCustomer(scene.sandbox, 'Sent by the sandbox itself');
		await untilEnded(queue.sql, id, 1);
		const [run] = await runsOf(queue.sql, id);
		expect(run.end).toEqual([
			expect.objectContaining({ resource: expect.objectContaining(customer) }),
		]);
		await unpublish(queue.client, id);
		report('queue: registration', { webhooks: webhooks.length, handshakes });
	}, 180_000);

	it('brings each of 500 events downstream exactly once, fetched in workers', async () => {
		const ids = scene.createCustomers(500);
		const published = await scene.publishTrigger('500 events');
		const before = await finishedBy(queue);
		scene.sandbox.requests.clear();
		const statuses = await pooled(ids, 10, async (id) => {
			return await send(published.url, published.notify(EVENT, id));
		});
		expect(statuses).toEqual(ids.map(() => 200));
		const counts = await arrived(published, 500);
		const workers = (await finishedBy(queue)).map((count, index) => count - before[index]);
		const fetches = scene.sandbox.requests.countByOperation();
		report('queue: 500 events', {
			answered: statuses.filter((status) => status === 200).length,
			downstream: counts.size,
			more_than_once: [...counts.values()].filter((count) => count > 1).length,
			fetches: fetches.getCustomerByIdV3,
			executions_by_worker: workers,
		});
		expect(counts).toEqual(new Map(ids.map((id) => [id, 1])));
		expect(fetches).toEqual({ getCustomerByIdV3: 500 });
		expect(workers.reduce((sum, count) => sum + count, 0)).toBe(500);
		expect(Math.min(...workers)).toBeGreaterThan(0);
	}, 300_000);

	it('drops one of two that come to both webhook processes at the same moment', async () => {
		const ids = scene.createCustomers(150);
		const ours = await scene.publishTrigger('Ours');
		// What the usual design does: the same trigger, and n8n's own node behind it.
		const plain = await scene.publishTrigger('Plain', { options: { deduplicate: false } }, [
			removeDuplicates(
				'={{ $json.event_name }} {{ $json.resource_id }} {{ $json.occurred_at }}',
				{},
			),
		]);
		const through: Record<string, number> = {};
		for (const [name, published] of Object.entries({ plain, ours })) {
			// The first event of all has a case of its own, below.
			await send(published.url, published.notify(EVENT, ids[0], '2026-11-24T09:00:00Z'));
			await untilEnded(queue.sql, published.id, 1);
			await sendToBoth(
				published,
				ids.map((id) => published.notify(EVENT, id)),
			);
			const counts = await arrived(published, 2 * ids.length + 1);
			expect([...counts.keys()]).toHaveLength(ids.length);
			through[name] = [...counts.entries()].filter(
				([id, count]) => count > (id === ids[0] ? 2 : 1),
			).length;
		}
		report('queue: duplicates at the same moment', { pairs: ids.length, both_through: through });
		expect(through.ours).toBe(0);
	}, 300_000);

	it('goes on after a worker that died with the lock in its hand, and gives the lock back', async () => {
		const published = await scene.publishTrigger('Dead holder');
		const ids = scene.createCustomers(3);
		const mark = createHash('md5').update(lockMark).digest('base64');
		const value = { mode: 'entries', data: [mark, mark, mark] };
		await queue.sql(
			`INSERT INTO processed_data ("workflowId", context, "createdAt", "updatedAt", value)
			VALUES ($1, '', now(), now(), $2)`,
			[published.id, JSON.stringify(value)],
		);
		for (const id of [...ids, ...ids]) await send(published.url, published.notify(EVENT, id));
		const counts = await arrived(published, 2 * ids.length);
		expect(counts).toEqual(new Map(ids.map((id) => [id, 1])));
		await until(async () => (await rowsOf(published.id)).every(({ context }) => context !== ''));
	}, 120_000);

	it('leaves the history alone that a Remove Duplicates node keeps for the workflow', async () => {
		const updated = 'customer.updated';
		const published = await scene.publishTrigger('History', { events: [updated] }, [
			removeDuplicates('={{ $json.resource_id }}', { scope: 'workflow' }),
		]);
		scene.sandbox.faults.set({ deliveries: [{ kind: 'drop', count: null }] });
		const ids = scene.createCustomers(10);
		let sent = 0;
		for (const [round, note] of ['first', 'second'].entries()) {
			for (const id of ids) {
				const change = { path: { id: String(id) }, body: { note } };
				performAsOwner(scene.sandbox.company, 'updateCustomerByIdV3', change);
				await send(published.url, published.notify(updated, id));
				// One after another: of two at once, n8n itself may forget one in that history.
				await untilEnded(queue.sql, published.id, ++sent);
			}
			// The trigger lets both changes through; the node behind it knows the customer already.
			const counts = await arrived(published, (round + 1) * ids.length);
			expect(counts).toEqual(new Map(ids.map((id) => [id, 1])));
		}
		scene.sandbox.faults.clear();
		const history = (await rowsOf(published.id)).find(({ context }) => context === '');
		expect(history?.entries).toBe(ids.length);
	}, 120_000);

	it('does not fail at the first two events ever, arriving together', async () => {
		const rounds = 10;
		const published = await scene.publishTrigger('First');
		const ids = scene.createCustomers(2 * rounds);
		for (let round = 0; round < rounds; round++) {
			await queue.sql('DELETE FROM processed_data WHERE "workflowId" = $1', [published.id]);
			const pair = ids.slice(2 * round, 2 * round + 2);
			await Promise.all(
				pair.map(async (id, index) => {
					return await send(ownUrls(published)[index], published.notify(EVENT, id));
				}),
			);
			await untilEnded(queue.sql, published.id, 2 * round + 2);
		}
		const counts = await arrived(published, 2 * rounds);
		report('queue: first two events', { rounds, downstream: counts.size });
		expect(counts).toEqual(new Map(ids.map((id) => [id, 1])));
	}, 180_000);

	it('serves the setup page from either process: each shows what it has received, and claims no more', async () => {
		const token = await createCredential(queue.client, 'clockodoWebhookTokenApi', 'Token', {
			token: randomUUID(),
		});
		const parameters = { registration: 'manual', events: ['*'], fetchResource: false };
		const trigger = clockodoTrigger(parameters, [token]);
		const { id } = await createWorkflow(queue.client, chain('Manual', [trigger, passOn(LAST)]));
		await publish(queue.client, id);
		const urls = ownUrls({ path: `/webhook/${trigger.webhookId}/webhook` });
		const secret = randomUUID().toUpperCase();
		expect(await send(urls[0], { secret })).toBe(200);
		await untilEnded(queue.sql, id, 1);
		const page = { method: 'GET', headers: { accept: 'text/html' } };
		const pages = await askEach(urls, page);
		expect(pages.map(({ status, data }) => [status, data.includes(secret)])).toEqual([
			[200, true],
			[200, false],
		]);
		expect(pages[1].data).toContain('This page knows what has come since n8n was started');
		await unpublish(queue.client, id);
	}, 120_000);

	it('leaves nothing behind after publish, unpublish, and again', async () => {
		const published = await scene.publishTrigger('Twice', { events: BOTH });
		await unpublish(queue.client, published.id);
		await publish(queue.client, published.id);
		const active = scene.sandbox.webhooks.list().length;
		await unpublish(queue.client, published.id);
		const left = scene.sandbox.webhooks.list().length;
		const answers = await askEach(ownUrls(published), {
			method: 'POST',
			data: published.notify(EVENT, 1),
		});
		await deleteWorkflow(queue.client, published.id);
		const [{ rows }] = await queue.sql<{ rows: string }>(
			`SELECT (SELECT count(*) FROM webhook_entity WHERE "workflowId" = $1)
				+ (SELECT count(*) FROM processed_data WHERE "workflowId" = $1) AS rows`,
			[published.id],
		);
		report('queue: after unpublish', { active, webhooks_left: left, rows_left: Number(rows) });
		expect(active).toBe(2);
		expect(left).toBe(0);
		expect(answers.map(({ status }) => status)).toEqual([404, 404]);
		expect(Number(rows)).toBe(0);
	}, 180_000);
});

/** How many executions each worker has finished, by its own log. */
async function finishedBy({ workers }: QueueMode): Promise<number[]> {
	const logs = await Promise.all(workers.map(async (worker) => await worker.log()));
	return logs.map((log) => log.match(/finished execution/g)?.length ?? 0);
}
