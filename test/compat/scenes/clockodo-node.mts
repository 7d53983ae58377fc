import { expect, it } from '@jest/globals';

import type { IDataObject, INode } from 'n8n-workflow';

import { nodeTypes } from '../../../host/client.mjs';
import { executionError, outputItems } from '../../../host/executions.mjs';
import { sandboxClient } from '../../../sandbox/client/client.mjs';
import { clockodoNode } from '../../support/clockodo-nodes.mjs';
import { runNodes } from '../../support/run-nodes.mjs';
import type { N8nScene } from '../../support/scenes/n8n-scene.mjs';
import type { Scene } from '../scene.mjs';

const run = async ({ client }: N8nScene, nodes: INode[]) => await runNodes(client, 'Node', nodes);

const scene: Scene = {
	name: 'the Clockodo node',
	define(stage) {
		it('creates, reads, changes, lists and deletes', async () => {
			const { credential } = stage();
			const customer = (operation: string, more: IDataObject = {}) =>
				clockodoNode(operation, { resource: 'customer', operation, ...more }, credential);
			const id = { __rl: true, mode: 'id', value: '={{ $("create").item.json.id }}' };
			const execution = await run(stage(), [
				customer('create', { name: 'Neukunde' }),
				customer('get', { id }),
				customer('update', { id, updateFields: { note: 'geändert' } }),
				{ ...customer('getAll', { returnAll: true }), executeOnce: true },
				{ ...customer('delete', { id }), executeOnce: true },
			]);
			expect(executionError(execution)).toBeUndefined();
			expect(outputItems(execution, 'get')).toMatchObject([{ name: 'Neukunde' }]);
			expect(outputItems(execution, 'update')).toMatchObject([{ note: 'geändert' }]);
			expect(outputItems(execution, 'getAll').length).toBeGreaterThan(1);
			const made = outputItems(execution, 'create')[0].id;
			const api = sandboxClient(stage().sandbox);
			await expect(api('GET', `/v3/customers/${String(made)}`)).rejects.toThrow();
		});

		it('reads all pages of a custom call', async () => {
			const { credential, sandbox } = stage();
			const parameters = {
				resource: 'customApiCall',
				operation: 'call',
				method: 'GET',
				path: '/v4/services',
				allPages: true,
			};
			const execution = await run(stage(), [clockodoNode('Call', parameters, credential)]);
			const api = sandboxClient(sandbox);
			const { data } = await api<{ data: IDataObject[] }>('GET', '/v4/services');
			expect(outputItems(execution, 'Call')).toEqual(data);
		});

		it('stops with a sentence that says what to do', async () => {
			const parameters = {
				resource: 'customer',
				operation: 'get',
				id: { __rl: true, mode: 'id', value: '987654' },
			};
			const execution = await run(stage(), [clockodoNode('Get', parameters, stage().credential)]);
			expect(execution.status).toBe('error');
			expect(executionError(execution)).toMatch(/could not be found .* Check the ID/);
		});

		it('is in the editor’s panel, also as a tool for agents', async () => {
			const names = (await nodeTypes(stage().client)).map(({ name }) => name);
			expect(names).toEqual(
				expect.arrayContaining([
					'n8n-nodes-clockodo.clockodo',
					'n8n-nodes-clockodo.clockodoTool',
					'n8n-nodes-clockodo.clockodoTrigger',
				]),
			);
		});
	},
};

export default scene;
