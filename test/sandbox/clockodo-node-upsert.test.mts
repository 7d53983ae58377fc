import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sandboxClient, type SandboxClient } from '../../sandbox/client/client.mjs';
import type { AnswerFault } from '../../sandbox/faults/faults.mjs';
import { startSandbox, type Sandbox } from '../../sandbox/server.mjs';
import { runClockodo } from '../support/node-run.mjs';

describe('Create or Update', () => {
	let sandbox: Sandbox;
	let client: SandboxClient;

	beforeAll(async () => {
		sandbox = await startSandbox();
		client = sandboxClient(sandbox);
	});
	beforeEach(() => {
		sandbox.faults.clear();
		sandbox.requests.clear();
	});
	afterAll(async () => await sandbox.close());

	const upsert = async (
		resource: string,
		parameters: INodeParameters,
		items?: IDataObject[],
		continueOnFail = false,
	) => {
		const given = { resource, operation: 'upsert', ...parameters };
		const results = await runClockodo(sandbox, { parameters: given, items, continueOnFail });
		return results.map(({ json }) => json);
	};
	const sent = () => sandbox.requests.countByOperation();
	const id = (value: number): INodeParameters => ({ __rl: true, mode: 'id', value });

	it('creates what is not there, changes what differs, and leaves what is as wanted', async () => {
		const given = { name: 'Werft Elbe', additionalFields: { number: 'K-77', note: 'New' } };
		const [created] = await upsert('customer', given);
		expect(created).toMatchObject({ name: 'Werft Elbe', number: 'K-77', upsert: 'created' });
		expect(sent()).toEqual({ getCustomersV3: 1, createCustomerV3: 1 });

		sandbox.requests.clear();
		expect(await upsert('customer', given)).toEqual([{ ...created, upsert: 'unchanged' }]);
		expect(sent()).toEqual({ getCustomersV3: 1 });

		const changed = { ...given, name: 'werft elbe', additionalFields: { note: 'Newer' } };
		expect(await upsert('customer', changed)).toEqual([
			{ ...created, note: 'Newer', upsert: 'updated' },
		]);
	});

	it('writes only what differs', async () => {
		const { data } = await client<{ data: IDataObject }>('GET', '/v3/users/3');
		sandbox.requests.clear();
		const [user] = await upsert('user', {
			email: 'MIA@nordlicht.example',
			name: 'Mia Schneider-Roth',
			role: String(data.role),
			readable: false,
			additionalFields: {
				language: String(data.language),
				access_groups_ids: [...(data.access_groups_ids as number[])].reverse(),
			},
		});
		expect(user).toEqual({ ...data, name: 'Mia Schneider-Roth', upsert: 'updated' });
		expect(sent()).toEqual({ getUsersV3: 1, updateUserByIdV3: 1 });
	});

	it('makes one of the same item that comes twice', async () => {
		const items = ['Twice', ' twice', 'Once', 'TWICE'].map((name) => ({ name }));
		const results = await upsert('team', { name: '={{ $json.name }}' }, items);
		expect(results.map((each) => each.upsert)).toEqual([
			'created',
			'unchanged',
			'created',
			'unchanged',
		]);
		expect(new Set(results.map((each) => each.id)).size).toBe(2);
		expect(sent()).toEqual({ getTeamsV3: 1, createTeamV3: 2 });
	});

	it('looks for a project at its customer, and for a subproject at its project', async () => {
		const project = { name: 'Onlineshop', customers_id: id(3) };
		expect(await upsert('project', project)).toMatchObject([{ id: 4, upsert: 'unchanged' }]);
		const [other] = await upsert('project', { ...project, customers_id: id(4) });
		expect(other).toMatchObject({ customers_id: 4, upsert: 'created' });
		const subproject = { name: 'konzept', projects_id: id(1) };
		expect(await upsert('subproject', subproject)).toMatchObject([{ id: 1, upsert: 'unchanged' }]);
		expect(await upsert('subproject', { ...subproject, projects_id: id(2) })).toMatchObject([
			{ projects_id: 2, upsert: 'created' },
		]);
	});

	it('finds by a number wherever it is', async () => {
		const [project] = await upsert('project', {
			matchBy: 'number',
			name: 'Betreuung',
			customers_id: id(5),
			additionalFields: { number: 'p-24-05' },
		});
		expect(project).toMatchObject({ id: 5, customers_id: 5, number: 'P-24-05', upsert: 'updated' });
		await expect(
			upsert('project', { matchBy: 'number', name: 'Betreuung', customers_id: id(5) }),
		).rejects.toThrow('[Item 0] Match By: it is to be found by its number, and there is none.');
	});

	it('takes inactive ones for matches, and several for an error that lists them', async () => {
		const make = async (body: IDataObject) => {
			const { data } = await client<{ data: { id: number } }>('POST', '/v4/services', body);
			return data.id;
		};
		const [one, other] = [await make({ name: 'Same' }), await make({ name: 'same' })];
		await client('PUT', `/v4/services/${one}`, { active: false });
		await expect(upsert('service', { name: 'SAME' })).rejects.toThrow(
			`[Item 0] Service: 2 have this name: Same (ID ${one}, inactive); same (ID ${other}). Nothing was changed.`,
		);
		await client('DELETE', `/v4/services/${other}`);
		expect(await upsert('service', { name: 'SAME' })).toMatchObject([
			{ id: one, active: false, upsert: 'unchanged' },
		]);
	});

	it('compares of a budget what is given of it', async () => {
		const budget = { amount: 40, monetary: false };
		const given = { name: 'Budgeted', customers_id: id(1), additionalFields: { budget } };
		expect(await upsert('project', given)).toMatchObject([{ upsert: 'created' }]);
		expect(await upsert('project', given)).toMatchObject([{ upsert: 'unchanged' }]);
		const more = { ...given, additionalFields: { budget: { ...budget, amount: 50 } } };
		expect(await upsert('project', more)).toMatchObject([{ upsert: 'updated' }]);
		expect(await upsert('project', more)).toMatchObject([{ upsert: 'unchanged' }]);
	});

	it('looks again after a failure, since it may have been done all the same', async () => {
		const fault: AnswerFault = { kind: 'status', status: 503, count: 1, acted: true };
		sandbox.faults.set({ answers: [{ ...fault, operation: 'createTeamV3' }] });
		const items = [{ name: 'Lost' }, { name: 'Lost' }];
		const results = await upsert('team', { name: '={{ $json.name }}' }, items, true);
		expect(results).toMatchObject([
			{ error: expect.stringContaining('503') },
			{ name: 'Lost', upsert: 'unchanged' },
		]);
		expect(sent()).toMatchObject({ getTeamsV3: 2 });
	});

	it('reads what came of it where the answer says nothing', async () => {
		sandbox.faults.set({ answers: [{ kind: 'empty', count: 1, method: 'PUT' }] });
		const given = { name: 'Stadtwerke Altona', additionalFields: { note: 'Silent' } };
		expect(await upsert('customer', given)).toMatchObject([
			{ id: 2, number: 'K-1002', note: 'Silent', upsert: 'updated' },
		]);
		expect(sent()).toMatchObject({ getCustomersV3: 2 });
	});

	it('is given names in the place of IDs', async () => {
		const customer: INodeParameters = { __rl: true, mode: 'name', value: 'K-1003' };
		expect(await upsert('project', { name: 'onlineshop', customers_id: customer })).toMatchObject([
			{ id: 4, upsert: 'unchanged' },
		]);
	});
});
