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

	it('keeps ten fields of an entry, or all', async () => {
		const [simple] = await json({ ...entries, limit: 1 });
		const [full] = await json({ ...entries, limit: 1, simplify: false });
		expect(Object.keys(simple).length).toBeLessThanOrEqual(10);
		expect(full).toMatchObject(simple);
		expect(Object.keys(full).length).toBeGreaterThan(15);
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
