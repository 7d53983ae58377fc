import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actItems } from '../../nodes/Clockodo/call/acts/items.mjs';
import { callsOf, nodeActs, onlyReads } from '../../nodes/Clockodo/table/operations.js';
import { sandboxClient, type SandboxClient } from '../../sandbox/client/client.mjs';
import { startSandbox, type Sandbox } from '../../sandbox/server.mjs';
import { actParameters } from '../support/act-samples.mjs';
import { Opened } from '../support/opened.mjs';
import { runClockodo } from '../support/node-run.mjs';
import { schemaProblems } from '../support/request-schemas.mjs';

const opened = new Opened();
let sandbox: Sandbox;
let client: SandboxClient;

beforeAll(async () => {
	sandbox = opened.add(await startSandbox());
	client = sandboxClient(sandbox);
});
afterAll(async () => await opened.end());

describe('every act of the Clockodo node', () => {
	const cases = nodeActs.map(
		(each) => [`${each.resource.value}: ${each.choice.value}`, each] as const,
	);

	it.each(cases)('%s gives items as it states, by the requests that it states', async (_, each) => {
		const parameters = await actParameters(each, client);
		sandbox.requests.clear();
		const items = await runClockodo(sandbox, { parameters });

		expect(items.length).toBeGreaterThan(0);
		expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		const schema = actItems[each.act](each);
		expect(items.flatMap(({ json }) => schemaProblems(schema, json))).toEqual([]);
		const stated = callsOf(each);
		const sent = Object.keys(sandbox.requests.countByOperation());
		expect(stated.map(({ id }) => id)).toEqual(expect.arrayContaining(sent));
		expect(onlyReads(each)).toBe(stated.every(({ method }) => method === 'GET'));
	});
});

describe('Clock → Get Many Running', () => {
	const running = async (options: object) =>
		(
			await runClockodo(sandbox, {
				parameters: { resource: 'clock', operation: 'getAllRunning', options: { ...options } },
			})
		).map(({ json }) => json);

	it("gives everybody's, the longest first, with names and hours", async () => {
		await sandbox.reset();
		const begun = (hours: number) =>
			new Date(Date.now() - hours * 3_600_000).toISOString().replace(/\.\d+/, '');
		const start = async (users_id: number, hours: number) =>
			await client('POST', '/v2/clock', {
				customers_id: 1,
				services_id: 1,
				users_id,
				time_since: begun(hours),
			});
		await start(2, 1.5);
		await start(3, 11);

		const all = await running({});
		expect(all.map(({ users_id, running_hours }) => [users_id, running_hours])).toEqual([
			[3, 11],
			[2, 1.5],
		]);
		const { data: user } = await client<{ data: { name: string } }>('GET', '/v3/users/3');
		expect(all[0]).toMatchObject({ users_name: user.name, customers_id: 1 });
		expect(await running({ longerThan: '10' })).toEqual([all[0]]);
		expect(await running({ longerThan: 11.5 })).toEqual([]);
		expect(await running({ users_id: 2 })).toEqual([all[1]]);
		expect(await running({ startedWithin: 0.1 })).toEqual([all[1]]);
	});
});
