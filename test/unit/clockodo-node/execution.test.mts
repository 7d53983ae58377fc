import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runClockodo } from '../../support/node-run.mjs';
import { listen } from '../../support/loopback.mjs';

/** Milliseconds that the API takes for each answer. */
const delay = 20;

describe('the items of an execution', () => {
	let server: Awaited<ReturnType<typeof listen>>;
	/** Requests in their order, and how many were under way at the same time at most. */
	let asked: string[] = [];
	let [underWay, most] = [0, 0];
	/** Milliseconds that an ID takes longer than the others, and the status that it is answered with. */
	const late = new Map<number, number>();
	const statuses = new Map<number, number>();

	beforeAll(async () => {
		server = await listen((request, response) => {
			request.resume();
			asked.push(`${request.method} ${request.url}`);
			most = Math.max(most, ++underWay);
			const id = Number(request.url?.split('/').at(-1));
			void sleep(delay + (late.get(id) ?? 0), undefined, { ref: false }).then(() => {
				underWay--;
				response.writeHead(statuses.get(id) ?? 200, { 'content-type': 'application/json' });
				const error = { error: { message: `No ${id}` } };
				response.end(JSON.stringify(statuses.has(id) ? error : { data: { id } }));
			});
		});
	});

	afterAll(async () => await server.close());

	afterEach(() => {
		asked = [];
		[underWay, most] = [0, 0];
		late.clear();
		statuses.clear();
	});

	/** Another user each time: their pace is their own. */
	let users = 0;
	const run = async (parameters: INodeParameters, ids: number[], more: object = {}) =>
		await runClockodo(
			{ apiUrl: server.url, credentials: { email: `user-${++users}@example.org`, apiKey: 'key' } },
			{ parameters, items: ids.map((id) => ({ id })), ...more },
		);

	const id = '={{ $json.id }}';
	const get = { resource: 'customer', operation: 'get', id };
	const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

	it('are read fifty at a time, and given in their order', async () => {
		for (const number of numbers(120)) late.set(number, 200);
		late.set(1, 400);
		const items = await run(get, numbers(120));
		expect(items.map(({ json }) => json.id)).toEqual(numbers(120));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			numbers(120).map((number) => ({ item: number - 1 })),
		);
		expect(most).toBeGreaterThan(10);
		expect(most).toBeLessThanOrEqual(50);
	});

	it.each<[string, INodeParameters]>([
		['a deletion', { resource: 'customer', operation: 'delete', id }],
		['an update', { resource: 'customer', operation: 'update', id, updateFields: { name: 'A' } }],
		[
			'a custom call that writes',
			{
				resource: 'customApiCall',
				operation: 'call',
				method: 'PUT',
				path: '=/v9/a/{{ $json.id }}',
			},
		],
	])('are worked on one after the other where they are %s', async (_what, parameters) => {
		late.set(1, 30);
		await run(parameters, numbers(4));
		expect(most).toBe(1);
		expect(asked.map((each) => Number(each.split('/').at(-1)))).toEqual(numbers(4));
	});

	it.each<[string, INodeParameters]>([
		[
			'an event',
			{
				resource: 'event',
				operation: 'getResource',
				notification: '={{ { event_name: "customer.updated", resource_id: $json.id } }}',
			},
		],
		[
			'a custom call that reads',
			{
				resource: 'customApiCall',
				operation: 'call',
				method: 'get',
				path: '=/v9/a/{{ $json.id }}',
			},
		],
	])('are read side by side where they are %s', async (_what, parameters) => {
		expect(await run(parameters, numbers(4))).toHaveLength(4);
		expect(most).toBeGreaterThan(1);
	});

	it('keep the order around what writes, where an expression chooses', async () => {
		const call = { resource: 'customApiCall', operation: 'call', path: '=/v9/a/{{ $json.id }}' };
		await run({ ...call, method: '={{ $json.id === 3 ? "PUT" : "GET" }}' }, numbers(5));
		expect(asked.map((each) => each.slice(0, 3))).toEqual(['GET', 'GET', 'PUT', 'GET', 'GET']);
		expect(most).toBeLessThanOrEqual(2);
	});

	it('end with the error of the first that fails, and begin nothing behind it', async () => {
		statuses.set(3, 422).set(7, 422);
		late.set(3, 60);
		await expect(run(get, numbers(200))).rejects.toThrow('[Item 2] Clockodo says: No 3');
		expect(asked.length).toBeLessThan(200);
	});

	it('go on where they may, each with its own result', async () => {
		statuses.set(2, 422);
		const items = await run(get, numbers(3), { continueOnFail: true });
		expect(items.map(({ json }) => json.id ?? json.error)).toEqual([
			1,
			'Clockodo says: No 2 (HTTP 422).',
			3,
		]);
	});

	it('end at once where the execution is cancelled', async () => {
		for (const number of numbers(100)) late.set(number, 3_600_000);
		const abort = new AbortController();
		// As n8n does it.
		setMaxListeners(Infinity, abort.signal);
		const running = run(get, numbers(100), { signal: abort.signal });
		setTimeout(() => abort.abort(), 50);
		await expect(running).rejects.toThrow('cancelled');
		expect(asked.length).toBeLessThanOrEqual(50);
	});
});
