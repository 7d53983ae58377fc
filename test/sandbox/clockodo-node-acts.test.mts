import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
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
		// Names are read in requests of their own (names.test.mts).
		const parameters = { ...(await actParameters(each, client)), readable: false };
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

/** The items of the operation, run once. */
const json = async (parameters: INodeParameters, timezone?: string) =>
	(await runClockodo(sandbox, { parameters, timezone })).map((item) => item.json);

/** An absence of the user that is approved, unless it says something else. */
async function absent(
	users_id: number,
	[date_since, date_until]: [string, string],
	more: IDataObject = {},
): Promise<number> {
	const body = { users_id, type: 1, date_since, date_until, status: 1, ...more };
	const { data } = await client<{ data: { id: number } }>('POST', '/v4/absences', body);
	return data.id;
}

describe('Absence → Get Who Is Away', () => {
	const away = async (parameters: INodeParameters = {}, timezone?: string) =>
		await json({ resource: 'absence', operation: 'getAway', ...parameters }, timezone);
	const on = async (date_since: string, more: INodeParameters = {}) =>
		await away({ date_since, ...more });
	const brief = (items: IDataObject[]) =>
		items.map(({ users_name, days_in_period, back_on }) => [users_name, days_in_period, back_on]);

	beforeEach(async () => {
		await sandbox.reset();
		for (const { id } of sandbox.company.records('absences').all()) {
			sandbox.company.records('absences').remove(id);
		}
	});

	it('says who, with their names, and when they are back: not at a weekend', async () => {
		// A Thursday and a Friday; 4 May 2026 is a Monday.
		await absent(2, ['2026-04-30', '2026-05-01'], { public_note: 'Bin wandern' });
		const [item, ...others] = await on('2026-04-30');
		expect(others).toEqual([]);
		expect(item).toMatchObject({
			users_id: 2,
			users_name: 'Jonas Weber',
			users_email: 'jonas@nordlicht.example',
			type_label: 'Regular Holiday',
			status_label: 'Approved',
			half_day: false,
			public_note: 'Bin wandern',
			days_in_period: 1,
			back_on: '2026-05-04',
		});
		expect(item).not.toHaveProperty('note');
		expect(await on('2026-05-02')).toEqual([]);
	});

	it('knows weekends inside an absence, half days, and several absences in a row', async () => {
		await absent(2, ['2026-04-30', '2026-05-05']);
		await absent(2, ['2026-05-06', '2026-05-08'], { type: 2 });
		await absent(3, ['2026-05-05', '2026-05-05'], { half_day: true });
		await absent(3, ['2026-05-06', '2026-05-06'], { half_day: true });
		expect(brief(await on('2026-05-02'))).toEqual([['Jonas Weber', 0, '2026-05-11']]);
		expect(await on('2026-05-05')).toMatchObject([
			{ users_name: 'Jonas Weber', days_in_period: 1, half_day: false },
			{ users_name: 'Mia Schneider', days_in_period: 0.5, half_day: true, back_on: '2026-05-06' },
		]);
		const week = await on('2026-05-04', { date_until: '2026-05-10' });
		expect(brief(week)).toEqual([
			['Jonas Weber', 2, '2026-05-11'],
			['Jonas Weber', 3, '2026-05-11'],
			['Mia Schneider', 0.5, '2026-05-06'],
			['Mia Schneider', 0.5, '2026-05-07'],
		]);
	});

	it('looks over the turn of the year, on both of its sides', async () => {
		await absent(2, ['2026-12-28', '2026-12-31']);
		await absent(2, ['2027-01-01', '2027-01-08']);
		expect(brief(await on('2026-12-30'))).toEqual([['Jonas Weber', 1, '2027-01-11']]);
		expect(brief(await on('2026-12-31', { date_until: '2027-01-04' }))).toEqual([
			['Jonas Weber', 1, '2027-01-11'],
			['Jonas Weber', 2, '2027-01-11'],
		]);
	});

	it('leaves out requests and those who work elsewhere, unless they are wanted', async () => {
		const day: [string, string] = ['2026-05-05', '2026-05-05'];
		await absent(2, day, { status: 0 });
		await absent(3, day, { type: 8 });
		await absent(4, day, { type: 9 });
		await absent(5, day, { status: 2 });
		const names = async (options: INodeParameters) =>
			(await on('2026-05-05', { options })).map(({ users_name }) => users_name);
		expect(await names({})).toEqual([]);
		expect(await names({ withRequests: true })).toEqual(['Jonas Weber']);
		expect(await names({ withWork: true })).toEqual(['Emre Yilmaz', 'Mia Schneider']);
		expect(await names({ withWork: true, users_id: [3, 5] })).toEqual(['Mia Schneider']);
		expect(await names({ withWork: true, teams_id: 2 })).toEqual(['Emre Yilmaz']);
	});

	it("means today in the workflow's zone where no day is given", async () => {
		const dayIn = (zone: string) => new Date().toLocaleDateString('sv', { timeZone: zone });
		const [east, west] = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];
		// They are 25 hours apart: never the same day.
		await absent(2, [dayIn(east), dayIn(east)]);
		expect(await away({}, east)).toHaveLength(1);
		expect(await away({}, west)).toEqual([]);
		expect(await away({ date_since: dayIn(west), date_until: dayIn(east) }, west)).toHaveLength(1);
		expect(await away({ period: 'today' }, east)).toHaveLength(1);
		expect(await away({ period: 'yesterday' }, east)).toEqual([]);
	});

	it('refuses a period that ends before it begins', async () => {
		await expect(on('2026-05-05', { date_until: '2026-05-04' })).rejects.toThrow(
			'Last Day: 2026-05-04 lies before the first day, 2026-05-05.',
		);
	});

	it('asks for the users once for all items', async () => {
		await absent(2, ['2026-05-05', '2026-05-05']);
		sandbox.requests.clear();
		const away = { resource: 'absence', operation: 'getAway', date_since: '2026-05-05' };
		const parameters = { ...away, readable: false };
		await runClockodo(sandbox, { parameters, items: [{}, {}, {}] });
		expect(sandbox.requests.countByOperation()).toEqual({ getAbsencesV4: 3, getUsersV3: 1 });
	});
});

describe('Absence → Get Open Requests', () => {
	const open = async (options: INodeParameters = {}) =>
		await json({ resource: 'absence', operation: 'getOpenRequests', options });

	beforeEach(async () => await sandbox.reset());

	it('says who decides, with the addresses for a message', async () => {
		const items = await open();
		expect(items.map(({ users_name }) => users_name)).toEqual(['Lena Fischer', 'Jonas Weber']);
		expect(items[1]).toMatchObject({
			note: 'Skiurlaub',
			status_label: 'Enquired',
			approvers: [{ id: 1, name: 'Clara Hofmann', email: 'clara@nordlicht.example' }],
			approvers_names: 'Clara Hofmann',
			approvers_emails: 'clara@nordlicht.example',
			approvers_by: 'absenceManagers',
		});
		expect(await open({ users_id: [2] })).toHaveLength(1);
		expect(await open({ teams_id: 1 })).toEqual([items[0]]);
	});

	it('names several, and those who stand in where nobody is named', async () => {
		const change = async (id: number, body: IDataObject) =>
			await client('PUT', `/v3/users/${id}`, body);
		await change(2, { absence_managers_id: [3, 4] });
		await change(5, { absence_managers_id: [], boss: 4 });
		const [lena, jonas] = await open();
		expect(jonas.approvers_emails).toBe('mia@nordlicht.example, emre@nordlicht.example');
		expect(lena).toMatchObject({ approvers_by: 'supervisor', approvers_names: 'Emre Yilmaz' });
		await change(5, { boss: null });
		expect((await open())[0]).toMatchObject({
			approvers_by: 'right',
			approvers_names: 'Clara Hofmann',
		});
	});

	it('can leave out what others decide, who then decide', async () => {
		await client('PUT', '/v3/users/2', { absence_managers_id: [3] });
		const mia = {
			apiUrl: sandbox.apiUrl,
			credentials: {
				email: 'mia@nordlicht.example',
				apiKey: sandbox.store.data.apiKeys[3],
			},
		};
		const parameters = { resource: 'absence', operation: 'getOpenRequests' };
		expect(await runClockodo(mia, { parameters })).toHaveLength(2);
		const [own, ...others] = await runClockodo(mia, {
			parameters: { ...parameters, options: { onlyMine: true } },
		});
		expect(others).toEqual([]);
		expect(own.json).toMatchObject({ users_id: 2, approvers_names: 'Mia Schneider' });
		const approve = { resource: 'absence', operation: 'approve', note: 'Schönen Urlaub' };
		const [decided] = await runClockodo(mia, {
			parameters: { ...approve, id: '={{ $json.id }}' },
			items: [own.json],
		});
		expect(decided.json).toMatchObject({ status: 1, approved_by: 3 });
	});
});

describe('Absence → Approve and Decline', () => {
	const decide = async (operation: string, id: number, note?: string) =>
		await json({ resource: 'absence', operation, id: String(id), ...(note && { note }) });

	it('add a note to the one that is there, once', async () => {
		await sandbox.reset();
		const id = await absent(2, ['2026-05-05', '2026-05-05'], { status: 0, note: 'Umzug' });
		const [approved] = await decide('approve', id, 'Viel Erfolg');
		expect(approved).toMatchObject({ status: 1, note: 'Umzug\nViel Erfolg' });
		const [declined] = await decide('decline', id, 'Viel Erfolg');
		expect(declined).toMatchObject({ status: 2, note: 'Umzug\nViel Erfolg' });
	});

	it('write a note where there is none, and need none', async () => {
		const id = await absent(3, ['2026-05-05', '2026-05-05'], { status: 0 });
		expect(await decide('decline', id, 'Messe')).toMatchObject([{ status: 2, note: 'Messe' }]);
		sandbox.requests.clear();
		expect(await decide('approve', id)).toMatchObject([{ status: 1, note: 'Messe' }]);
		expect(sandbox.requests.countByOperation()).toEqual({ updateAbsenceByIdV4: 1 });
	});

	it('refuse a note that is too long together with the one that is there', async () => {
		const note = 'x'.repeat(300);
		const id = await absent(4, ['2026-05-05', '2026-05-05'], { status: 0, note });
		await expect(decide('approve', id, 'y'.repeat(300))).rejects.toThrow(
			'Note: together with the one that is there it has 601 characters, and Clockodo takes 512.',
		);
	});
});

describe('Absence → Get Many by days', () => {
	const list = async (filters: INodeParameters, more: INodeParameters = {}) =>
		await json({ resource: 'absence', operation: 'getAll', filters, returnAll: true, ...more });

	it('gives what touches the days, of all the years that they need', async () => {
		await sandbox.reset();
		const [before, over, behind] = [
			await absent(6, ['2024-12-28', '2024-12-31']),
			await absent(6, ['2025-01-01', '2025-01-03']),
			await absent(6, ['2025-02-03', '2025-02-04']),
		];
		const ids = async (date_since: string, date_until: string) =>
			(await list({ users_id: [6], date_since, date_until })).map(({ id }) => id);
		expect(await ids('2024-12-31', '2025-01-01')).toEqual([before, over]);
		expect(await ids('2025-01-03', '2025-02-03')).toEqual([over, behind]);
		expect(await ids('2025-01-04', '2025-02-02')).toEqual([]);
		const later = await list({ users_id: [6], date_since: '2025-01-03' });
		expect(later.map(({ id }) => id)).toEqual([over, behind]);
		const earlier = await list({ users_id: [6], date_until: '2025-01-01' });
		expect(earlier.map(({ id }) => id)).toEqual([before, over]);
	});

	it('has Limit and Simplify like any list', async () => {
		const limited = await list({}, { returnAll: false, limit: 2, readable: false });
		expect(limited).toHaveLength(2);
		expect(Object.keys(limited[0]).length).toBeLessThanOrEqual(10);
		expect(Object.keys((await list({}, { simplify: false }))[0]).length).toBeGreaterThan(10);
	});
});

/** A period with everything that the sandbox begins with. */
const always = { time_since: '2020-01-01', time_until: '2035-01-01' };
const entriesOf = (users_id: number) =>
	sandbox.company.records('entries').where({ users_id }) as unknown as IDataObject[];

describe('Entry Report (Groups) → Update and Delete', () => {
	const change = async (operation: string, parameters: INodeParameters = {}) => {
		const filters = { users_id: 2 };
		const rest = operation === 'update' ? { updateFields: { text: 'Neu' } } : {};
		const all = { resource: 'entryGroup', operation, ...always, filters, ...rest, ...parameters };
		return (await json(all))[0];
	};

	beforeEach(async () => await sandbox.reset());

	it.each(['update', 'delete'])('%s changes nothing unless it is confirmed', async (operation) => {
		const before = entriesOf(2);
		expect(before).toHaveLength(5);
		const item = await change(operation);
		expect(item).toMatchObject({ changed: false, affected_entries: 5, edited_entries: 0 });
		expect(item.message).toMatch(
			/^Nothing was (changed|deleted) yet: 5 entries would be. To do it, switch 'Confirm Automatically' on, and set 'Expected Entries' to 5/,
		);
		expect(entriesOf(2)).toEqual(before);
	});

	it('does it in two requests where it is confirmed', async () => {
		sandbox.requests.clear();
		expect(await change('update', { confirm: true })).toEqual({
			changed: true,
			affected_entries: 5,
			edited_entries: 5,
			message: '5 entries were changed.',
		});
		expect(sandbox.requests.countByOperation()).toEqual({ updateEntrygroupV2: 2 });
		expect(entriesOf(2).every(({ text }) => text === 'Neu')).toBe(true);
		expect(await change('delete', { confirm: 'yes' })).toMatchObject({
			changed: true,
			message: '5 entries were deleted.',
		});
		expect(entriesOf(2)).toEqual([]);
		expect(entriesOf(3)).toHaveLength(5);
		expect(await change('delete', { confirm: true })).toEqual({
			changed: false,
			affected_entries: 0,
			edited_entries: 0,
			message: 'No entry matches.',
		});
	});

	it('fails where there are more than allowed, or not as many as expected', async () => {
		const bounded = async (options: INodeParameters) =>
			await change('delete', { confirm: true, options });
		await expect(bounded({ mostEntries: 4 })).rejects.toThrow(
			'Most Entries Allowed: 5 entries match, more than 4. Nothing was deleted.',
		);
		await expect(bounded({ expectedEntries: 6 })).rejects.toThrow(
			'Expected Entries: 6 were expected, and 5 match. Nothing was deleted.',
		);
		await expect(bounded({ expectedEntries: 0 })).rejects.toThrow('Expected Entries: 0 were');
		expect(entriesOf(2)).toHaveLength(5);
		expect(await bounded({ mostEntries: 5, expectedEntries: 5 })).toMatchObject({ changed: true });
	});

	it('asks again after a fault that passes, and changes nothing twice', async () => {
		const fault = { kind: 'drop_connection', count: 1, path: '/v2/entrygroups' } as const;
		sandbox.faults.set({ answers: [{ ...fault, acted: true }] });
		expect(await change('update', { confirm: true })).toMatchObject({ edited_entries: 5 });
	});
});

describe('Entry → Mark Billed', () => {
	const mark = async (parameters: INodeParameters) =>
		(await json({ resource: 'entry', operation: 'markBilled', ...parameters }))[0];
	const billed = () =>
		sandbox.company
			.records('entries')
			.where({ billable: 2 })
			.map(({ id }) => id);

	beforeEach(async () => await sandbox.reset());

	it('marks one or several by their IDs, in all forms of a list', async () => {
		expect(await mark({ which: 'ids', ids: '={{ 1 }}' })).toEqual({
			changed: true,
			affected_entries: 1,
			edited_entries: 1,
			message: '1 entry was marked.',
		});
		expect(await mark({ which: 'ids', ids: '3, 4, 3' })).toMatchObject({ edited_entries: 2 });
		expect(await mark({ which: 'ids', ids: '={{ [5] }}' })).toMatchObject({ edited_entries: 1 });
		expect(billed()).toEqual([1, 3, 4, 5]);
	});

	it('says which one it failed at, and how many are done', async () => {
		await expect(mark({ which: 'ids', ids: '1, 2, 4711, 3' })).rejects.toThrow(
			'This was entry 4711. Of the 4 entries, 2 are marked already.',
		);
		expect(billed()).toEqual([1, 2]);
		await expect(mark({ which: 'ids', ids: '' })).rejects.toThrow('IDs is empty.');
		await expect(mark({ which: 'ids', ids: 'all' })).rejects.toThrow("IDs: 'all' is not a number");
	});

	it('marks what matches, and of that only what is to be billed', async () => {
		const by = { which: 'filters', ...always };
		expect(await mark({ ...by, filters: { users_id: 1 } })).toMatchObject({ affected_entries: 0 });
		const asked = await mark({ ...by, filters: { users_id: 2 } });
		expect(asked).toMatchObject({ changed: false, affected_entries: 5 });
		expect(billed()).toEqual([]);
		const done = await mark({
			...by,
			filters: { users_id: 2 },
			confirm: true,
			options: { expectedEntries: 5 },
		});
		expect(done).toMatchObject({ changed: true, message: '5 entries were marked.' });
		expect(entriesOf(2).every(({ billable }) => billable === 2)).toBe(true);
		expect(await mark({ ...by, filters: { users_id: 2, billable: 2 } })).toMatchObject({
			affected_entries: 5,
		});
	});
});

describe('Entry Report (Groups) → Get Rows', () => {
	const rows = async (grouping: string[], more: INodeParameters = {}) =>
		await json({ resource: 'entryGroup', operation: 'getRows', ...always, grouping, ...more });

	beforeEach(async () => await sandbox.reset());

	it('gives one item for each innermost group, with all that it stands in', async () => {
		const found = await rows(['customers_id', 'projects_id', 'users_id']);
		expect(found).toHaveLength(6);
		expect(found[0]).toMatchObject({
			customers_id: 1,
			customers_name: 'Hotel Bergblick',
			projects_id: 1,
			users_id: 2,
			users_name: 'Jonas Weber',
		});
		for (const { duration, duration_hours } of found) {
			expect(duration_hours).toBe(Number(duration) / 3600);
		}
		const total = (await rows(['year'])).reduce((sum, row) => sum + Number(row.duration), 0);
		expect(found.reduce((sum, row) => sum + Number(row.duration), 0)).toBe(total);
		expect(found.find(({ users_id }) => users_id === 1)).toMatchObject({
			projects_id: null,
			projects_name: null,
		});
	});

	it('has days, months and weeks, labels and texts', async () => {
		const [row] = await rows(['day', 'billable', 'is_lumpsum', 'texts_id', 'week'], {
			filters: { users_id: 1 },
		});
		expect(row).toMatchObject({
			day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as unknown,
			billable: 0,
			billable_label: 'Not Billable',
			is_lumpsum: false,
			text: 'Wochenplanung',
			week: expect.stringContaining('W') as unknown,
		});
		expect(row).not.toHaveProperty('sub_groups');
	});
});

describe('User Report → Get Rows', () => {
	const year = 2024;
	const rows = async (level: string, more: INodeParameters = {}) =>
		await json({ resource: 'userReport', operation: 'getRows', year, rows: level, ...more });

	beforeAll(async () => await sandbox.reset());

	it('gives months, weeks or days of everybody, with names', async () => {
		const months = await rows('months');
		expect(months).toHaveLength(6 * 12);
		expect(months[0]).toMatchObject({ users_id: 1, users_name: 'Clara Hofmann', year, month: 1 });
		expect(months[0]).not.toHaveProperty('week_details');
		const days = await rows('days');
		expect(days).toHaveLength(6 * 366);
		expect(days[31]).toMatchObject({ users_id: 1, year, month: 2, week: 5, date: '2024-02-01' });
	});

	it('of one user and one month', async () => {
		sandbox.requests.clear();
		const days = await rows('workdays', { users_id: 2, options: { month: 2 } });
		expect(days).toHaveLength(29);
		expect(days.every(({ users_name, month }) => users_name === 'Jonas Weber' && month === 2)).toBe(
			true,
		);
		expect(days[0]).toHaveProperty('work_start');
		expect(sandbox.requests.countByOperation()).toEqual({ getUserreportById: 1 });
		const weeks = await rows('weeks', { users_id: 2, options: { month: 2 } });
		expect(weeks.map(({ week }) => week)).toEqual([5, 6, 7, 8, 9]);
		expect(weeks[0]).not.toHaveProperty('day_details');
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
