import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { AnswerFault } from '../../sandbox/faults/faults.mjs';
import { startSandbox, type Sandbox } from '../../sandbox/server.mjs';
import { outputSchemas } from '../../tools/generate/output-schemas.mjs';
import { core } from '../support/n8n-core.mjs';
import { runClockodo } from '../support/node-run.mjs';
import { Opened } from '../support/opened.mjs';
import { seenKeysInMemory } from '../support/seen-keys-in-memory.mjs';
import { runTrigger } from '../support/trigger-run.mjs';

const opened = new Opened();
let sandbox: Sandbox;

// A sandbox has an address of its own, and names are kept by the address: each test begins without.
beforeEach(async () => {
	sandbox = opened.add(await startSandbox());
});
afterAll(async () => await opened.end());

const json = async (parameters: INodeParameters, items?: IDataObject[]) =>
	(await runClockodo(sandbox, { parameters, items })).map((item) => item.json);

/** The requests that the action makes, by their operations. */
async function requestsOf<Result>(action: () => Promise<Result>) {
	sandbox.requests.clear();
	const result = await action();
	return { result, requests: sandbox.requests.countByOperation() };
}

/** What the operation answers goes wrong from now on. */
const fail = (operation: string, { kind, ...more }: Pick<AnswerFault, 'kind' | 'status'>) =>
	sandbox.faults.set({ answers: [{ kind, count: null, operation, ...more }] });

const entries = {
	resource: 'entry',
	operation: 'getAll',
	time_since: '2020-01-01T00:00:00Z',
	time_until: '2035-01-01T00:00:00Z',
	returnAll: true,
};

const nameOf = (collection: string, id: unknown) =>
	sandbox.company.records(collection).find(id)?.name;

describe('the Clockodo node', () => {
	it('names what entries speak of: lists are read once, and then nothing but the entries', async () => {
		const stored = sandbox.company.records('entries');
		const [{ services_id: _service, duration: _duration, ...values }] = stored.all();
		stored.insert({ ...values, type: 3, lumpsum_services_id: 1, lumpsum_services_amount: 2 });
		const first = await requestsOf(async () => await json(entries));
		expect(first.requests).toEqual({
			getEntriesV2: 1,
			getUsersV3: 1,
			getCustomersV3: 1,
			getProjectsV4: 1,
			getSubprojectsV3: 1,
			getServicesV4: 1,
			getLumpSumServicesV4: 1,
		});
		expect(first.result.length).toBeGreaterThan(20);
		for (const entry of first.result) {
			expect(entry).toMatchObject({
				users_name: nameOf('users', entry.users_id),
				users_email: sandbox.company.records('users').find(entry.users_id)?.email,
				customers_name: nameOf('customers', entry.customers_id),
				type_label: [undefined, 'Time', 'Lump Sum', 'Lump Sum Service'][Number(entry.type)],
				billable_label: ['Not Billable', 'Billable', 'Billed'][Number(entry.billable)],
			});
			expect(entry.projects_name).toBe(nameOf('projects', entry.projects_id));
			expect(entry.services_name).toBe(nameOf('services', entry.services_id));
			expect(entry.lumpsum_services_name).toBe(
				nameOf('lumpSumServices', entry.lumpsum_services_id),
			);
			if (typeof entry.duration === 'number') {
				expect(entry.duration_hours).toBeCloseTo(entry.duration / 3_600, 4);
			}
		}
		const again = await requestsOf(async () => await json(entries, [{}, {}, {}]));
		expect(again.requests).toEqual({ getEntriesV2: 3 });
	});

	it.each([false, '={{ "no" }}'])(
		'adds nothing and asks nothing where it is %j',
		async (readable) => {
			const { result, requests } = await requestsOf(
				async () => await json({ ...entries, readable }),
			);
			expect(requests).toEqual({ getEntriesV2: 1 });
			expect(Object.keys(result[0])).not.toContain('users_name');
			expect(Object.keys(result[0])).not.toContain('billable_label');
		},
	);

	it('names what is inactive and what came after the list was read', async () => {
		const customers = sandbox.company.records('customers');
		const [customer] = customers.all();
		customers.replace({ ...customer, active: false });
		const project = (id: number) => ({ resource: 'project', operation: 'get', id });
		const projects = sandbox.company.records('projects');
		const { id } = projects.insert({ ...projects.all()[0], customers_id: customer.id });
		expect(await json(project(id))).toMatchObject([{ customers_name: customer.name }]);
		const { id: _id, ...values } = customer;
		const added = customers.insert({ ...values, name: 'New Customer' });
		projects.replace({ ...projects.find(id), id, customers_id: added.id });
		const { result, requests } = await requestsOf(async () => await json(project(id)));
		expect(result).toMatchObject([{ customers_name: 'New Customer' }]);
		expect(requests).toEqual({ getProjectByIdV4: 1, getCustomerByIdV3: 1 });
	});

	it('keeps the names of Include Names in a simplified entry', async () => {
		const named = { ...entries, options: { enhanced_list: true }, readable: false };
		const { result, requests } = await requestsOf(async () => await json(named));
		expect(requests).toEqual({ getEntriesV2: 1 });
		expect(result[0]).toMatchObject({
			customers_name: nameOf('customers', result[0].customers_id),
			users_name: nameOf('users', result[0].users_id),
			services_name: expect.any(String),
		});
		expect(Object.keys(result[0])).not.toContain('revenue');
	});

	it('asks for nothing that the answer says itself', async () => {
		const projects = { resource: 'projectReport', operation: 'getAllProjects', returnAll: true };
		const { result, requests } = await requestsOf(async () => await json(projects));
		expect(requests).toEqual({ getProjectsReportsV3: 1 });
		expect(result[0]).toMatchObject({ customers_name: expect.any(String) });
	});

	it('puts what is written into words, too', async () => {
		const absence = {
			resource: 'absence',
			operation: 'create',
			date_since: '2030-05-06',
			date_until: '2030-05-07',
			type: 1,
			users_id: 2,
		};
		const [created] = await json(absence);
		expect(created).toMatchObject({ type_label: 'Regular Holiday', users_name: 'Jonas Weber' });
		const approval = { resource: 'absence', operation: 'approve', id: created.id as number };
		expect(await json(approval)).toMatchObject([
			{
				status: 1,
				status_label: 'Approved',
				approved_by_name: 'Clara Hofmann',
				approved_by_email: 'clara@nordlicht.example',
			},
		]);
	});

	it('goes down into groups of entries, whose names are in the answer already', async () => {
		const { time_since, time_until } = entries;
		const groups = {
			resource: 'entryGroup',
			operation: 'getAll',
			time_since,
			time_until,
			grouping: ['customers_id', 'users_id', 'billable'],
			returnAll: true,
		};
		const { result, requests } = await requestsOf(async () => await json(groups));
		const [customer] = result;
		expect(customer.customers_name).toBe(customer.name);
		expect(customer.duration_hours).toBeGreaterThan(0);
		const [person] = customer.sub_groups as IDataObject[];
		expect(person).toMatchObject({
			users_name: person.name,
			users_email: expect.stringContaining('@nordlicht.example'),
			restrictions: { customers_id: Number(customer.group), customers_name: customer.name },
		});
		const [billable] = person.sub_groups as IDataObject[];
		expect(billable.billable_label).toMatch(/^(Not Billable|Billable|Billed)$/);
		expect(requests).toEqual({ getEntrygroupsV2: 1, getUsersV3: 1, getCustomersV3: 1 });
	});

	it('says the hours of a report, down to its days', async () => {
		const year = new Date().getUTCFullYear() - (new Date().getUTCMonth() === 0 ? 1 : 0);
		const report = { resource: 'userReport', operation: 'get', id: 3, year, type: 4 };
		const [read] = await json({ ...report, simplify: false });
		expect(read.sum_hours_hours).toBeCloseTo(Number(read.sum_hours) / 3_600, 3);
		expect(read.sum_hours_hours).toBeGreaterThan(10);
		const text = JSON.stringify(read.month_details);
		expect(text.includes('"target":28800,"target_hours":8')).toBe(true);
		expect(text.includes('"hours":14400,"hours_hours":4')).toBe(true);
		const [simple] = await json(report);
		expect(simple).toMatchObject({ diff_hours: read.diff_hours });
	});

	it.each([
		['absence', {}],
		['accessGroup', {}],
		['customer', {}],
		['entry', entries],
		['holidayQuota', {}],
		['nonbusinessDay', {}],
		['project', {}],
		['rate', {}],
		['subproject', {}],
		['targetHour', {}],
		['team', {}],
		['user', {}],
		['userNonbusinessDay', { year: 2026 }],
		['userNonbusinessGroup', {}],
		['workTimeChangeRequest', {}],
	])(
		'adds to a list of %s only what the output schema knows, and something',
		async (resource, more) => {
			const all = { resource, operation: 'getAll', returnAll: true, ...more };
			const [named, plain] = await Promise.all([json(all), json({ ...all, readable: false })]);
			const path = `nodes/Clockodo/__schema__/v1.0.0/${resource}/getAll.json`;
			const known = Object.keys(outputSchemas().get(path)?.properties ?? {});
			const added = named.flatMap((item, index) =>
				Object.keys(item).filter((field) => !Object.hasOwn(plain[index], field)),
			);
			expect(added.length).toBeGreaterThan(0);
			expect(added.filter((field) => !known.includes(field))).toEqual([]);
			named.forEach((item, index) => expect(item).toMatchObject(plain[index]));
		},
	);

	it('adds hours, e-mails and teams to what acts give', async () => {
		const rows = { resource: 'userReport', operation: 'getRows', year: 2026, rows: 'months' };
		const [month] = await json({ ...rows, filters: { users_id: 3 }, options: { users_id: 3 } });
		expect(month.diff_hours).toBeCloseTo(Number(month.diff) / 3_600, 3);
		const { time_since, time_until } = entries;
		const groups = { resource: 'entryGroup', operation: 'getRows', time_since, time_until };
		const [person] = await json({ ...groups, grouping: ['users_id'] });
		expect(person).toMatchObject({
			users_name: nameOf('users', person.users_id),
			users_email: expect.stringContaining('@nordlicht.example'),
			duration_hours: expect.any(Number),
		});
		const day = String(sandbox.company.records('absences').all()[0].date_since);
		const away = { resource: 'absence', operation: 'getAway', date_since: day };
		const items = await json({ ...away, options: { withRequests: true, withWork: true } });
		expect(items.find(({ teams_id }) => teams_id !== null)).toMatchObject({
			teams_name: expect.any(String),
		});
	});

	it('puts the resource of an event into words', async () => {
		const notification = { event_name: 'team.updated', payload: { team: { id: 1 } } };
		const event = { resource: 'event', operation: 'getResource' };
		const [item] = await json({ ...event, notification: JSON.stringify(notification) });
		expect(item).toMatchObject({ resource_status: 'fetched', resource_id: 1 });
		expect(item.resource).toMatchObject({ leader: 3, leader_name: nameOf('users', 3) });
	});
});

describe('names that cannot be read', () => {
	it.each([
		['may not be seen', { kind: 'status', status: 403 }],
		['are a web page', { kind: 'html', status: 200 }],
		['are cut off', { kind: 'drop_connection' }],
	] as const)('because they %s are left out, and everything else is there', async (_, trouble) => {
		fail('getUsersV3', trouble);
		const first = await requestsOf(async () => await json(entries));
		expect(first.result.length).toBeGreaterThan(20);
		expect(first.result.filter((entry) => 'users_name' in entry)).toEqual([]);
		for (const entry of first.result) {
			expect(entry.customers_name).toBe(nameOf('customers', entry.customers_id));
		}
		sandbox.faults.clear();
		const again = await requestsOf(async () => await json(entries, [{}, {}]));
		expect(again.requests).toEqual({ getEntriesV2: 2 });
	});

	it('of a worker are those that he may see', async () => {
		const own = sandbox.company.store.data.apiKeys[2];
		const credentials = { email: 'jonas@nordlicht.example', apiKey: own };
		const access = { apiUrl: sandbox.apiUrl, credentials };
		const { length } = await runClockodo(access, { parameters: entries });
		expect(length).toBeGreaterThan(0);
	});
});

describe('the Clockodo Trigger', () => {
	beforeAll(async () => await core.DataDeduplicationService.init(seenKeysInMemory()));

	const notification = (event_name: string, id: number): IDataObject => ({
		subscription_id: 1,
		company_id: 1337,
		occurred_at: '2026-11-24T10:00:00Z',
		received_at: '2026-11-24T10:00:01Z',
		event_name,
		payload: { [event_name.split('.')[0]]: { id } },
	});

	const start = async (options: INodeParameters = {}) =>
		opened.add(
			await runTrigger(sandbox, {
				parameters: { registration: 'manual', events: ['*'], options },
				workflowId: sandbox.apiUrl,
			}),
		);

	it('puts the resource into words, for one request an event once the lists are read', async () => {
		const trigger = await start();
		const [{ id, users_id }] = sandbox.company.records('absences').all();
		const warmUp = await trigger.execute([notification('absence.created', Number(id))]);
		expect(warmUp[0][0].json.resource).toMatchObject({
			id,
			users_name: nameOf('users', users_id),
			users_email: expect.stringContaining('@nordlicht.example'),
			type_label: expect.any(String),
			status_label: expect.any(String),
		});
		const ids = sandbox.company
			.records('absences')
			.all()
			.map((absence) => absence.id);
		const { result, requests } = await requestsOf(
			async () => await trigger.execute(ids.map((each) => notification('absence.updated', each))),
		);
		expect(requests).toEqual({ getAbsenceByIdV4: ids.length });
		expect(result[0].map(({ json: { resource } }) => resource)).toEqual(
			ids.map((each) => expect.objectContaining({ id: each, users_name: expect.any(String) })),
		);
	});

	it('knows an event again whose resource is the same, whatever the names are now', async () => {
		const trigger = await start();
		const sent = notification('project.updated', 1);
		expect((await trigger.execute([sent]))[0]).toHaveLength(1);
		fail('getCustomersV3', { kind: 'status', status: 500 });
		const later = await start({ readable: false });
		// Each of the two counts its executions: a second run of the same one would be no repeat.
		await later.execute([notification('project.updated', 2)]);
		expect((await later.execute([sent]))[0]).toHaveLength(0);
	});

	it('puts what a look has found into words, too, and the example of a person', async () => {
		const parameters = { registration: 'polling', events: ['project.updated'] };
		const trigger = opened.add(await runTrigger(sandbox, { parameters }));
		const looked = { since: Date.now() - 60_000, emission: 'an-emission' };
		const found = { ...notification('project.updated', 1), source: 'polling', looked };
		const named = { customers_name: nameOf('customers', 1) };
		const [[item]] = await trigger.execute([found], 'trigger');
		expect(item.json).toMatchObject({ source: 'polling', resource: { id: 1, ...named } });
		const [[example]] = await trigger.execute([{}], 'manual');
		expect(example.json.resource).toMatchObject({ customers_name: expect.any(String) });
	});

	it('leaves the resource as the API gives it where the option is off', async () => {
		const trigger = await start({ readable: false });
		const { result, requests } = await requestsOf(
			async () => await trigger.execute([notification('project.updated', 2)]),
		);
		expect(requests).toEqual({ getProjectByIdV4: 1 });
		expect(result[0][0].json.resource).not.toHaveProperty('customers_name');
	});

	it('gives the event without names where they cannot be read, and nothing for what is gone', async () => {
		const trigger = await start();
		fail('getCustomersV3', { kind: 'status', status: 403 });
		const [[item]] = await trigger.execute([notification('project.updated', 3)]);
		expect(item.json.resource_status).toBe('fetched');
		expect(item.json.resource).not.toHaveProperty('customers_name');
		const [[gone]] = await trigger.execute([notification('project.deleted', 3)]);
		expect(gone.json).toMatchObject({ resource_status: 'gone', resource: null });
	});
});
