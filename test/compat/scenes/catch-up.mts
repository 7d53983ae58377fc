import { expect, it } from '@jest/globals';

import { performAsOwner } from '../../../sandbox/api/api.mjs';
import {
	arrivedEvents,
	difference,
	lookingEvery,
	runsWith,
	untilLooked,
} from '../../support/looks.mjs';
import { createCustomer, unheard } from '../../support/sandbox.mjs';
import { runsOf, untilEnded } from '../../support/stored-runs.mjs';
import type { Scene } from '../scene.mjs';

const events = ['customer.created', 'customer.updated', 'customer.deleted'];
const list = 'getCustomersV3';
/** Of each sort of change, half of them with their webhook. */
const MANY = 6;

const scene: Scene = {
	name: 'catch-up',
	define(stage) {
		it('tells what no webhook told, also while n8n was down, and the rest once', async () => {
			const { n8n, sandbox, sql } = stage();
			const parameters = { events, catchUp: lookingEvery(2) };
			const { id: workflow } = await stage().publishTrigger('Catch-up', parameters);
			const perform = (operation: string, values: Parameters<typeof performAsOwner>[2]) =>
				performAsOwner(sandbox.company, operation, values);
			const expected: string[] = [];
			/** A look has seen what is there, and the flow was told: what changes earlier is fetched as it is by then. */
			const looked = async () => {
				await untilLooked(sandbox, list);
				return await runsWith(expected.length, sql, workflow);
			};
			const silent: string[] = [];
			/** Does it to each; of every second no webhook tells. */
			const doEach = async (ids: readonly number[], action: (id: number) => string) => {
				for (const [index, id] of ids.entries()) {
					const isTold = index % 2 === 0;
					const event = isTold ? action(id) : unheard(sandbox, () => action(id));
					expected.push(event);
					if (!isTold) silent.push(event);
					await sandbox.deliveries.idle();
				}
			};
			const create = () => `customer.created ${createCustomer(sandbox).id}`;
			const update = (id: number) => {
				perform('updateCustomerByIdV3', { path: { id: String(id) }, body: { note: 'changed' } });
				return `customer.updated ${id}`;
			};
			const remove = (id: number) => {
				perform('deleteCustomerByIdV3', { path: { id: String(id) } });
				return `customer.deleted ${id}`;
			};
			const madeSilently = stage().createCustomers(2 * MANY);
			silent.push(...madeSilently.map((id) => `customer.created ${id}`));
			expected.push(...silent);
			await looked();

			await doEach(Array<number>(MANY).fill(0), create);
			await doEach(madeSilently.slice(0, MANY), update);
			await looked();
			// Of a list of more than 20, a look believes at most a fifth to be gone.
			await doEach(madeSilently.slice(0, 4), remove);
			await looked();
			await n8n.stop();
			unheard(sandbox, () => {
				const whileDown = [...madeSilently.slice(MANY, MANY + 3).map(remove), create(), create()];
				silent.push(...whileDown);
				expected.push(...whileDown);
			});
			await n8n.restart();

			await looked();
			// What came twice would come with this one.
			await untilLooked(sandbox, list);
			await untilEnded(sql, workflow, 0);
			const runs = await runsOf(sql, workflow);
			expect(difference(expected, arrivedEvents(runs))).toEqual({ missing: [], unexpected: [] });
			const found = runs.filter(({ end }) => end.some(({ source }) => source === 'catch_up'));
			expect(arrivedEvents(found)).toEqual(expect.arrayContaining(silent));
		});
	},
};

export default scene;
