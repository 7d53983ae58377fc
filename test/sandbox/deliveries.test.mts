import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ProtocolEntry } from '../../sandbox/store/data.mjs';
import { PROTOCOL_LENGTH } from '../../sandbox/webhooks/protocol.mjs';
import { openRoom, rawRequest, until, type Room } from '../support/scenes/sandbox-scene.mjs';
import { startEndpoint } from '../support/webhook-endpoint.mjs';

const EVENT = 'customer.created';
let room: Room;

beforeEach(async () => {
	room = await openRoom();
});

afterEach(async () => {
	await room.close();
});

const customer = async (name: string) => {
	const { data } = await room.client<{ data: { id: number } }>('POST', '/v3/customers', { name });
	return data.id;
};
const customers = async (count: number) => {
	const ids: number[] = [];
	for (let index = 0; index < count; index++) ids.push(await customer(`Kunde ${index}`));
	return ids;
};
const arrived = () =>
	room.endpoint
		.notifications()
		.map(({ payload }) => (payload as { customer: { id: number } }).customer.id);
const protocol = async (id: number) =>
	(await room.client<{ data: ProtocolEntry[] }>('GET', `/v2/webhooks/${id}/protocol`)).data;
const setFaults = async (faults: unknown) => {
	const { status, text } = await rawRequest(room.sandbox, 'PUT', '/sandbox/faults', {
		body: faults,
	});
	expect({ status, text }).toMatchObject({ status: 200 });
};

describe('a delivery', () => {
	it('is one event in one request, as JSON', async () => {
		await room.register(EVENT);
		room.endpoint.received.length = 0;
		const ids = await customers(3);
		await room.sandbox.deliveries.idle();
		expect(room.endpoint.received).toHaveLength(3);
		expect(arrived()).toEqual(ids);
		for (const { method, headers } of room.endpoint.received) {
			expect(method).toBe('POST');
			expect(headers['content-type']).toBe('application/json');
		}
	});

	it('is tried again, the next one waits, and the protocol tells of each try', async () => {
		const id = await room.register(EVENT);
		let answers = 0;
		room.endpoint.behave((_request, response) => {
			answers += 1;
			response.writeHead(answers <= 2 ? 503 : 200).end();
		});
		const [first, second] = await customers(2);
		await room.sandbox.deliveries.idle();
		expect(arrived()).toEqual([first, first, first, second]);
		expect(await protocol(id)).toMatchObject([
			{ resource_id: second, attempt: 1, status_code: 200, error: null },
			{ resource_id: first, attempt: 3, status_code: 200, error: null },
			{ resource_id: first, attempt: 2, status_code: 503, error: 'The endpoint answered 503.' },
			{ resource_id: first, attempt: 1, status_code: 503, event_name: EVENT },
		]);
	});

	it('is given up after the last try, and the next one goes out', async () => {
		const id = await room.register(EVENT);
		let failing: number | undefined;
		room.endpoint.behave(({ body }, response) => {
			failing ??= JSON.parse(body).payload.customer.id as number;
			response.writeHead(body.includes(`"id":${failing}`) ? 500 : 204).end();
		});
		const [first, second] = await customers(2);
		await room.sandbox.deliveries.idle();
		expect(arrived()).toEqual([first, first, first, second]);
		expect(await protocol(id)).toHaveLength(4);
	});

	it('does not follow a redirect', async () => {
		const id = await room.register(EVENT);
		const trap = await startEndpoint();
		room.endpoint.behave((_request, response) => {
			response.writeHead(307, { Location: trap.url }).end();
		});
		await customer('Umgeleitet');
		await room.sandbox.deliveries.idle();
		await trap.close();
		expect(trap.received).toEqual([]);
		expect((await protocol(id))[0]).toMatchObject({
			status_code: 307,
			error: 'The endpoint answered 307 (redirects are not followed).',
		});
	});

	it('marks when the webhook was last sent something', async () => {
		const id = await room.register(EVENT);
		expect(room.sandbox.webhooks.get(id).last_sent_at).toBeNull();
		await customer('Neu');
		await room.sandbox.deliveries.idle();
		expect(room.sandbox.webhooks.get(id).last_sent_at).toMatch(/Z$/);
	});
});

describe('a slow endpoint', () => {
	it('is cut off after the time-out and does not hold up another webhook', async () => {
		await room.close();
		room = await openRoom({ timings: { deliveryTimeout: 400, retryPauses: [] } });
		const slow = await startEndpoint();
		const { data } = await room.client<{ data: { id: number } }>('POST', '/v2/webhooks', {
			event_name: EVENT,
			url: slow.url,
			token: 'x',
		});
		await room.client('POST', `/v2/webhooks/${data.id}/validate`);
		await room.client('POST', '/v2/webhooks/confirm', { secret: slow.lastSecret() });
		slow.behave(() => undefined);
		await room.register(EVENT);
		const ids = await customers(5);
		await until(() => arrived().length === 5, 'the quick webhook gets all five');
		expect(arrived()).toEqual(ids);
		expect(slow.received.filter(({ body }) => body.includes(EVENT)).length).toBeLessThan(5);
		await until(async () => (await protocol(data.id)).length > 0, 'the time-out is told');
		expect((await protocol(data.id)).at(-1)).toMatchObject({
			status_code: null,
			error: 'The endpoint did not answer within 0.4 seconds.',
		});
		room.sandbox.webhooks.delete(data.id);
		await slow.close();
	});
});

describe('the protocol', () => {
	it('keeps the last of many tries', async () => {
		const id = await room.register(EVENT);
		const count = PROTOCOL_LENGTH + 20;
		for (let index = 0; index < count; index++)
			room.sandbox.company.emit('customer', 'created', index);
		await room.sandbox.deliveries.idle();
		const { paging, data } = await room.client<{
			paging: { count_items: number };
			data: ProtocolEntry[];
		}>('GET', `/v2/webhooks/${id}/protocol?items_per_page=2`);
		expect(paging.count_items).toBe(PROTOCOL_LENGTH);
		expect(data.map(({ resource_id }) => resource_id)).toEqual([count - 1, count - 2]);
	});
});

describe('switches for deliveries', () => {
	it('duplicate', async () => {
		await room.register(EVENT);
		await setFaults({ deliveries: [{ kind: 'duplicate', count: 1 }] });
		const [first, second] = await customers(2);
		await room.sandbox.deliveries.idle();
		expect(arrived()).toEqual([first, first, second]);
		expect(room.sandbox.faults.current().deliveries).toEqual([]);
	});

	it('reorder', async () => {
		await room.register(EVENT);
		await setFaults({ deliveries: [{ kind: 'reorder', count: 1 }] });
		const [first, second, third] = await customers(3);
		await room.sandbox.deliveries.idle();
		expect(arrived()).toEqual([second, first, third]);
	});

	it('reorder, with nothing that could overtake', async () => {
		await room.register(EVENT);
		await setFaults({ deliveries: [{ kind: 'reorder', count: 1 }] });
		const [only] = await customers(1);
		await room.sandbox.deliveries.idle();
		expect(arrived()).toEqual([only]);
	});

	it('delay', async () => {
		await room.register(EVENT);
		await setFaults({ deliveries: [{ kind: 'delay', ms: 300 }] });
		const before = Date.now();
		await customers(1);
		await room.sandbox.deliveries.idle();
		expect((room.endpoint.received.at(-1)?.at ?? 0) - before).toBeGreaterThanOrEqual(295);
	});

	it('drop, for one event only, until it is taken away', async () => {
		await room.register(EVENT);
		await room.register('team.created');
		await setFaults({ deliveries: [{ kind: 'drop', count: null, event_name: EVENT }] });
		await customers(2);
		await room.client('POST', '/v3/teams', { name: 'Neu' });
		await room.sandbox.deliveries.idle();
		expect(room.endpoint.notifications().map(({ event_name }) => event_name)).toEqual([
			'team.created',
		]);
		await setFaults({});
		const id = await customer('Danach');
		await room.sandbox.deliveries.idle();
		expect(room.endpoint.notifications().at(-1)?.payload).toEqual({ customer: { id } });
	});

	it('refuse what they do not know', async () => {
		for (const faults of [
			{ deliveries: [{ kind: 'explode' }] },
			{ answers: [{ kind: 'slow', count: 0 }] },
			{ answers: 'all' },
			[],
		]) {
			const { status, text } = await rawRequest(room.sandbox, 'PUT', '/sandbox/faults', {
				body: faults,
			});
			expect(status).toBe(400);
			expect(JSON.parse(text).error).toMatch(/must be/);
		}
	});
});

describe('closing', () => {
	it('does not wait for a slow endpoint or a retry', async () => {
		const other = await openRoom({ timings: { deliveryTimeout: 60_000, retryPauses: [60_000] } });
		await other.register(EVENT);
		other.endpoint.behave(() => undefined);
		await other.client('POST', '/v3/customers', { name: 'Zu spät' });
		await sleep(50);
		const before = Date.now();
		await other.close();
		expect(Date.now() - before).toBeLessThan(5_000);
	});
});
