import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isoSeconds } from '../../src/clockodo/values.js';
import type { ListName } from '../../nodes/Clockodo/table/lists.js';
import { sandboxClient, type SandboxClient } from '../../sandbox/client/client.mjs';
import { startSandbox, type Sandbox } from '../../sandbox/server.mjs';
import { linesIn, listSearch, search, type Looking } from '../support/node-panel.mjs';

let sandbox: Sandbox;
let client: SandboxClient;

beforeAll(async () => {
	sandbox = await startSandbox();
	client = sandboxClient(sandbox);
});

afterAll(async () => await sandbox.close());

beforeEach(() => sandbox.requests.clear());

const lines = async (list: ListName, looking?: Looking) => await linesIn(sandbox, list, looking);

const day = 24 * 60 * 60 * 1000;
const ago = (milliseconds: number) => isoSeconds(Date.now() - milliseconds);

/** Copies of the company's first resource of a collection, with other values. */
function add(collection: string, ...copies: Array<Record<string, unknown>>): number[] {
	const records = sandbox.company.records(collection);
	const { id: _id, ...first } = records.all()[0];
	return copies.map((values) => records.insert({ ...first, ...values }).id);
}

describe('drop-downs against the sandbox', () => {
	it('all of them can be opened', async () => {
		for (const list of Object.keys(listSearch) as ListName[]) {
			const { results } = await search(sandbox, list);
			expect([list, results]).toEqual([list, expect.any(Array)]);
			for (const { name } of results) expect(name).not.toMatch(/undefined|null|NaN|\[object/);
		}
	});

	it('a search finds the oldest entry of a year behind a thousand of this month', async () => {
		const many = Array.from({ length: 1_200 }, (_, index) => ({
			text: `Routine ${index}`,
			time_since: ago(index * 60_000),
		}));
		add('entries', ...many);
		const [old] = add('entries', { text: 'Abnahme', time_since: ago(350 * day) });
		expect(await search(sandbox, 'entry', { filter: 'abnahme' })).toEqual({
			results: [{ name: expect.stringMatching(/, Abnahme$/), value: old }],
			paginationToken: undefined,
		});
		expect((await search(sandbox, 'entry')).results).toHaveLength(100);
	});

	it('no look at the entries counts as one of those with names, of which the API allows few', async () => {
		await search(sandbox, 'entry', { filter: 'nobody ever wrote this' });
		expect(sandbox.requests.countByOperation()).toEqual({
			getEntriesV2: expect.any(Number),
			getUsersV3: 1,
			getCustomersV3: 1,
		});
	});

	it('the customers that are inactive stand behind all others, page after page', async () => {
		add(
			'customers',
			...Array.from({ length: 120 }, (_, index) => ({
				name: `Kunde ${index}`,
				number: null,
				active: index % 2 === 0,
			})),
		);
		const first = await search(sandbox, 'customer');
		const second = await search(sandbox, 'customer', { token: String(first.paginationToken) });
		const names = [...first.results, ...second.results].map(({ name }) => name);
		const inactive = names.findIndex((name) => name.endsWith(' (inactive)'));
		expect(names.slice(inactive).every((name) => name.endsWith(' (inactive)'))).toBe(true);
		expect(names.length - inactive).toBe(60);
	});

	it('projects of the same name have the customer behind, and are found by it', async () => {
		add('projects', { name: 'Website', number: null, customers_id: 1 });
		add('projects', { name: 'Website', number: null, customers_id: 2 });
		const both = ['Website, Hotel Bergblick', 'Website, Stadtwerke Altona'];
		expect(await lines('project', { filter: 'website, ' })).toEqual(both);
		expect(await lines('project', { filter: 'altona' })).toContain(both[1]);
	});

	it('the rates below the default one are there', async () => {
		await client('POST', '/v4/rates', { hourly_rate: 111, user_ids: [2], customer_ids: [1] });
		const { data } = await client<{ data: { name: string } }>('GET', '/v3/users/2');
		expect(await lines('rate')).toContain(`${data.name}, Hotel Bergblick: 111`);
	});

	it('what waits to be approved stands first', async () => {
		add('absences', { status: 0, date_since: '2001-01-01', date_until: '2001-01-01', users_id: 2 });
		const approve = { resource: 'absence', operation: 'approve' };
		const shown = await lines('absence', { parameters: approve });
		const waiting = shown.filter((name) => name.endsWith('(Enquired)')).length;
		expect(waiting).toBeGreaterThan(0);
		expect(shown.slice(0, waiting).every((name) => name.endsWith('(Enquired)'))).toBe(true);
		expect((await lines('absence')).at(-1)).toContain('2001-01-01 (Enquired)');
	});

	it('whose clock runs is seen, one’s own or another’s', async () => {
		const { running: own } = await client<{ running: { id: number } }>('POST', '/v2/clock', {
			customers_id: 1,
			services_id: 2,
		});
		const { running: other } = await client<{ running: { id: number } }>('POST', '/v2/clock', {
			customers_id: 2,
			services_id: 2,
			users_id: 3,
		});
		const all = await search(sandbox, 'runningEntry');
		expect(all.results.map(({ value }) => value).sort()).toEqual([own.id, other.id].sort());
		const parameters = { options: { users_id: { __rl: true, mode: 'list', value: 3 } } };
		const chosen = await search(sandbox, 'runningEntry', { parameters });
		expect(chosen.results).toEqual([
			{ name: expect.stringContaining('Stadtwerke Altona'), value: other.id },
		]);
	});
});
