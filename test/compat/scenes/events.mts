import { expect, it } from '@jest/globals';

import { executionError, getExecution, retryExecution } from '../../../host/executions.mjs';
import { performAsOwner } from '../../../sandbox/api/api.mjs';
import { arrivals } from '../../support/runs.mjs';
import { EVENT } from '../../support/scenes/trigger-scene.mjs';
import { send } from '../../support/sender.mjs';
import { runsOf, untilEnded } from '../../support/stored-runs.mjs';
import type { Scene } from '../scene.mjs';

const scene: Scene = {
	name: 'events',
	define(stage) {
		it('hands on once what is told twice, and again what has changed meanwhile', async () => {
			const { sandbox, sql } = stage();
			const { id, url, notify } = await stage().publishTrigger('Repeats');
			const [first, second] = stage().createCustomers(2);
			for (const customer of [first, first, second]) {
				expect(await send(url, notify(EVENT, customer))).toBe(200);
			}
			await untilEnded(sql, id, 3);
			const once = new Map([first, second].map((customer) => [customer, 1]));
			expect(arrivals(await runsOf(sql, id))).toEqual(once);

			await performAsOwner(sandbox.company, 'updateCustomerByIdV3', {
				path: { id: String(first) },
				body: { note: 'changed' },
			});
			expect(await send(url, notify(EVENT, first))).toBe(200);
			await untilEnded(sql, id, 4);
			expect(arrivals(await runsOf(sql, id)).get(first)).toBe(2);
		});

		it('tells that something is gone', async () => {
			const { sql } = stage();
			const { id, url, notify } = await stage().publishTrigger('Gone', {
				events: ['customer.deleted'],
			});
			expect(await send(url, notify('customer.deleted', 9999))).toBe(200);
			await untilEnded(sql, id, 1);
			const [{ end }] = await runsOf(sql, id);
			expect(end).toEqual([
				expect.objectContaining({ resource_id: 9999, resource_status: 'gone', resource: null }),
			]);
		});

		it('keeps an event that could not be fetched, for Retry', async () => {
			const { client, sandbox, sql } = stage();
			const { id, url, notify } = await stage().publishTrigger('Retried');
			const [customer] = stage().createCustomers(1);
			const operation = 'getCustomerByIdV3';
			sandbox.faults.set({ answers: [{ kind: 'status', status: 403, operation, count: null }] });
			expect(await send(url, notify(EVENT, customer))).toBe(200);
			await untilEnded(sql, id, 1);
			const [failed] = await runsOf(sql, id);
			expect(failed.status).toBe('error');
			expect(executionError(await getExecution(client, failed.id))).toMatch(/customer/i);

			sandbox.faults.clear();
			await retryExecution(client, failed.id);
			await untilEnded(sql, id, 2);
			expect(arrivals(await runsOf(sql, id))).toEqual(new Map([[customer, 1]]));
		});

		it('keeps what it has answered over a kill -9', async () => {
			const { n8n, sql } = stage();
			const { id, url, notify } = await stage().publishTrigger('Killed');
			const customers = stage().createCustomers(20);
			const answers = await Promise.all(
				customers.map(async (customer) => await send(url, notify(EVENT, customer))),
			);
			expect(answers).toEqual(customers.map(() => 200));
			await untilEnded(sql, id, customers.length);
			await n8n.kill();
			await n8n.restart();
			const once = new Map(customers.map((customer) => [customer, 1]));
			expect(arrivals(await runsOf(sql, id))).toEqual(once);
		});
	},
};

export default scene;
