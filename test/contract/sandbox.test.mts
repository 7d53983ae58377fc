import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { events } from '../../src/clockodo/events.js';
import { operations } from '../../src/clockodo/operations/index.js';
import { sandboxClient, type SandboxClient } from '../../sandbox/client/client.mjs';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import { beyondDescription } from '../../sandbox/resources/beyond-description.mjs';
import { startSandbox, type Sandbox } from '../../sandbox/server.mjs';
import { queryText, sampleRequests } from '../support/sandbox-requests.mjs';
import { Description } from './sandbox-description.mjs';

const description = new Description();
const described = operations().filter(({ method, path }) => description.operation(method, path));
const checked = { requests: 0, refusals: 0, notifications: 0 };
let sandbox: Sandbox;
let client: SandboxClient;

beforeAll(async () => {
	sandbox = await startSandbox();
	client = sandboxClient(sandbox);
});

afterAll(async () => {
	await sandbox.close();
	console.log(
		`The sandbox against the vendor's description: ${checked.requests} of ${described.length} described operations with request and answer, ` +
			`${checked.refusals} refusals, ${checked.notifications} of ${events.length} notifications; ` +
			`${operations().length - described.length} operations are not in this description. ` +
			`Mended in it: ${description.mended.length} places.`,
	);
});

async function send(method: string, path: string, body?: unknown, headers = {}) {
	const { email, apiKey } = sandbox.credentials;
	const response = await fetch(`${sandbox.apiUrl}${path}`, {
		method,
		body: body === undefined ? undefined : JSON.stringify(body),
		headers: {
			'Content-Type': 'application/json',
			'X-Clockodo-External-Application': 'contract test;test@nordlicht.example',
			'X-ClockodoApiUser': email,
			'X-ClockodoApiKey': apiKey,
			...headers,
		},
	});
	return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

describe('every operation of the description', () => {
	it('has a sample request', () => {
		expect(Object.keys(sampleRequests).sort()).toEqual(
			operations()
				.map(({ id }) => id)
				.sort(),
		);
	});

	it.each(described)(
		'$id: request and answer',
		async ({ id, method, path, answer: { list, key } }) => {
			const { path: parameters = {}, query = {}, body } = await sampleRequests[id](client);
			expect(description.queryErrors(method, path, query)).toEqual([]);
			expect(description.bodyErrors(method, path, body)).toEqual([]);
			const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => String(parameters[name]));
			const { status, answer } = await send(method, `${filled}${queryText(query)}`, body);
			expect({ status, answer }).toMatchObject({ status: 200 });
			expect({ errors: description.answerErrors(method, path, 200, answer), answer }).toEqual({
				errors: [],
				answer,
			});
			if (list) {
				// An empty list would fit every description.
				const found = answer[key ?? 'data'] as unknown[];
				expect(found.length).toBeGreaterThan(0);
			}
			checked.requests += 1;
		},
	);

	it.each(
		operations()
			.filter((each) => !described.includes(each))
			.map(({ id }) => id),
	)('%s, which this description does not have, answers', async (id) => {
		const operation = operations().find((each) => each.id === id);
		const { path: parameters = {}, query = {}, body } = await sampleRequests[id](client);
		const filled = operation?.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
			String(parameters[name]),
		);
		const { status } = await send(operation?.method ?? '', `${filled}${queryText(query)}`, body);
		expect(status).toBe(200);
	});
});

describe('what the sandbox takes and gives beyond the description', () => {
	const { schemas } = description.document.components;

	it.each(beyondDescription.operations.map(({ id, method, path }) => ({ id, method, path })))(
		'$id is not described',
		({ method, path }) => {
			expect(description.operation(method, path)).toBeUndefined();
		},
	);

	it.each(
		Object.entries(beyondDescription.answers).flatMap(([schema, properties]) =>
			properties.map((property) => ({ schema, property })),
		),
	)('$schema has no $property', ({ schema, property }) => {
		expect(Object.keys(schemas[schema].properties ?? {})).not.toContain(property);
	});

	it('an entry is not described as created billed', () => {
		const body = { customers_id: 1, services_id: 1, billable: 2 };
		expect(Object.keys(beyondDescription.bodies)).toEqual(['createEntryV2']);
		expect(description.bodyErrors('POST', '/v2/entries', body)).not.toEqual([]);
		expect(description.bodyErrors('POST', '/v2/entries', { ...body, billable: 1 })).toEqual([]);
	});
});

describe('refusals', () => {
	const refusals: Array<[number, string, string, string, unknown?]> = [
		[400, 'GET', '/v2/entries', '/v2/entries?items_per_page=5000'],
		[400, 'GET', '/v3/customers', '/v3/customers?items_per_page=5001'],
		[400, 'POST', '/v2/entries', '/v2/entries', { customers_id: 'x', billable: 7 }],
		[404, 'POST', '/v2/projects/{id}/createNextInterval', '/v2/projects/99999/createNextInterval'],
		[409, 'POST', '/v2/projects/{id}/createNextInterval', '/v2/projects/1/createNextInterval'],
		[422, 'POST', '/v3/customers', '/v3/customers', { name: 'Hotel Bergblick' }],
		[422, 'POST', '/v4/projects', '/v4/projects', { name: 'X', customers_id: 99999 }],
		[
			422,
			'POST',
			'/v4/absences',
			'/v4/absences',
			{ type: 1, date_since: '2026-12-31', date_until: '2027-01-01' },
		],
		[422, 'DELETE', '/v3/customers/{id}', '/v3/customers/1'],
		[
			422,
			'POST',
			'/v3/users',
			'/v3/users',
			{ name: 'Mia', role: 'worker', email: 'mia@nordlicht.example' },
		],
	];

	it.each(refusals)('%i of %s %s', async (...[status, method, path, filled, body]) => {
		const { status: actual, answer } = await send(method, filled, body);
		expect({ actual, answer }).toMatchObject({ actual: status });
		const errors = description.answerErrors(method, path, status, answer);
		expect({ errors, answer }).toEqual({ errors: [], answer });
		checked.refusals += 1;
	});

	it('401 without valid credentials', async () => {
		const wrong = { 'X-ClockodoApiKey': 'wrong' };
		const { status, answer } = await send('POST', '/v3/customers', { name: 'X' }, wrong);
		expect(status).toBe(401);
		expect(description.answerErrors('POST', '/v3/customers', 401, answer)).toEqual([]);
		checked.refusals += 1;
	});
});

describe('notifications', () => {
	let server: Server;
	let url: string;
	let received: Array<Record<string, unknown>> = [];

	beforeAll(async () => {
		server = createServer((request, response) => {
			let text = '';
			request.on('data', (part: Buffer) => (text += part.toString()));
			request.on('end', () => {
				received.push(JSON.parse(text) as Record<string, unknown>);
				response.end();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	});

	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});

	it.each(events.map(({ name }) => name))('%s is as the description says', async (name) => {
		const webhook = sandbox.webhooks.create({ event_name: name, url, token: 'My_Sup3r_T0k3n' });
		received = [];
		await sandbox.webhooks.validate(webhook.id);
		sandbox.webhooks.confirm(String(received[0].secret));
		received = [];
		await causeEvent(client, name);
		await sandbox.deliveries.idle();
		expect(received.length).toBeGreaterThan(0);
		for (const body of received) {
			expect(description.notificationErrors(name, body)).toEqual([]);
			const described = [
				'subscription_id',
				'company_id',
				'occurred_at',
				'payload',
				'event_name',
				'token',
			];
			expect(Object.keys(body).sort()).toEqual(described.sort());
		}
		sandbox.webhooks.delete(webhook.id);
		checked.notifications += 1;
	});
});
