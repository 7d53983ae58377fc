import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { signIn } from '../../host/client.mjs';
import { retryExecution } from '../../host/executions.mjs';
import { startUntilSettled } from '../support/after-kills.mjs';
import { crashRound, expected, publishForCrash } from '../support/crash-round.mjs';
import { Opened } from '../support/opened.mjs';
import { report } from '../support/report.mjs';
import { type N8nScene, startN8nScene } from '../support/scenes/n8n-scene.mjs';
import { EVENT, type Published } from '../support/scenes/trigger-scene.mjs';
import { send } from '../support/sender.mjs';
import { progressOf, runsOf } from '../support/stored-runs.mjs';
import { longOrShort } from '../support/switches.mjs';
import { until } from '../support/until.mjs';

const EVENTS = longOrShort(1000, 200);

describe('kill -9 of a single n8n under load', () => {
	const opened = new Opened();
	let scene: N8nScene;
	let published: Published;

	beforeAll(async () => {
		scene = opened.add(await startN8nScene());
		published = await publishForCrash(scene);
	}, 600_000);

	afterAll(async () => await opened.end(), 120_000);

	const untilSettled = async () => await startUntilSettled(scene.n8n, scene.sql, published.id);

	// Before the rounds: after these, n8n has sometimes noticed the execution at its first start.
	it('leaves an event that was killed before its first node to a later start of n8n, and to one retry', async () => {
		const { n8n, sandbox, sql } = scene;
		const [id] = scene.createCustomers(1);
		const { newest } = await progressOf(sql, published.id);
		const fault = {
			kind: 'slow',
			ms: 20_000,
			count: null,
			operation: 'getCustomerByIdV3',
		} as const;
		sandbox.faults.set({ answers: [fault] });
		sandbox.requests.clear();
		expect(await send(published.url, published.notify(EVENT, id))).toBe(200);
		const cutOff = async () => (await runsOf(sql, published.id, newest))[0];
		await until(async () => (await cutOff()).status === 'running');
		await n8n.kill();
		sandbox.faults.clear();
		// As it would be if the kill had come between n8n's notes 'workflow started' and 'node started'.
		const { id: execution } = await cutOff();
		await forgetNodes(join(n8n.folder, '.n8n', 'n8nEventLog.log'), execution);

		await n8n.restart();
		expect((await cutOff()).status).toBe('running');
		const starts = 1 + (await untilSettled());
		expect(await cutOff()).toMatchObject({ status: 'crashed', resourceId: id, end: [] });
		const retried = await retryExecution(await signIn(n8n.url), execution);
		expect(retried.status).toBe('success');
		const runs = await runsOf(sql, published.id, newest);
		expect(runs.flatMap(({ end }) => end.map(({ resource_id }) => resource_id))).toEqual([id]);
		report('crash: killed before its first node', { starts });
	}, 300_000);

	it.each([1, 2, 3])(
		'loses and doubles nothing, round %d',
		async (round) => {
			const { n8n } = scene;
			let starts = 0;
			const figures = await crashRound(scene, published, {
				events: EVENTS,
				strike: async () => await n8n.kill(),
				recover: async () => {
					starts = await untilSettled();
					return await signIn(n8n.url);
				},
			});
			report('crash: single process', { round, starts, ...figures });
			expect(figures).toMatchObject(expected(figures));
			expect(figures.cut_off).toBeGreaterThan(0);
			expect(figures.emptied_by_n8n).toBe(0);
		},
		900_000,
	);
});

/** Takes out of n8n's own log of events what it says of the nodes of one execution. */
async function forgetNodes(file: string, executionId: string): Promise<void> {
	const lines = (await readFile(file, 'utf8')).split('\n');
	const isOfNode = (line: string) =>
		line.includes('"n8n.node.') && line.includes(`"executionId":"${executionId}"`);
	const kept = lines.filter((line) => !isOfNode(line));
	if (!kept.some((line) => line.includes(`"executionId":"${executionId}"`))) {
		throw new Error('The log says nothing of the execution');
	}
	await writeFile(file, kept.join('\n'));
}
