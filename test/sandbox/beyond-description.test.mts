import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
	rawRequest,
	startSandboxScene,
	type SandboxScene,
} from '../support/scenes/sandbox-scene.mjs';

let scene: SandboxScene;

beforeAll(async () => {
	scene = await startSandboxScene();
});

afterAll(async () => await scene.dispose());

const entry = (more: object) => ({
	customers_id: 1,
	time_since: '2026-11-02T08:00:00Z',
	text: 'Abgerechnet',
	...more,
});

describe('what other clients have seen of the API', () => {
	it.each([
		['of time', { services_id: 2, duration: 60 }],
		['of a lump sum', { services_id: 2, lumpsum: 123 }],
		['of a lump sum service', { lumpsum_services_id: 1, lumpsum_services_amount: 100 }],
	])('an entry %s is created as billed', async (_what, more) => {
		const body = entry({ ...more, billable: 2 });
		const { entry: made } = await scene.client<{ entry: object }>('POST', '/v2/entries', body);
		expect(made).toMatchObject({ billable: 2, text: 'Abgerechnet' });
	});

	it.each([3, 12])('an entry is not created as %i', async (billable) => {
		const body = entry({ services_id: 2, duration: 60, billable });
		expect((await rawRequest(scene.sandbox, 'POST', '/api/v2/entries', { body })).status).toBe(400);
	});

	it('groups of entries carry number and note, also where there are none', async () => {
		await scene.client('PUT', '/v3/customers/1', { note: 'Stammkunde' });
		const groups = async (grouping: string) =>
			(
				await scene.client<{ groups: Array<Record<string, unknown>> }>(
					'GET',
					`/v2/entrygroups?time_since=2020-01-01T00:00:00Z&time_until=2099-01-01T00:00:00Z&grouping[]=${grouping}`,
				)
			).groups;
		expect(await groups('customers_id')).toContainEqual(
			expect.objectContaining({ group: '1', number: 'K-1001', note: 'Stammkunde' }),
		);
		for (const group of await groups('day')) {
			expect(group).toMatchObject({ number: null, note: null });
		}
	});

	it('users carry worktime_regulation_id beside its newer name', async () => {
		const { data } = await scene.client<{ data: Array<Record<string, unknown>> }>(
			'GET',
			'/v3/users',
		);
		for (const user of data) {
			expect(user).toHaveProperty('worktime_regulation_id', user.work_time_regulations_id);
		}
	});

	it('surcharge models are a list, and each is there by its id', async () => {
		const { data } = await scene.client<{ data: Array<{ id: number }> }>(
			'GET',
			'/v2/surchargeModels',
		);
		expect(data).toEqual([expect.objectContaining({ id: 1, accumulation: false })]);
		expect(await scene.client('GET', '/v2/surchargeModels/1')).toEqual({ data: data[0] });
		const missing = await rawRequest(scene.sandbox, 'GET', '/api/v2/surchargeModels/2');
		expect(missing.status).toBe(404);
	});
});
