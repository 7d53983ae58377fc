import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INode, INodeParameters, IWorkflowSettings } from 'n8n-workflow';
import { readOnlySentence } from '../../src/clockodo/read-only.js';
import { executionError, outputItems, type Execution } from '../../host/executions.mjs';
import { node } from '../../host/workflows.mjs';
import { sandboxClient, type SandboxClient } from '../../sandbox/client/client.mjs';
import { isoSeconds } from '../../sandbox/store/time.mjs';
import { clockodoNode } from '../support/clockodo-nodes.mjs';
import { Opened } from '../support/opened.mjs';
import { itemsOf, runNodes } from '../support/run-nodes.mjs';
import { createApiCredential } from '../support/sandbox.mjs';
import { startN8nScene, type N8nScene } from '../support/scenes/n8n-scene.mjs';

const MINUTE = 60_000;
/** The server's zone and the workflow's: 25 hours apart, never the same day. */
const [SERVER, WORKFLOW] = ['Pacific/Pago_Pago', 'Pacific/Kiritimati'];

const opened = new Opened();
let scene: N8nScene;
let api: SandboxClient;

beforeAll(async () => {
	scene = opened.add(await startN8nScene({ env: { GENERIC_TIMEZONE: SERVER } }));
	api = sandboxClient(scene.sandbox);
}, 300_000);

beforeEach(async () => await scene.sandbox.reset());

afterAll(async () => await opened.end(), 60_000);

const run = async (nodes: INode[], settings?: IWorkflowSettings): Promise<Execution> =>
	await runNodes(scene.client, 'Few nodes', nodes, settings);

const clockodo = (name: string, parameters: INodeParameters, more: Partial<INode> = {}): INode => ({
	...clockodoNode(name, parameters, scene.credential),
	...more,
});

/** What the last of the nodes puts out, of a workflow that succeeds. */
async function outputOf(nodes: INode[], settings?: IWorkflowSettings): Promise<IDataObject[]> {
	const execution = await run(nodes, settings);
	expect(executionError(execution)).toBeUndefined();
	return outputItems(execution, nodes.at(-1)?.name ?? '');
}

const byName = (value: string): INodeParameters => ({ __rl: true, mode: 'name', value });
const dayIn = (timeZone: string, time = Date.now()) =>
	new Date(time).toLocaleDateString('sv', { timeZone });

describe('By Name', () => {
	const entry: INodeParameters = {
		resource: 'entry',
		operation: 'create',
		customers_id: byName('={{ $json.customer }}'),
		projects_id: byName('P-24-01'),
		services_id: byName('webentwicklung'),
		time_since: '2033-05-02T08:00:00Z',
		time_until: '2033-05-02T09:00:00Z',
		users_id: byName('={{ $json.who }}'),
	};
	const given = (customer: string) =>
		itemsOf([
			{ customer, who: 'jonas@nordlicht.example' },
			{ customer, who: 'MA-03' },
		]);

	it('takes names, numbers and e-mails, also from the items before it', async () => {
		const made = await outputOf([...given(' hotel bergblick '), clockodo('Create', entry)]);
		const chosen = { customers_id: 1, projects_id: 1, services_id: 2 };
		expect(made).toMatchObject([
			{ ...chosen, users_id: 2, customers_name: 'Hotel Bergblick', users_name: 'Jonas Weber' },
			{ ...chosen, users_id: 3, users_name: 'Mia Schneider' },
		]);
	});

	it('stops at a name that none has, with those that are near', async () => {
		const before = [...scene.sandbox.company.records('entries').all()];
		const execution = await run([...given('Hotel Bergblik'), clockodo('Create', entry)]);
		expect(executionError(execution)).toContain(
			"Customer: there is none with the name, number or e-mail 'Hotel Bergblik'. There are, for example, Hotel Bergblick (K-1001) (ID 1).",
		);
		expect(scene.sandbox.company.records('entries').all()).toEqual(before);
	});

	it('stops at a name that several have, with their IDs', async () => {
		const { data } = await api<{ data: { id: number } }>('POST', '/v3/customers', {
			name: 'HOTEL Bergblick',
		});
		const execution = await run([...given('Hotel Bergblick'), clockodo('Create', entry)]);
		expect(executionError(execution)).toContain(
			`Customer: 'Hotel Bergblick' means 2 of them: HOTEL Bergblick (ID ${data.id}); Hotel Bergblick (K-1001) (ID 1). Choose one by its ID.`,
		);
	});

	it('hands only the items on to the error output whose name is wrong', async () => {
		const items = itemsOf([{ called: 'K-1002' }, { called: 'Nobody' }, { called: 'K-1003' }]);
		const get = { resource: 'customer', operation: 'get', id: byName('={{ $json.called }}') };
		const execution = await run([
			...items,
			clockodo('Get', get, { onError: 'continueErrorOutput' }),
		]);
		expect(outputItems(execution, 'Get').map(({ id }) => id)).toEqual([2, 3]);
		expect(outputItems(execution, 'Get', 1)).toMatchObject([
			{ called: 'Nobody', error: expect.stringContaining("'Nobody'") as unknown },
		]);
	});
});

describe('Period', () => {
	const list: INodeParameters = {
		resource: 'entry',
		operation: 'getAll',
		period: 'lastMonth',
		returnAll: true,
	};
	/** Around both ends of the last month in the workflow's zone, which is 14 hours ahead of UTC. */
	const times = () => {
		const [year = 0, month = 0] = dayIn(WORKFLOW).split('-').map(Number);
		return [month - 2, month - 1].flatMap((index) => {
			const begin = Date.UTC(year, index, 1, -14);
			return [begin - 30 * MINUTE, begin + 30 * MINUTE];
		});
	};
	const lastMonthIn = (zone: string): string => {
		const [year = 0, month = 0] = dayIn(zone).split('-').map(Number);
		return new Date(Date.UTC(year, month - 2)).toISOString().slice(0, 7);
	};
	const expectedIn = (zone: string) =>
		times()
			.filter((time) => dayIn(zone, time).startsWith(lastMonthIn(zone)))
			.map((time) => isoSeconds(time));

	it("is that of the workflow's zone; without one, of the server's", async () => {
		const entries = scene.sandbox.company.records('entries');
		for (const { id } of entries.all()) entries.remove(id);
		for (const time of times()) {
			await api('POST', '/v2/entries', {
				customers_id: 1,
				services_id: 1,
				billable: 1,
				time_since: isoSeconds(time),
				time_until: isoSeconds(time + 10 * MINUTE),
			});
		}
		const begins = async (settings?: IWorkflowSettings) =>
			(await outputOf([clockodo('Get', list)], settings)).map(({ time_since }) => time_since);
		expect(expectedIn(WORKFLOW)).not.toEqual(expectedIn(SERVER));
		expect(await begins({ timezone: WORKFLOW })).toEqual(expectedIn(WORKFLOW));
		expect(await begins()).toEqual(expectedIn(SERVER));
	});
});

describe('Create or Update', () => {
	it('creates, changes and leaves, and writes nothing the second time', async () => {
		const rows = [
			{ name: 'Werft Elbe', note: 'New' },
			{ name: 'stadtwerke altona', note: 'Changed' },
			{ name: 'werft elbe', note: 'New' },
		];
		const upsert = clockodo('Upsert', {
			resource: 'customer',
			operation: 'upsert',
			name: '={{ $json.name }}',
			additionalFields: { note: '={{ $json.note }}' },
		});
		const results = async () =>
			(await outputOf([...itemsOf(rows), upsert])).map(({ name, note, upsert: result }) => [
				name,
				note,
				result,
			]);
		expect(await results()).toEqual([
			['Werft Elbe', 'New', 'created'],
			['Stadtwerke Altona', 'Changed', 'updated'],
			['Werft Elbe', 'New', 'unchanged'],
		]);
		const sent = () => scene.sandbox.requests.countByOperation();
		expect(sent()).toMatchObject({ createCustomerV3: 1, updateCustomerByIdV3: 1 });
		scene.sandbox.requests.clear();
		expect((await results()).map(([, , result]) => result)).toEqual(rows.map(() => 'unchanged'));
		expect(sent()).toEqual({ getCustomersV3: 1 });
	});
});

describe('Get Who Is Away', () => {
	it("says who is away today in the workflow's zone", async () => {
		const absences = scene.sandbox.company.records('absences');
		for (const { id } of absences.all()) absences.remove(id);
		await api('POST', '/v4/absences', {
			users_id: 4,
			type: 1,
			date_since: dayIn(WORKFLOW),
			status: 1,
		});
		const parameters = { resource: 'absence', operation: 'getAway', period: 'today' };
		const away = [clockodo('Away', parameters)];
		expect(await outputOf(away, { timezone: WORKFLOW })).toMatchObject([
			{
				users_name: 'Emre Yilmaz',
				users_email: 'emre@nordlicht.example',
				type_label: 'Regular Holiday',
				date_since: dayIn(WORKFLOW),
			},
		]);
		expect(await outputOf(away)).toEqual([]);
	});
});

describe('Get Rows, then Mark Billed', () => {
	const period = { period: 'lastDays', periodDays: 400 };
	const rows = () =>
		clockodo('Rows', {
			resource: 'entryGroup',
			operation: 'getRows',
			...period,
			grouping: ['customers_id', 'projects_id'],
			filters: { billable: 1 },
		});
	const mark = (more: INodeParameters) =>
		clockodo('Mark', {
			resource: 'entry',
			operation: 'markBilled',
			which: 'filters',
			...period,
			filters: {
				customers_id: '={{ $json.customers_id }}',
				projects_id: '={{ $json.projects_id }}',
			},
			...more,
		});
	const first = node({ name: 'First', type: 'n8n-nodes-base.limit', parameters: { maxItems: 1 } });
	const billable = () =>
		sandboxEntries().filter((each) => each.billable === 1 && each.time_until !== null);
	const sandboxEntries = () =>
		scene.sandbox.company.records('entries').all() as unknown as Array<{
			customers_id: number;
			projects_id: number | null;
			duration: number;
			billable: number;
			time_until: string | null;
		}>;
	const key = (each: { customers_id?: unknown; projects_id?: unknown }) =>
		`${String(each.customers_id)} ${String(each.projects_id)}`;

	it('gives the hours of each customer and project', async () => {
		const seconds = new Map<string, number>();
		for (const each of billable()) {
			seconds.set(key(each), (seconds.get(key(each)) ?? 0) + each.duration);
		}
		const items = await outputOf([rows()]);
		expect(new Map(items.map((row) => [key(row), row.duration]))).toEqual(seconds);
		expect(items).toHaveLength(seconds.size);
		expect(items[0]).toMatchObject({
			customers_name: 'Hotel Bergblick',
			duration_hours: Number(items[0].duration) / 3600,
		});
	});

	it('marks those of a row, once that is confirmed', async () => {
		const before = billable();
		const asked = await run([rows(), first, mark({})]);
		const row = outputItems(asked, 'First')[0];
		const ofRow = before.filter((each) => key(each) === key(row)).length;
		expect(ofRow).toBeGreaterThan(0);
		expect(outputItems(asked, 'Mark')).toMatchObject([
			{ changed: false, affected_entries: ofRow, edited_entries: 0 },
		]);
		expect(billable()).toEqual(before);

		expect(await outputOf([rows(), first, mark({ confirm: true })])).toMatchObject([
			{ changed: true, affected_entries: ofRow, edited_entries: ofRow },
		]);
		expect(billable()).toEqual(before.filter((each) => key(each) !== key(row)));
		expect((await outputOf([rows()])).map(key)).not.toContain(key(row));
	});
});

describe('a credential with Read Only', () => {
	it('reads, and refuses to change anything, in other nodes as well', async () => {
		const readOnly = await createApiCredential(scene.client, scene.sandbox, { readOnly: true });
		const get = { resource: 'customer', operation: 'get', id: byName('K-1001') };
		const update = { ...get, operation: 'update', updateFields: { note: 'changed' } };
		const read = await run([clockodoNode('Get', get, readOnly)]);
		expect(outputItems(read, 'Get')).toMatchObject([{ id: 1, name: 'Hotel Bergblick' }]);

		const request = node({
			name: 'Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'PUT',
				url: `${scene.sandbox.apiUrl}/v3/customers/1`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'clockodoApi',
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '{"note":"changed"}',
			},
			credentials: { clockodoApi: { id: readOnly.id, name: readOnly.name } },
		});
		for (const changing of [clockodoNode('Update', update, readOnly), request]) {
			expect(executionError(await run([changing]))).toContain(readOnlySentence);
		}
		const sent = scene.sandbox.requests.countByOperation();
		expect(sent).not.toHaveProperty('updateCustomerByIdV3');
		expect(executionError(await run([clockodo('Update', update)]))).toBeUndefined();
		expect(await api('GET', '/v3/customers/1')).toMatchObject({ data: { note: 'changed' } });
	});
});
