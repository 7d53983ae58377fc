import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { Clockodo } from '../../../nodes/Clockodo/Clockodo.node.js';
import type { ListName } from '../../../nodes/Clockodo/table/lists.js';
import { sandboxClient, type SandboxClient } from '../../../sandbox/client/client.mjs';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mjs';
import { additionalDataOf, core, workflowOf } from '../../support/n8n-core.mjs';
import { Opened } from '../../support/opened.mjs';
import { startRecorder, type Recorder } from '../../support/recorder.mjs';

const nodeType = new Clockodo();
const { listSearch, loadOptions } = nodeType.methods;

const opened = new Opened();
let sandbox: Sandbox;
let client: SandboxClient;
let api: Recorder;

beforeAll(async () => {
	sandbox = opened.add(await startSandbox());
	client = sandboxClient(sandbox);
	api = opened.add(await startRecorder(sandbox));
});

afterAll(async () => await opened.end());

beforeEach(() => {
	api.take();
});

/** What n8n gives to a drop-down of the node's panel, where these parameters are filled in. */
function panel(currentNodeParameters: INodeParameters = {}) {
	const { workflow, node } = workflowOf(nodeType, {
		id: '1',
		name: 'Clockodo',
		type: 'n8n-nodes-clockodo.clockodo',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { clockodoApi: { id: '1', name: 'Clockodo' } },
	});
	return new core.LoadOptionsContext(
		workflow,
		node,
		additionalDataOf(api, { currentNodeParameters }),
		'parameters',
	);
}

const search = async (list: ListName, filter?: string, token?: string, given?: INodeParameters) =>
	await listSearch[list].call(panel(given), filter, token);

const namesOf = (entries: Array<{ name: string }>) => entries.map(({ name }) => name);

describe('searching in a drop-down', () => {
	it('leaves the search to the API where that can search', async () => {
		const { results } = await search('customer', 'hotel');
		expect(results.length).toBeGreaterThan(0);
		const [{ query }] = api.take();
		expect(query).toMatchObject({ filter: { fulltext: 'hotel' } });
	});

	it('searches by itself, in small and capital letters, where the API cannot', async () => {
		for (const name of ['Bayern', 'Hamburg', 'Nordbayern']) {
			await client('POST', '/v2/nonbusinessGroups', { name });
		}
		const { results } = await search('nonbusinessGroup', ' bAYERN ');
		expect(namesOf(results).sort()).toEqual(['Bayern', 'Nordbayern']);
		expect(api.take()[0].query).toEqual({});
		expect((await search('nonbusinessGroup', 'nowhere')).results).toEqual([]);
		expect(namesOf((await search('nonbusinessGroup')).results)).toEqual(
			expect.arrayContaining(['Bayern', 'Hamburg', 'Nordbayern']),
		);
	});

	it('shows a hundred at a time, and asks for more until the last page', async () => {
		for (let count = 0; count < 101; count++) {
			await client('POST', '/v4/services', { name: `Many ${count}` });
		}
		const first = await search('service', 'Many');
		expect(first).toMatchObject({ results: { length: 100 }, paginationToken: '2' });
		const second = await search('service', 'Many', '2');
		expect(second).toMatchObject({ results: { length: 1 }, paginationToken: undefined });
		expect(api.take().map(({ query }) => [query.page, query.items_per_page])).toEqual([
			['1', '100'],
			['2', '100'],
		]);
		const ids = [...first.results, ...second.results].map(({ value }) => value);
		expect(new Set(ids).size).toBe(101);
	});

	it.each<[string, INodeParameters]>([
		['beside it', { customers_id: { __rl: true, mode: 'list', value: 1 } }],
		['as a number', { customers_id: 1 }],
		[
			'in a collection',
			{ additionalFields: { customers_id: { __rl: true, mode: 'id', value: '1' } } },
		],
	])('offers what belongs to the customer that is chosen %s', async (_where, given) => {
		const { results } = await search('project', undefined, undefined, given);
		expect(results.length).toBeGreaterThan(0);
		expect(api.take()[0].query.filter).toEqual({ customers_id: '1' });
	});

	it.each<[string, INodeParameters]>([
		['nothing is chosen', {}],
		['the choice is empty', { customers_id: { __rl: true, mode: 'list', value: '' } }],
		[
			'an expression chooses',
			{ customers_id: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
		],
	])('offers everything where %s', async (_what, given) => {
		await search('project', undefined, undefined, given);
		expect(api.take()[0].query.filter).toBeUndefined();
	});

	it('narrows and searches at once', async () => {
		await search('project', 'relaunch', undefined, { customers_id: 1 });
		expect(api.take()[0].query.filter).toEqual({ customers_id: '1', fulltext: 'relaunch' });
	});

	it('names users where the API gives their number only', async () => {
		const { data: users } = await client<{ data: Array<{ name: string }> }>('GET', '/v3/users');
		const { results } = await search('absence');
		expect(results.length).toBeGreaterThan(0);
		for (const { name } of results) {
			expect(users.map((user) => user.name)).toContain(name.split(':')[0]);
		}
	});

	it('offers the running entry, or nothing', async () => {
		const customer = { customers_id: 1, services_id: 2, text: 'Rückruf' };
		expect((await search('runningEntry')).results).toEqual([]);
		const { running } = await client<{ running: { id: number } }>('POST', '/v2/clock', customer);
		expect((await search('runningEntry')).results).toEqual([
			{ name: expect.stringContaining('Rückruf'), value: running.id },
		]);
	});
});

describe('the choices of a field for several', () => {
	it('are all that there are, over all pages', async () => {
		const customers = await loadOptions.customer.call(panel());
		const { paging } = await client<{ paging: { count_items: number } }>('GET', '/v3/customers');
		expect(customers).toHaveLength(paging.count_items);
		expect(customers[0]).toEqual({ name: expect.any(String), value: expect.any(Number) });
	});

	it('are events and time zones without asking the API', async () => {
		const events = await loadOptions.events.call(panel());
		expect(events).toHaveLength(47);
		expect(events).toContainEqual({
			name: 'Entry Stopped',
			value: 'entry.stopped',
			description: expect.any(String),
		});
		const zones = await loadOptions.timeZones.call(panel());
		expect(zones).toContainEqual({ name: 'Europe/Berlin', value: 'Europe/Berlin' });
		expect(api.take()).toEqual([]);
	});
});
