import { expect, it } from '@jest/globals';

import type { IDataObject } from 'n8n-workflow';

import { lists } from '../../../nodes/Clockodo/table/lists.js';
import { testCredential } from '../../../host/client.mjs';
import { sandboxClient } from '../../../sandbox/client/client.mjs';
import { apiCredentialOf } from '../../support/sandbox.mjs';
import type { N8nScene } from '../../support/scenes/n8n-scene.mjs';
import type { Scene } from '../scene.mjs';

interface Results {
	results: Array<{ name: string; value: number }>;
	paginationToken?: string;
}

/** As the editor asks for the choices of a field of the Clockodo node. */
async function choices<Answer>(
	{ client, credential }: N8nScene,
	kind: 'options' | 'resource-locator-results',
	methodName: string,
	more: IDataObject = {},
): Promise<Answer> {
	return await client.request('POST', `/rest/dynamic-node-parameters/${kind}`, {
		path: 'parameters.id',
		methodName,
		nodeTypeAndVersion: { name: 'n8n-nodes-clockodo.clockodo', version: 1 },
		currentNodeParameters: {},
		credentials: { clockodoApi: { id: credential.id, name: credential.name } },
		...more,
	});
}

const scene: Scene = {
	name: 'the editor’s questions',
	define(stage) {
		it('lists the choices of every field that holds an ID', async () => {
			for (const list of Object.keys(lists)) {
				const { results } = await choices<Results>(stage(), 'resource-locator-results', list);
				for (const { name, value } of results) {
					expect([list, name]).not.toEqual([list, expect.stringMatching(/undefined|null|NaN/)]);
					expect(Number.isSafeInteger(value)).toBe(true);
				}
			}
		});

		it('searches, and goes on page by page', async () => {
			const api = sandboxClient(stage().sandbox);
			const list = async (name: string, more?: IDataObject) =>
				await choices<Results>(stage(), 'resource-locator-results', name, more);
			const { results } = await list('customer', { filter: 'Bergblick' });
			expect(results.map(({ name }) => name)).toEqual([expect.stringContaining('Bergblick')]);
			for (let count = 0; count < 110; count++) {
				await api('POST', '/v4/services', { name: `Many ${count}` });
			}
			const { paginationToken, results: first } = await list('service');
			const { results: second } = await list('service', { paginationToken });
			const ids = new Set([...first, ...second].map(({ value }) => value));
			expect(ids.size).toBe(first.length + second.length);
			expect(second.length).toBeGreaterThan(0);
		});

		it.each(['user', 'events', 'timeZones'])('loads the choices of %s', async (name) => {
			const options = await choices<unknown[]>(stage(), 'options', name);
			expect(options.length).toBeGreaterThan(3);
		});

		it('tests the credential', async () => {
			const { client, credential, sandbox } = stage();
			const fields = apiCredentialOf(sandbox);
			expect(await testCredential(client, credential, fields)).toMatchObject({ status: 'OK' });
			const wrong = { ...fields, apiKey: 'wrong' };
			expect(await testCredential(client, credential, wrong)).toMatchObject({ status: 'Error' });
		});

		it.each([
			['clockodo/1.0.0/absence/get', 'date_since'],
			['clockodoTrigger/1.1.0', 'resource_status'],
		])('shows the fields of %s before the first run', async (file, field) => {
			const path = `/schemas/n8n-nodes-clockodo.${file}.json`;
			const schema = await stage().client.request<{ properties: IDataObject }>('GET', path);
			expect(Object.keys(schema.properties)).toContain(field);
		});
	},
};

export default scene;
