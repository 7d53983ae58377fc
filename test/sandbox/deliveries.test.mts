import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ProtocolEntry } from '../../sandbox/store/data.mjs';
import { PROTOCOL_LENGTH } from '../../sandbox/webhooks/protocol.mjs';
import {
	startSandboxScene,
	rawRequest,
	type SandboxScene,
} from '../support/scenes/sandbox-scene.mjs';
import { until } from '../support/until.mjs';
import { Opened } from '../support/opened.mjs';
import { startEndpoint } from '../support/endpoint.mjs';

const EVENT = 'customer.created';
const opened = new Opened();
let scene: SandboxScene;

beforeEach(async () => {
	scene = opened.add(await startSandboxScene());
});
afterEach(async () => await opened.end());

const customer = async (name: string) => {
	const { data } = await scene.client<{ data: { id: number } }>('POST', '/v3/customers', { name });
	return data.id;
};
const customers = async (count: number) => {
	const ids: number[] = [];
	for (let index = 0; index < count; index++) ids.push(await customer(`Kunde ${index}`));
	return ids;
};
const arrived = () =>
	scene.endpoint
		.notifications()
		.map(({ payload }) => (payload as { customer: { id: number } }).customer.id);
const protocol = async (id: number) =>
	(await scene.client<{ data: ProtocolEntry[] }>('GET', `/v2/webhooks/${id}/protocol`)).data;
const setFaults = async (faults: unknown) => {
	const { status, text } = await rawRequest(scene.sandbox, 'PUT', '/sandbox/faults', {
		body: faults,
	});
	expect({ status, text }).toMatchObject({ status: 200 });
};

describe('a delivery', () => {
	it('is one event in one request, as JSON', async () => {
		await scene.register(EVENT);
		scene.endpoint.received.length = 0;
		const ids = await customers(3);
		await scene.sandbox.deliveries.idle();
		expect(scene.endpoint.received).toHaveLength(3);
		expect(arrived()).toEqual(ids);
		for (const { method, headers } of scene.endpoint.received) {
			expect(method).toBe('POST');
			expect(headers['content-type']).toBe('application/json');
		}
	});

	it('is tried again, the next one waits, and the protocol tells of each try', async () => {
		const id = await scene.register(EVENT);
		let answers = 0;
		scene.endpoint.behave((_request, response) => {
			answers += 1;
			response.writeHead(answers <= 2 ? 503 : 200).end();
		});
		const [first, second] = await customers(2);
		await scene.sandbox.deliveries.idle();
		expect(arrived()).toEqual([first, first, first, second]);
		expect(await protocol(id)).toMatchObject([
			{ resource_id: second, attempt: 1, status_code: 200, error: null },
			{ resource_id: first, attempt: 3, status_code: 200, error: null },
			{ resource_id: first, attempt: 2, status_code: 503, error: 'The endpoint answered 503.' },
			{ resource_id: first, attempt: 1, status_code: 503, event_name: EVENT },
		]);
	});

	it('is given up after the last try, and the next one goes out', async () => {
		const id = await scene.register(EVENT);
		let failing: number | undefined;
		scene.endpoint.behave(({ body }, response) => {
			failing ??= JSON.parse(body).payload.customer.id as number;
			response.writeHead(body.includes(`"id":${failing}`) ? 500 : 204).end();
		});
		const [first, second] = await customers(2);
		await scene.sandbox.deliveries.idle();
		expect(arrived()).toEqual([first, first, first, second]);
		expect(await protocol(id)).toHaveLength(4);
	});

	it('does not follow a redirect', async () => {
		const id = await scene.register(EVENT);
		const trap = opened.add(await startEndpoint());
		scene.endpoint.behave((_request, response) => {
			response.writeHead(307, { Location: trap.url }).end();
		});
		await customer('Umgeleitet');
		await scene.sandbox.deliveries.idle();
		expect(trap.received).toEqual([]);
		expect((await protocol(id))[0]).toMatchObject({
			status_code: 307,
			error: 'The endpoint answered 307 (redirects are not followed).',
		});
	});

	it('marks when the webhook was last sent something', async () => {
		const id = await scene.register(EVENT);
		expect(scene.sandbox.webhooks.get(id).last_sent_at).toBeNull();
		await customer('Neu');
		await scene.sandbox.deliveries.idle();
		expect(scene.sandbox.webhooks.get(id).last_sent_at).toMatch(/Z$/);
	});
});

describe('a slow endpoint', () => {
	it('is cut off after the time-out and does not hold up another webhook', async () => {
		const timings = { deliveryTimeout: 400, retryPauses: [] };
		scene = opened.add(await startSandboxScene({ timings }));
		const slow = opened.add(await startEndpoint());
		const { data } = await scene.client<{ data: { id: number } }>('POST', '/v2/webhooks', {
			event_name: EVENT,
			url: slow.url,
			token: 'x',
		});
		await scene.client('POST', `/v2/webhooks/${data.id}/validate`);
		await scene.client('POST', '/v2/webhooks/confirm', { secret: slow.lastSecret() });
		slow.behave(() => undefined);
		await scene.register(EVENT);
		const ids = await customers(5);
		await until(() => arrived().length === 5, { what: 'the quick webhook gets all five' });
		expect(arrived()).toEqual(ids);
		expect(slow.received.filter(({ body }) => body.includes(EVENT)).length).toBeLessThan(5);
		await until(async () => (await protocol(data.id)).length > 0, { what: 'the time-out is told' });
		expect((await protocol(data.id)).at(-1)).toMatchObject({
			status_code: null,
			error: 'The endpoint did not answer within 0.4 seconds.',
		});
		scene.sandbox.webhooks.delete(data.id);
	});
});

describe('the protocol', () => {
	it('keeps the last of many tries', async () => {
		const id = await scene.register(EVENT);
		const count = PROTOCOL_LENGTH + 20;
		for (let index = 0; index < count; index++)
			scene.sandbox.company.emit('customer', 'created', index);
		await scene.sandbox.deliveries.idle();
		const { paging, data } = await scene.client<{
			paging: { count_items: number };
			data: ProtocolEntry[];
		}>('GET', `/v2/webhooks/${id}/protocol?items_per_page=2`);
		expect(paging.count_items).toBe(PROTOCOL_LENGTH);
		expect(data.map(({ resource_id }) => resource_id)).toEqual([count - 1, count - 2]);
	});
});

describe('switches for deliveries', () => {
	it('duplicate', async () => {
		await scene.register(EVENT);
		await setFaults({ deliveries: [{ kind: 'duplicate', count: 1 }] });
		const [first, second] = await customers(2);
		await scene.sandbox.deliveries.idle();
		expect(arrived()).toEqual([first, first, second]);
		expect(scene.sandbox.faults.current().deliveries).toEqual([]);
	});

	it('reorder', async () => {
		await scene.register(EVENT);
		await setFaults({ deliveries: [{ kind: 'reorder', count: 1 }] });
		const [first, second, third] = await customers(3);
		await scene.sandbox.deliveries.idle();
		expect(arrived()).toEqual([second, first, third]);
	});

	it('reorder, with nothing that could overtake', async () => {
		await scene.register(EVENT);
		await setFaults({ deliveries: [{ kind: 'reorder', count: 1 }] });
		const [only] = await customers(1);
		await scene.sandbox.deliveries.idle();
		expect(arrived()).toEqual([only]);
	});

	it('delay', async () => {
		await scene.register(EVENT);
		await setFaults({ deliveries: [{ kind: 'delay', ms: 300 }] });
		const before = Date.now();
		await customers(1);
		await scene.sandbox.deliveries.idle();
		expect((scene.endpoint.received.at(-1)?.at ?? 0) - before).toBeGreaterThanOrEqual(295);
	});

	it('drop, for one event only, until it is taken away', async () => {
		await scene.register(EVENT);
		await scene.register('team.created');
		await setFaults({ deliveries: [{ kind: 'drop', count: null, event_name: EVENT }] });
		await customers(2);
		await scene.client('POST', '/v3/teams', { name: 'Neu' });
		await scene.sandbox.deliveries.idle();
		expect(scene.endpoint.notifications().map(({ event_name }) => event_name)).toEqual([
			'team.created',
		]);
		await setFaults({});
		const id = await customer('Danach');
		await scene.sandbox.deliveries.idle();
		expect(scene.endpoint.notifications().at(-1)?.payload).toEqual({ customer: { id } });
	});

	it('refuse what they do not know', async () => {
		for (const faults of [
			{ deliveries: [{ kind: 'explode' }] },
			{ answers: [{ kind: 'slow', count: 0 }] },
			{ answers: 'all' },
			[],
		]) {
			const { status, text } = await rawRequest(scene.sandbox, 'PUT', '/sandbox/faults', {
				body: faults,
			});
			expect(status).toBe(400);
			expect(JSON.parse(text).error).toMatch(/must be/);
		}
	});
});

describe('closing', () => {
	it('does not wait for a slow endpoint or a retry', async () => {
		const timings = { deliveryTimeout: 60_000, retryPauses: [60_000] };
		const other = opened.add(await startSandboxScene({ timings }));
		await other.register(EVENT);
		other.endpoint.behave(() => undefined);
		await other.client('POST', '/v3/customers', { name: 'Zu spät' });
		await sleep(50);
		const before = Date.now();
		await other.dispose();
		expect(Date.now() - before).toBeLessThan(5_000);
	});
});
