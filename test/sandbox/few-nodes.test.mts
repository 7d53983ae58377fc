import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sandboxClient, type SandboxClient } from '../../sandbox/client/client.mjs';
import { startSandbox, type Sandbox } from '../../sandbox/server.mjs';
import { isoSeconds } from '../../sandbox/store/time.mjs';
import { Opened } from '../support/opened.mjs';
import { runClockodo } from '../support/node-run.mjs';

/** What people want of Clockodo in n8n: its side of each is one node, or two in a row. */
describe('with one or two nodes', () => {
	const opened = new Opened();
	let sandbox: Sandbox;
	let client: SandboxClient;

	beforeAll(async () => {
		sandbox = opened.add(await startSandbox());
		client = sandboxClient(sandbox);
	});
	beforeEach(async () => await sandbox.reset());
	afterAll(async () => await opened.end());

	const node = async (parameters: INodeParameters, items: IDataObject[] = [{}]) =>
		(await runClockodo(sandbox, { parameters, items })).map(({ json }) => json);

	it('a request is sent to who decides, and their decision comes back', async () => {
		const requests = await node({ resource: 'absence', operation: 'getOpenRequests' });
		const [first] = requests;
		// Here stands the mail with two buttons.
		expect(first.approvers_emails).toBe('clara@nordlicht.example');
		const decided = await node(
			{
				resource: 'absence',
				operation: 'approve',
				id: '={{ $json.id }}',
				note: '=Genehmigt von {{ $json.approvers_names }}',
			},
			[first],
		);
		expect(decided).toMatchObject([{ id: first.id, status: 1, approved_by: 1 }]);
		const open = await node({ resource: 'absence', operation: 'getOpenRequests' });
		expect(open).toHaveLength(requests.length - 1);
	});

	it("the team's channel hears in the morning who is away", async () => {
		await client('POST', '/v4/absences', {
			users_id: 4,
			type: 1,
			date_since: new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' }),
			status: 1,
		});
		const away = await node({ resource: 'absence', operation: 'getAway', period: 'today' });
		const lines = away.map(
			({ users_name, type_label }) => `${String(users_name)}: ${String(type_label)}`,
		);
		expect(lines).toContain('Emre Yilmaz: Regular Holiday');
	});

	it('hours by customer and project become rows, and then are marked as billed', async () => {
		const period = { time_since: '2020-01-01', time_until: '2035-01-01' };
		const rows = await node({
			resource: 'entryGroup',
			operation: 'getRows',
			...period,
			grouping: ['customers_id', 'projects_id'],
			filters: { billable: 1 },
		});
		expect(rows.length).toBeGreaterThan(3);
		expect(rows[0]).toMatchObject({ customers_name: 'Hotel Bergblick' });
		const marked = await node(
			{
				resource: 'entry',
				operation: 'markBilled',
				which: 'filters',
				...period,
				filters: { customers_id: '={{ $json.customers_id }}' },
				confirm: true,
			},
			[rows[0]],
		);
		expect(marked).toMatchObject([{ changed: true }]);
		const left = sandbox.company.records('entries').where({ customers_id: 1, billable: 1 });
		expect(left).toEqual([]);
	});

	it('clocks that were forgotten are found, and stopped', async () => {
		const time_since = isoSeconds(Date.now() - 11 * 3_600_000);
		const clock = { customers_id: 1, services_id: 1 };
		await client('POST', '/v2/clock', { ...clock, users_id: 2, time_since });
		await client('POST', '/v2/clock', { ...clock, users_id: 3 });
		const forgotten = await node({
			resource: 'clock',
			operation: 'getAllRunning',
			options: { longerThan: 10 },
		});
		expect(forgotten).toMatchObject([{ users_name: 'Jonas Weber', running_hours: 11 }]);
		const stop: INodeParameters = {
			resource: 'clock',
			operation: 'stop',
			id: '={{ $json.id }}',
			options: { users_id: '={{ $json.users_id }}' },
		};
		expect(await node(stop, forgotten)).toMatchObject([{ stopped: { id: forgotten[0].id } }]);
	});

	it('overtime above a limit is one node and a filter', async () => {
		const months = await node({
			resource: 'userReport',
			operation: 'getRows',
			rows: 'months',
			year: '={{ $now.year }}',
		});
		// Here stands n8n's Filter.
		const above = months.filter(({ diff_hours }) => Number(diff_hours) > -170);
		expect(above.length).toBeGreaterThan(0);
		expect(above[0]).toMatchObject({ users_email: expect.stringContaining('@') as unknown });
	});
});
