import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { entities } from '../../src/clockodo/entities.js';
import { events } from '../../src/clockodo/events.js';
import { sandboxClient, type SandboxClient } from '../../sandbox/client/client.mjs';
import type { AnswerFault } from '../../sandbox/faults/faults.mjs';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import { startSandbox, type Sandbox } from '../../sandbox/server.mjs';
import { startEndpoint } from '../support/endpoint.mjs';
import { Opened } from '../support/opened.mjs';
import { runClockodo } from '../support/node-run.mjs';

const opened = new Opened();
let sandbox: Sandbox;
let client: SandboxClient;

beforeAll(async () => {
	sandbox = opened.add(await startSandbox());
	client = sandboxClient(sandbox);
});
afterAll(async () => await opened.end());
afterEach(() => sandbox.faults.clear());

const run = async (
	parameters: INodeParameters,
	more: { items?: IDataObject[]; continueOnFail?: boolean } = {},
) => await runClockodo(sandbox, { parameters, ...more });

const json = async (parameters: INodeParameters, items?: IDataObject[]) =>
	(await run(parameters, { items })).map((item) => item.json);

const requestsSince = () => {
	sandbox.requests.clear();
	return () => sandbox.requests.countByOperation();
};

describe('lists', () => {
	beforeAll(() => {
		fill('customers', 10_000);
		fill('entries', 10_000);
	});

	/** Adds copies of the first resource, as the API would give them. */
	function fill(collection: string, total: number): void {
		const rows = sandbox.company.records(collection);
		const [first] = rows.all();
		for (let count = rows.all().length; count < total; count++) {
			const { id: _id, ...values } = { ...first, name: `Filler ${count}` };
			rows.insert(values);
		}
	}

	const entries = {
		resource: 'entry',
		operation: 'getAll',
		time_since: '2020-01-01T00:00:00Z',
		time_until: '2035-01-01T00:00:00Z',
		// Names are read in requests of their own (names.test.mts).
		readable: false,
	};

	it('reads 10,000 customers in 2 requests', async () => {
		const requests = requestsSince();
		const items = await json({ resource: 'customer', operation: 'getAll', returnAll: true });
		expect(new Set(items.map(({ id }) => id)).size).toBe(10_000);
		expect(requests()).toEqual({ getCustomersV3: 2 });
	});

	it('reads 10,000 entries in 10 requests, in the order of the API', async () => {
		const requests = requestsSince();
		const items = await json({ ...entries, returnAll: true });
		expect(items).toHaveLength(10_000);
		expect(requests()).toEqual({ getEntriesV2: 10 });
		const { entries: page } = await client<{ entries: Array<{ id: number }> }>(
			'GET',
			`/v2/entries?time_since=${entries.time_since}&time_until=${entries.time_until}&items_per_page=1000&page=7`,
		);
		expect(items.slice(6_000, 7_000).map(({ id }) => id)).toEqual(page.map(({ id }) => id));
	});

	it.each([
		[50, 1],
		[1_000, 1],
		[1_001, 2],
	])('reads, for a limit of %d, %d pages', async (limit, pages) => {
		const requests = requestsSince();
		expect(await json({ ...entries, limit })).toHaveLength(limit);
		expect(requests()).toEqual({ getEntriesV2: pages });
	});

	it('keeps thirteen fields of an entry, or all', async () => {
		const [simple] = await json({ ...entries, limit: 1 });
		const [full] = await json({ ...entries, limit: 1, simplify: false });
		expect(Object.keys(simple).length).toBeLessThanOrEqual(13);
		expect(full).toMatchObject(simple);
		expect(Object.keys(full).length).toBeGreaterThan(15);
	});
});

describe('switches and lists given as text', () => {
	const users = { resource: 'user', operation: 'getAll', limit: 2 };

	it.each(['={{ "false" }}', '={{ "false " }}', '={{ "no" }}', '={{ 0 }}', '={{ "off" }}'])(
		'%s is off for Return All and Simplify',
		async (off) => {
			const items = await json({ ...users, returnAll: off, simplify: off });
			expect(items).toHaveLength(2);
			expect(Object.keys(items[0])).toContain('weekstart_monday');
		},
	);

	it('"true " is on for them', async () => {
		const on = '={{ "true " }}';
		const items = await json({ ...users, returnAll: on, simplify: on });
		expect(items.length).toBeGreaterThan(2);
		expect(Object.keys(items[0])).not.toContain('weekstart_monday');
	});

	it('what is neither is refused with the name of the switch', async () => {
		await expect(run({ ...users, returnAll: '={{ "all" }}' })).rejects.toThrow(
			"[Item 0] Return All: 'all' is neither true nor false.",
		);
	});

	it('Empty These Fields as text clears that field', async () => {
		const parameters = { resource: 'customer', operation: 'update', id: 1 };
		await run({ ...parameters, updateFields: { note: 'Away', number: 'K-77' } });
		const [item] = await json({ ...parameters, clearFields: '={{ "note" }}' });
		expect(item).toMatchObject({ note: null, number: 'K-77' });
		await run({ ...parameters, updateFields: { number: 'K-1' } });
	});
});

describe('a workflow in which User and Subproject of a new entry are additional fields', () => {
	const create: INodeParameters = {
		resource: 'entry',
		operation: 'create',
		customers_id: 1,
		projects_id: 1,
		services_id: 2,
		time_since: '2026-11-24T08:00:00',
		time_until: '2026-11-24T09:00:00',
	};
	const locator = (value: number | string, mode = 'id') => ({ __rl: true, mode, value });

	it('goes on as before: n8n leaves the values where they are', async () => {
		const [byId] = await json({ ...create, additionalFields: { users_id: locator(2) } });
		expect(byId).toMatchObject({ users_id: 2 });
		const users_id = locator('jonas@nordlicht.example', 'name');
		const [byName] = await json({ ...create, additionalFields: { users_id } });
		expect(byName).toMatchObject({ users_id: 2 });
	});

	it('heeds the field itself more', async () => {
		const more = { users_id: locator(3), additionalFields: { users_id: locator(2) } };
		const [entry] = await json({ ...create, ...more });
		expect(entry).toMatchObject({ users_id: 3 });
	});
});

describe('values of expressions', () => {
	const span = {
		resource: 'entry',
		operation: 'getAll',
		time_since: '={{ $json.day }}',
		time_until: '={{ $json.day }}',
		returnAll: true,
	};
	const entryAt = async (time_since: string) =>
		await client<{ entry: { id: number } }>('POST', '/v2/entries', {
			customers_id: 1,
			services_id: 1,
			billable: 1,
			time_since,
			duration: 60,
		});

	it('read a day in the time zone of the workflow, to its end', async () => {
		const { entry: late } = await entryAt('2033-11-30T22:30:00Z');
		const { entry: next } = await entryAt('2033-11-30T23:30:00Z');
		const ids = async (timezone: string) => {
			const items = await runClockodo(sandbox, {
				parameters: span,
				items: [{ day: '30.11.2033' }],
				timezone,
			});
			return items.map((item) => item.json.id);
		};
		expect(await ids('Europe/Berlin')).toEqual([late.id]);
		expect(await ids('UTC')).toEqual([late.id, next.id]);
	});

	it.each(['={{ $today }}', '={{ $now }}', '={{ new Date() }}', '={{ $now.toISO() }}'])(
		'take %s',
		async (time) => {
			expect(await json({ ...span, time_since: time, time_until: '={{ $now }}' })).toBeDefined();
		},
	);

	it('that came to nothing are no filter for everything', async () => {
		const parameters = {
			resource: 'entryGroup',
			operation: 'delete',
			time_since: '2020-01-01',
			time_until: '2035-01-01',
			filters: { customers_id: '={{ $json.missing }}' },
		};
		const requests = requestsSince();
		await expect(run(parameters)).rejects.toThrow(
			"[Item 0] Filter 'Customer' is empty: nothing was chosen, or its expression gave nothing. Without it, everything would be deleted.",
		);
		expect(requests()).toEqual({});
	});

	it('empty the description of an entry', async () => {
		const { entry } = await entryAt('2033-05-02T08:00:00Z');
		const update = { resource: 'entry', operation: 'update', id: entry.id };
		await run({ ...update, updateFields: { text: 'Draft' } });
		const [item] = await json({ ...update, clearFields: ['text'] });
		expect(item.text ?? '').toBe('');
	});
});

describe('a period', () => {
	it('is that of the present, and a workflow without one keeps its ends', async () => {
		const all = { resource: 'entry', operation: 'getAll', returnAll: true };
		const list = { ...all, readable: false };
		const year = await json({ ...list, period: 'lastDays', periodDays: 365 });
		expect(year.length).toBeGreaterThan(0);
		const today = await json({ ...list, period: 'today' });
		expect(today.length).toBeLessThan(year.length);
		const ends = { time_since: '2035-01-01', time_until: '2035-12-31' };
		expect(await json({ ...list, ...ends })).toEqual([]);
		await expect(run(list)).rejects.toThrow('Start Time is empty.');
	});
});

describe('Billable of a new entry', () => {
	const create = {
		resource: 'entry',
		operation: 'create',
		services_id: 1,
		time_since: '2033-06-01T08:00:00Z',
		time_until: '2033-06-01T09:00:00Z',
	};

	it('is the default of its project, unless it is chosen', async () => {
		const body = { name: 'Internal', customers_id: 1, billable_default: false };
		const { data } = await client<{ data: { id: number } }>('POST', '/v4/projects', body);
		const place = { customers_id: 1, projects_id: data.id, simplify: false };
		expect(await json({ ...create, ...place })).toMatchObject([{ billable: 0 }]);
		expect(await json({ ...create, ...place, billable: '={{ true }}' })).toMatchObject([
			{ billable: 1 },
		]);
		expect(await json({ ...create, customers_id: 1 })).toMatchObject([{ billable: 1 }]);
	});
});

describe('absences', () => {
	const absence = { resource: 'absence' };
	let day = 0;
	const create = async (more: INodeParameters = {}) => {
		const date_since = new Date(Date.UTC(2033, 0, ++day)).toISOString().slice(0, 10);
		const parameters = {
			...absence,
			operation: 'create',
			type: 1,
			date_since,
			users_id: 6,
			...more,
		};
		const [item] = await json(parameters);
		return Number(item.id);
	};
	const act = async (operation: string, id: number) =>
		(await json({ ...absence, operation, id }))[0];

	it('are cancelled by the status that fits: a request, and an approval', async () => {
		const request = await create();
		expect(await act('cancel', request)).toMatchObject({ status: 4 });
		const approved = await create({ additionalFields: { status: 1 } });
		expect(await act('cancel', approved)).toMatchObject({ status: 3 });
		await expect(act('cancel', approved)).rejects.toThrow(
			"This absence cannot be cancelled: its status is 'Approval Cancelled'.",
		);
		const declined = await create();
		await act('decline', declined);
		await expect(act('cancel', declined)).rejects.toThrow("its status is 'Declined'");
	});

	it('that are approved are deleted after they were cancelled', async () => {
		const id = await create({ additionalFields: { status: 1 } });
		await expect(act('delete', id)).rejects.toThrow(
			/HTTP 422\)\. This absence is approved, and an approved one cannot be deleted: cancel it first, with the operation 'Cancel'\.$/,
		);
		await act('cancel', id);
		expect(await act('delete', id)).toEqual({ deleted: true });
	});

	it('of sickness are not sent without a word about the certificate', async () => {
		const requests = requestsSince();
		await expect(create({ type: 4 })).rejects.toThrow('[Item 0] Sick Note is missing.');
		expect(requests()).toEqual({});
		const id = await create({ type: 4, additionalFields: { sick_note: false } });
		expect(await act('get', id)).toMatchObject({ type: 4 });
	});
});

describe('each item by itself', () => {
	const get = { resource: 'customer', operation: 'get', id: '={{ $json.id }}' };

	it('gives results that know their items', async () => {
		const items = await run(get, { items: [{ id: 2 }, { id: 1 }] });
		expect(items.map((item) => [item.json.id, item.pairedItem])).toEqual([
			[2, { item: 0 }],
			[1, { item: 1 }],
		]);
	});

	it('stops at the item that fails, and says which and why', async () => {
		const items = [{ id: 1 }, { id: 2 }, { id: 999_999 }];
		await expect(run(get, { items })).rejects.toThrow(
			/^\[Item 2\] Clockodo says: .* \(HTTP 404\)\. Check the ID/,
		);
		await expect(run(get, { items: [{ id: 'Bergblick' }] })).rejects.toThrow(
			"[Item 0] Customer: 'Bergblick' is not an ID. Choose one from the list, or enter its number.",
		);
	});

	it('goes on with the others where it may, with the reason in the item', async () => {
		const items = [{ id: 1 }, { id: 999_999 }, { id: 'x' }, { id: 2 }];
		const results = await run(get, { items, continueOnFail: true });
		expect(results.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
		expect(results.map(({ json: { id, error } }) => id ?? error)).toEqual([
			1,
			expect.stringContaining('Check the ID'),
			expect.stringContaining('is not an ID'),
			2,
		]);
	});
});

describe('errors', () => {
	const bad = async (parameters: INodeParameters) =>
		await run(parameters).then(
			() => 'no error',
			(error: Error) => error.message,
		);

	it.each<[number, INodeParameters, RegExp]>([
		[404, { resource: 'project', operation: 'get', id: 99_999 }, /^ Check the ID: .*\.$/],
		[409, { resource: 'project', operation: 'createNextInterval', id: 1 }, /^$/],
		[422, { resource: 'customer', operation: 'create', name: 'Hotel Bergblick' }, /^$/],
	])('of status %d lead with what the API says', async (...[status, parameters, advice]) => {
		const message = await bad(parameters);
		const [said, rest] = message.split(` (HTTP ${status}).`);
		expect(said).toMatch(/^\[Item 0\] Clockodo says: \S.*[^.]$/);
		expect(rest).toMatch(advice);
	});

	it.each([
		[403, /rights/],
		[410, /retired/],
	])('of status %d say what to do', async (status, advice) => {
		sandbox.faults.set({ answers: [{ kind: 'status', status, count: null }] });
		expect(await bad({ resource: 'user', operation: 'getMe' })).toMatch(advice);
	});

	it('of HTML from in between are one sentence, too', async () => {
		sandbox.faults.set({ answers: [{ kind: 'html', status: 403, count: null }] });
		const message = await bad({ resource: 'user', operation: 'getMe' });
		expect(message).toContain('HTTP 403');
		expect(message).not.toContain('<');
	});
});

describe('repeats', () => {
	const create = { resource: 'service', operation: 'create', name: 'Once' };
	const strike = (fault: Omit<AnswerFault, 'count'>) =>
		sandbox.faults.set({ answers: [{ count: 1, ...fault }] });

	it.each<[string, Omit<AnswerFault, 'count'>]>([
		['a full minute', { kind: 'rate_limit', retry_after: 0 }],
		['a fault of the server', { kind: 'status', status: 503 }],
		['a dropped connection', { kind: 'drop_connection' }],
		['broken JSON', { kind: 'broken_json' }],
	])('a GET after %s', async (_, fault) => {
		strike(fault);
		expect(await json({ resource: 'customer', operation: 'get', id: 1 })).toMatchObject([
			{ id: 1 },
		]);
	});

	it('a POST after 429, when the server has not acted', async () => {
		strike({ kind: 'rate_limit', retry_after: 0 });
		const requests = requestsSince();
		expect(await json({ ...create, name: 'After 429' })).toMatchObject([{ name: 'After 429' }]);
		expect(requests()).toEqual({ createServiceV4: 2 });
	});

	it.each<[string, Omit<AnswerFault, 'count'>]>([
		['503', { kind: 'status', status: 503, acted: true }],
		['a dropped connection', { kind: 'drop_connection', acted: true }],
	])('no POST after %s: it may have been done', async (name, fault) => {
		strike(fault);
		await expect(run({ ...create, name })).rejects.toThrow('[Item 0]');
		const { data } = await client<{ data: Array<{ name: string }> }>(
			'GET',
			'/v4/services?items_per_page=5000',
		);
		expect(data.filter((service) => service.name === name)).toHaveLength(1);
	});
});

describe('Event: Get Resource', () => {
	const parameters = { resource: 'event', operation: 'getResource' };
	const eventOf = async (name: string) => {
		const event = events.find((each) => each.entity === name);
		return { name: event?.name ?? '', id: await causeEvent(client, event?.name ?? '') };
	};

	it.each(entities.map(({ name }) => name))(
		'fetches what an event of %s speaks of',
		async (entity) => {
			const { name, id } = await eventOf(entity);
			const notification = { event_name: name, payload: { [entity]: { id } } };
			const webhookNode = { headers: {}, body: notification, query: {} };
			const items = await json(parameters, [
				notification,
				webhookNode,
				{ event_name: name, resource_id: id },
				{ event_name: name, id },
			]);
			for (const item of items) {
				expect(item).toMatchObject({
					entity,
					resource_id: id,
					resource_status: 'fetched',
					resource: { id },
				});
			}
			expect(items).toHaveLength(4);
		},
	);

	it('fetches the subproject of a budget', async () => {
		const id = await causeEvent(client, 'subproject.created');
		const payload = { id, type: 'subprojectBudget', threshold: 80 };
		const [item] = await json(parameters, [{ event_name: 'project.budget_notification', payload }]);
		expect(item).toMatchObject({ entity: 'subproject', resource: { id } });
	});

	it('says what is gone', async () => {
		const [item] = await json(parameters, [{ event_name: 'entry.updated', id: 999_999 }]);
		expect(item).toMatchObject({ resource_status: 'gone', resource: null });
	});

	it.each([
		[{ hello: 1 }, /there is no event_name in it/],
		[{ event_name: 'entry.updated' }, /there is no ID in it/],
		[{ event_name: 'invoice.created', id: 1 }, /'invoice' is not something that can be fetched/],
	])('refuses %j', async (item, message) => {
		await expect(run(parameters, { items: [item] })).rejects.toThrow(message);
	});
});

describe('Custom API Call', () => {
	const call = {
		resource: 'customApiCall',
		operation: 'call',
		method: 'GET',
		path: '/v2/subscription',
	};

	it('gives the answer as it is', async () => {
		expect(await json(call)).toEqual([await client('GET', '/v2/subscription')]);
	});

	it('sends a query and a body', async () => {
		const [created] = await json({
			...call,
			method: 'POST',
			path: 'v4/services',
			body: '{"name": "By hand"}',
		});
		expect(created).toMatchObject({ data: { name: 'By hand' } });
		const query = '{"filter": {"fulltext": "By hand"}}';
		const [found] = await json({ ...call, path: '/v4/services', query });
		expect(found).toMatchObject({ data: [{ name: 'By hand' }] });
	});

	it.each([
		[{ path: 'https://example.com/steal' }, /is not a path of the API/],
		[{ path: '/v3/../../x' }, /is not a path of the API/],
		[{ path: '' }, /Path is empty/],
		[{ query: '[1]' }, /Query: this is not a JSON object/],
		[{ allPages: true }, /has no list in it/],
	])('refuses %j', async (more, message) => {
		await expect(run({ ...call, ...more })).rejects.toThrow(message);
	});
});

it('confirms a webhook with the secret that its URL received', async () => {
	const endpoint = opened.add(await startEndpoint());
	const [{ id }] = await json({
		resource: 'webhook',
		operation: 'create',
		event_name: 'team.created',
		url: endpoint.url,
		token: 'token',
	});
	await json({ resource: 'webhook', operation: 'validate', id: Number(id) });
	const secret = endpoint.lastSecret();
	expect(await json({ resource: 'webhook', operation: 'confirm', secret })).toMatchObject([
		{ id, active: true },
	]);
});
