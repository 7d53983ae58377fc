import { expect, it } from '@jest/globals';

import { sandboxClient } from '../../../sandbox/client/client.mjs';
import { causeEvent } from '../../../sandbox/client/scenarios.mjs';
import {
	arrivedEvents,
	difference,
	lookingEvery,
	runsWith,
	untilLooked,
} from '../../support/looks.mjs';
import { runsOf, untilEnded } from '../../support/stored-runs.mjs';
import type { Scene } from '../scene.mjs';

/** One of each way in which lists are read: whole, page by page and in one, by years, by days. */
const entities = {
	customer: { path: '/v3/customers', change: { note: 'changed' } },
	team: { path: '/v3/teams', change: { name: 'Changed' } },
	absence: { path: '/v4/absences', change: { note: 'changed' } },
	entry: { path: '/v2/entries', change: { text: 'changed' } },
};
type Entity = keyof typeof entities;

const names = Object.keys(entities) as Entity[];
const events = names.flatMap((name) =>
	['created', 'updated', 'deleted'].map((action) => `${name}.${action}`),
);

const scene: Scene = {
	name: 'polling',
	define(stage) {
		it('tells what comes, changes and goes, also while n8n is down, each once', async () => {
			const { n8n, sandbox, sql } = stage();
			const client = sandboxClient(sandbox);
			const { id: workflow } = await stage().publishTrigger('Polling', {
				registration: 'polling',
				events,
				catchUp: lookingEvery(2),
			});
			const expected: string[] = [];
			/** A look has seen what is there, and the flow was told: what changes earlier is fetched as it is by then. */
			const looked = async () => {
				await untilLooked(sandbox);
				return await runsWith(expected.length, sql, workflow);
			};
			const create = async (name: Entity): Promise<[Entity, number]> => {
				const id = await causeEvent(client, `${name}.created`);
				expected.push(`${name}.created ${id}`);
				return [name, id];
			};
			const createEach = async () => {
				const made: Array<[Entity, number]> = [];
				for (const name of names) made.push(await create(name));
				return made;
			};

			const first = await createEach();
			await looked();
			for (const [name, id] of first) {
				await client('PUT', `${entities[name].path}/${id}`, entities[name].change);
				expected.push(`${name}.updated ${id}`);
			}
			await looked();
			await n8n.stop();
			for (const [name, id] of first) {
				await client('DELETE', `${entities[name].path}/${id}`);
				expected.push(`${name}.deleted ${id}`);
			}
			await createEach();
			await n8n.restart();

			await looked();
			// What came twice would come with this one.
			await untilLooked(sandbox);
			await untilEnded(sql, workflow, 0);
			const runs = await runsOf(sql, workflow);
			expect(difference(expected, arrivedEvents(runs))).toEqual({ missing: [], unexpected: [] });
			const sources = runs.flatMap(({ end }) => end.map(({ source }) => source));
			expect(new Set(sources)).toEqual(new Set(['polling']));
			expect(sandbox.webhooks.list()).toEqual([]);
		});
	},
};

export default scene;
