import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject, INode, INodeParameters, INodeTypeDescription } from 'n8n-workflow';
import { lists } from '../../nodes/Clockodo/table/lists.js';
import { resources } from '../../nodes/Clockodo/table/resources/index.js';
import {
	callsOf,
	isAct,
	nodeChoices,
	nodeOperations,
	type NodeAct,
	type NodeOperation,
} from '../../nodes/Clockodo/table/operations.js';
import { nodeTypes, type Credential, type N8nClient } from '../../host/client.mjs';
import { executionError, outputItems } from '../../host/executions.mjs';
import { node } from '../../host/workflows.mjs';
import { sandboxClient, type SandboxClient } from '../../sandbox/client/client.mjs';
import type { Sandbox } from '../../sandbox/server.mjs';
import { clockodoNode } from '../support/clockodo-nodes.mjs';
import { actParameters } from '../support/act-samples.mjs';
import { parametersFor, sampleFor } from '../support/node-samples.mjs';
import { Opened } from '../support/opened.mjs';
import { runNodes } from '../support/run-nodes.mjs';
import { startN8nScene } from '../support/scenes/n8n-scene.mjs';

/** The most that the node may add to what the editor downloads of all nodes, in bytes. */
const DESCRIPTION_LIMIT = 210_000;

const opened = new Opened();
let client: N8nClient;
let sandbox: Sandbox;
let api: SandboxClient;
let credential: Credential;

beforeAll(async () => {
	({ client, sandbox, credential } = opened.add(await startN8nScene()));
	api = sandboxClient(sandbox);
}, 300_000);

afterAll(async () => await opened.end(), 60_000);

const clockodo = (name: string, parameters: INodeParameters, more: Partial<INode> = {}) => ({
	...clockodoNode(name, parameters, credential),
	...more,
});

const run = async (name: string, nodes: INode[]) => await runNodes(client, name, nodes);

describe('the Clockodo node in a real n8n', () => {
	it('takes little of what the editor downloads', async () => {
		const own = (await nodeTypes(client)).filter(
			({ name }) => name === 'n8n-nodes-clockodo.clockodo',
		);
		expect(own).toHaveLength(1);
		const size = JSON.stringify(own[0]).length;
		console.log(`The node's description takes ${size} bytes of the editor's download`);
		expect(size).toBeLessThan(DESCRIPTION_LIMIT);
	});

	it('has one entry Custom API Call among its resources: its own', async () => {
		const types: INodeTypeDescription[] = await nodeTypes(client);
		const own = types.find(({ name }) => name === 'n8n-nodes-clockodo.clockodo');
		const options = own?.properties.find(({ name }) => name === 'resource')?.options ?? [];
		const calls = options.filter(({ name }) => name === 'Custom API Call');
		expect(calls).toEqual([{ name: 'Custom API Call', value: 'customApiCall' }]);
	});
});

describe('one workflow for each resource', () => {
	const ofResource = (value: string): Array<NodeOperation | NodeAct> =>
		nodeChoices.filter(
			(each) =>
				each.resource.value === value && !callsOf(each).some(({ id }) => id === 'confirmWebhookV2'),
		);

	async function parametersOf(each: NodeOperation | NodeAct): Promise<INodeParameters> {
		if (isAct(each)) return await actParameters(each, api);
		const sample = await sampleFor(each, api);
		if (!sample) throw new Error(`there is no sample request for ${each.operation.id}`);
		return parametersFor(each, sample);
	}

	it.each(resources.map(({ name, value }) => ({ name, value })))(
		'$name: every operation',
		async ({ name, value }) => {
			const nodes: INode[] = [];
			for (const each of ofResource(value)) {
				// Each node runs once, however many items come from the one before, or none.
				const once = { executeOnce: true, alwaysOutputData: true };
				nodes.push(clockodo(each.choice.name, await parametersOf(each), once));
			}
			const execution = await run(name, nodes);
			expect(executionError(execution)).toBeUndefined();
			expect(execution.status).toBe('success');
			for (const each of nodes) {
				expect([each.name, outputItems(execution, each.name).length > 0]).toEqual([
					each.name,
					true,
				]);
			}
		},
	);

	it('Event: gets what a notification speaks of', async () => {
		const set = node({
			name: 'Notification',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				mode: 'raw',
				jsonOutput: JSON.stringify({
					event_name: 'customer.updated',
					subscription_id: 1,
					company_id: 1,
					occurred_at: '2026-11-24T10:00:00Z',
					payload: { customer: { id: 1 } },
				}),
			},
		});
		const execution = await run('Event', [
			set,
			clockodo('Get Resource', { resource: 'event', operation: 'getResource' }),
		]);
		expect(outputItems(execution, 'Get Resource')).toMatchObject([
			{ entity: 'customer', resource_id: 1, resource_status: 'fetched', resource: { id: 1 } },
		]);
	});

	it('Custom API Call: reads all pages of a list', async () => {
		const execution = await run('Custom', [
			clockodo('Call', {
				resource: 'customApiCall',
				operation: 'call',
				method: 'GET',
				path: '/v4/services',
				allPages: true,
			}),
		]);
		const { data } = await api<{ data: IDataObject[] }>('GET', '/v4/services?items_per_page=5000');
		expect(outputItems(execution, 'Call')).toEqual(data);
	});
});

describe('the drop-downs, as the editor asks for them', () => {
	interface Results {
		results: Array<{ name: string; value: number }>;
		paginationToken?: string;
	}

	const ask = async (
		methodName: string,
		parameters: IDataObject = {},
		more: IDataObject = {},
	): Promise<Results> =>
		await client.request('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
			path: 'parameters.id',
			methodName,
			nodeTypeAndVersion: { name: 'n8n-nodes-clockodo.clockodo', version: 1 },
			currentNodeParameters: parameters,
			credentials: { clockodoApi: { id: credential.id, name: credential.name } },
			...more,
		});

	beforeAll(async () => {
		await sandbox.reset();
		for (const each of nodeOperations.filter(({ choice }) => choice.value === 'create')) {
			const sample = await sampleFor(each, api);
			const { method, path } = each.operation;
			if (method === 'POST') await api('POST', path, sample?.body);
		}
		await api('POST', '/v2/clock', { customers_id: 1, services_id: 1 });
	});

	it.each(Object.keys(lists))('%s has entries with a name and an ID', async (list) => {
		const { results } = await ask(list);
		expect(results.length).toBeGreaterThan(0);
		for (const { name, value } of results) {
			expect(name).not.toMatch(/undefined|null|NaN|\[object/);
			expect(Number.isSafeInteger(value)).toBe(true);
		}
	});

	it('gives the projects of the customer that is chosen', async () => {
		const chosen = { customers_id: { __rl: true, mode: 'list', value: 1 } };
		const { data } = await api<{ data: Array<{ id: number; customers_id: number }> }>(
			'GET',
			'/v4/projects?items_per_page=5000',
		);
		const wanted = data.filter(({ customers_id }) => customers_id === 1).map(({ id }) => id);
		expect(wanted.length).toBeLessThan(data.length);
		const { results } = await ask('project', chosen);
		expect(results.map(({ value }) => value).sort()).toEqual(wanted.sort());
		const inFilters = await ask('project', { filters: chosen });
		expect(inFilters.results).toEqual(results);
	});

	it('searches by name, and goes on page by page', async () => {
		const { results } = await ask('customer', {}, { filter: 'Bergblick' });
		expect(results.map(({ name }) => name)).toEqual(['Hotel Bergblick (K-1001)']);
		for (let count = 0; count < 120; count++) {
			await api('POST', '/v4/services', { name: `Many ${count}` });
		}
		const first = await ask('service');
		expect(first.results).toHaveLength(100);
		const second = await ask('service', {}, { paginationToken: first.paginationToken });
		expect(second.results.length).toBeGreaterThan(20);
		const ids = new Set([...first.results, ...second.results].map(({ value }) => value));
		expect(ids.size).toBe(first.results.length + second.results.length);
		expect(second.paginationToken).toBeUndefined();
	});

	it.each(['user', 'events', 'timeZones'])('loads the choices of %s', async (methodName) => {
		const options = await client.request<Array<{ name: string }>>(
			'POST',
			'/rest/dynamic-node-parameters/options',
			{
				path: 'parameters.users_ids',
				methodName,
				nodeTypeAndVersion: { name: 'n8n-nodes-clockodo.clockodo', version: 1 },
				currentNodeParameters: {},
				credentials: { clockodoApi: { id: credential.id, name: credential.name } },
			},
		);
		expect(options.length).toBeGreaterThan(3);
	});
});

describe('the output schemas, as the editor asks for them', () => {
	it('name the fields of an absence before the first run', async () => {
		const path = '/schemas/n8n-nodes-clockodo.clockodo/1.0.0/absence/get.json';
		const schema = await client.request<{ properties: IDataObject }>('GET', path);
		expect(Object.keys(schema.properties)).toEqual(
			expect.arrayContaining(['id', 'users_id', 'date_since', 'date_until']),
		);
	});

	it('name the fields of the trigger’s item', async () => {
		const path = '/schemas/n8n-nodes-clockodo.clockodoTrigger/1.2.0.json';
		const schema = await client.request<{ properties: IDataObject }>('GET', path);
		expect(Object.keys(schema.properties)).toEqual(
			expect.arrayContaining(['event_name', 'resource', 'resource_status']),
		);
	});
});
