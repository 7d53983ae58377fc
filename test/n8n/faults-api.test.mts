import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { executionError, getExecution, retryExecution } from '../../host/executions.mjs';
import type { AnswerFault } from '../../sandbox/faults/faults.mjs';
import { type N8nScene, startN8nScene } from '../support/scenes/n8n-scene.mjs';
import { progressOf, runsOf, untilEnded } from '../support/stored-runs.mjs';
import { Opened } from '../support/opened.mjs';
import { type Gate, openGate } from '../support/gate.mjs';
import { report } from '../support/report.mjs';
import { arrivals, type Run } from '../support/runs.mjs';
import {
	EVENT,
	type Published,
	setTriggerScene,
	type TriggerScene,
} from '../support/scenes/trigger-scene.mjs';
import { pooled, send } from '../support/sender.mjs';

const FETCH = 'getCustomerByIdV3';
const EVENTS = 6;

describe('faults of the API, in a real n8n', () => {
	const opened = new Opened();
	let scene: N8nScene;
	let behindGate: TriggerScene;
	let gate: Gate;
	let published: Published;
	let before: number;
	let newest: number;

	beforeAll(async () => {
		scene = opened.add(await startN8nScene());
		gate = opened.add(await openGate(scene.sandbox.url));
		behindGate = await setTriggerScene(
			scene.client,
			scene.sandbox,
			scene.n8n.url,
			`${gate.url}/api`,
		);
		published = await scene.publishTrigger('Faults');
	}, 600_000);

	beforeEach(async () => {
		scene.sandbox.faults.clear();
		scene.sandbox.requests.clear();
		({ count: before, newest } = await progressOf(scene.sql, published.id));
	});

	afterAll(async () => await opened.end(), 120_000);

	/** Sends events while the faults last; the runs that come of them. */
	const runUnder = async (answers: AnswerFault[], ids = scene.createCustomers(EVENTS)) => {
		scene.sandbox.faults.set({ answers });
		const statuses = await pooled(ids, EVENTS, async (id) => {
			return await send(published.url, published.notify(EVENT, id));
		});
		expect(new Set(statuses)).toEqual(new Set([200]));
		await untilEnded(scene.sql, published.id, before + ids.length);
		return await runsOf(scene.sql, published.id, newest);
	};

	const statusesOf = (runs: Run[]) =>
		runs.flatMap(({ end }) => end).map(({ resource_status }) => resource_status);

	it.each<[string, AnswerFault]>([
		['429 with Retry-After', { kind: 'rate_limit', retry_after: 1, count: EVENTS }],
		['429 without Retry-After', { kind: 'rate_limit', count: EVENTS }],
		['500', { kind: 'status', status: 500, count: EVENTS }],
		['502 in HTML', { kind: 'html', count: EVENTS }],
		['503', { kind: 'status', status: 503, count: EVENTS }],
		['truncated JSON', { kind: 'broken_json', count: EVENTS }],
		['broken connections', { kind: 'drop_connection', count: EVENTS }],
		['answers after 20 seconds', { kind: 'slow', ms: 20_000, count: EVENTS }],
	])(
		'rides out %s: every event ends enriched',
		async (name, fault) => {
			const runs = await runUnder([{ ...fault, operation: FETCH }]);
			const fetches = scene.sandbox.requests.countByOperation()[FETCH];
			report('faults: API', {
				fault: name,
				events: EVENTS,
				enriched: statusesOf(runs).length,
				fetches,
			});
			expect(statusesOf(runs)).toEqual(Array(EVENTS).fill('fetched'));
			expect(fetches).toBe(fault.kind === 'slow' ? EVENTS : 2 * EVENTS);
		},
		120_000,
	);

	it('calls what the API does not have any more gone', async () => {
		const runs = await runUnder([], [900_001, 900_002]);
		expect(statusesOf(runs)).toEqual(['gone', 'gone']);
	}, 60_000);

	it.each<[string, AnswerFault, RegExp, number]>([
		['a web page with 200', { kind: 'html', status: 200, count: null }, /not JSON/, 1],
		['a 404 in HTML', { kind: 'html', status: 404, count: null }, /not in the form of its API/, 1],
		['a 404 of a gateway', { kind: 'gateway_json', count: null }, /not in the form of its API/, 1],
		['an answer without its key', { kind: 'wrong_key', count: null }, /without 'data'/, 1],
	])(
		'keeps the event where %s comes: it does not mean that the resource is gone',
		async (_what, fault, message, attempts) => {
			const runs = await runUnder([{ ...fault, operation: FETCH }]);
			expect(runs.map((run) => run.status)).toEqual(Array(EVENTS).fill('error'));
			expect(scene.sandbox.requests.countByOperation()[FETCH]).toBe(attempts * EVENTS);
			expect(executionError(await getExecution(scene.client, runs[0].id))).toMatch(message);
			scene.sandbox.faults.clear();
			const retried = await pooled(runs, EVENTS, async ({ id }) => {
				return await retryExecution(scene.client, id);
			});
			expect(retried.map((each) => each.status)).toEqual(Array(EVENTS).fill('success'));
		},
		60_000,
	);

	it.each([401, 403, 410])(
		'fails the execution at once with %d, and a retry turns it green',
		async (status) => {
			const runs = await runUnder([{ kind: 'status', status, count: null, operation: FETCH }]);
			expect(runs.map((run) => run.status)).toEqual(Array(EVENTS).fill('error'));
			expect(scene.sandbox.requests.countByOperation()[FETCH]).toBe(EVENTS);
			const message = executionError(await getExecution(scene.client, runs[0].id));
			expect(message).toContain(`HTTP ${status}`);
			scene.sandbox.faults.clear();
			const retried = await pooled(runs, EVENTS, async ({ id }) => {
				return await retryExecution(scene.client, id);
			});
			const green = retried.filter((each) => each.status === 'success').length;
			report('faults: API', {
				fault: status,
				events: EVENTS,
				failed: runs.length,
				green_by_retry: green,
			});
			expect(green).toBe(EVENTS);
		},
		60_000,
	);

	it('does not wait for a Retry-After longer than its patience of an hour: fails now, and can be retried', async () => {
		const fault: AnswerFault = { kind: 'rate_limit', retry_after: 7200, count: null };
		const started = Date.now();
		const runs = await runUnder([{ ...fault, operation: FETCH }]);
		expect(runs.map((run) => run.status)).toEqual(Array(EVENTS).fill('error'));
		expect(scene.sandbox.requests.countByOperation()[FETCH]).toBe(EVENTS);
		expect(Date.now() - started).toBeLessThan(60_000);
	}, 60_000);

	it('stands a minute of refused connections: each event ends enriched, or green after one retry', async () => {
		const outage = await behindGate.publishTrigger('Outage');
		const ids = scene.createCustomers(30);
		await gate.shut();
		const over = sleep(60_000).then(async () => await gate.open());
		await pooled(ids, 2, async (id) => {
			await sleep(2000);
			expect(await send(outage.url, outage.notify(EVENT, id))).toBe(200);
		});
		await over;
		await untilEnded(scene.sql, outage.id, ids.length);
		const runs = await runsOf(scene.sql, outage.id);
		const failed = runs.filter(({ status }) => status !== 'success');
		await pooled(failed, EVENTS, async ({ id }) => await retryExecution(scene.client, id));
		const counts = arrivals(await runsOf(scene.sql, outage.id));
		report('faults: 60 s of refused connections', {
			events: ids.length,
			enriched: ids.length - failed.length,
			green_by_retry: counts.size - (ids.length - failed.length),
			lost: ids.length - counts.size,
		});
		expect(counts).toEqual(new Map(ids.map((id) => [id, 1])));
	}, 300_000);
});
