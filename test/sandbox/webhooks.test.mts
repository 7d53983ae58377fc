import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { webhookModel } from '../../src/clockodo/webhook-operations.js';
import type { Webhook } from '../../sandbox/store/data.mjs';
import { handshakeForms } from '../../sandbox/webhooks/handshake.mjs';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import {
	startSandboxScene,
	rawRequest,
	type SandboxScene,
} from '../support/scenes/sandbox-scene.mjs';
import { until } from '../support/until.mjs';

let scene: SandboxScene;

beforeEach(async () => {
	scene = await startSandboxScene();
});

afterEach(async () => {
	await scene.dispose();
});

const create = async (event_name: string, url = scene.endpoint.url, token = 'my token') =>
	(await scene.client<{ data: Webhook }>('POST', '/v2/webhooks', { event_name, url, token })).data;
const get = async (id: number) =>
	(await scene.client<{ data: Webhook }>('GET', `/v2/webhooks/${id}`)).data;
const refusal = async (method: string, path: string, body?: unknown) => {
	const { status, text } = await rawRequest(scene.sandbox, method, `/api${path}`, { body });
	const { errors } = JSON.parse(text) as { errors: Array<Record<string, unknown>> };
	return { status, error: errors[0] };
};

describe('the life of a webhook', () => {
	it('begins inactive and shows everything but its token', async () => {
		const webhook = await create('entry.stopped');
		expect(webhook).toEqual({
			id: 1,
			event_name: 'entry.stopped',
			url: scene.endpoint.url,
			active: false,
			validated_at: null,
			last_sent_at: null,
			created_at: expect.any(String),
			updated_at: expect.any(String),
		});
		await causeEvent(scene.client, 'entry.stopped');
		await scene.sandbox.deliveries.idle();
		expect(scene.endpoint.received).toEqual([]);
	});

	it('becomes active by the secret that arrived', async () => {
		const { id } = await create('customer.created');
		const validated = await scene.client<{ data: Webhook; delivery: unknown }>(
			'POST',
			`/v2/webhooks/${id}/validate`,
		);
		expect(validated.delivery).toEqual({
			status_code: 200,
			duration_ms: expect.any(Number),
			error: null,
		});
		expect(validated.data.active).toBe(false);
		const [{ body, method }] = scene.endpoint.received;
		expect(method).toBe('POST');
		expect(body).toMatch(/^\{"secret":"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"\}$/);
		const secret = scene.endpoint.lastSecret();
		const { data } = await scene.client<{ data: Webhook }>('POST', '/v2/webhooks/confirm', {
			secret,
		});
		expect(data).toMatchObject({ id, active: true, validated_at: expect.any(String) });
		expect(await refusal('POST', '/v2/webhooks/confirm', { secret })).toMatchObject({
			status: 422,
			error: { type: 'WebhookSecretInvalid', path: 'secret' },
		});
	});

	it('may be confirmed by the endpoint while validate still waits', async () => {
		scene.endpoint.behave(async (_request, response) => {
			const secret = scene.endpoint.lastSecret();
			await scene.client('POST', '/v2/webhooks/confirm', { secret });
			response.end();
		});
		const { id } = await create('customer.created');
		const { data } = await scene.client<{ data: Webhook }>('POST', `/v2/webhooks/${id}/validate`);
		expect(data.active).toBe(true);
	});

	it.each(handshakeForms)('shakes hands in the form %s', async (form) => {
		await rawRequest(scene.sandbox, 'PUT', '/sandbox/handshake', { body: { form } });
		const id = await scene.register('customer.created', { url: `${scene.endpoint.url}?a=1` });
		expect((await get(id)).active).toBe(true);
		const [request] = scene.endpoint.received;
		const secret = scene.endpoint.lastSecret();
		expect({ method: request.method, path: request.path, body: request.body }).toEqual({
			method: form === 'query-get' ? 'GET' : 'POST',
			path: form.startsWith('query') ? `/hook?a=1&secret=${secret}` : '/hook?a=1',
			body: form === 'json' ? `{"secret":"${secret}"}` : form === 'form' ? `secret=${secret}` : '',
		});
	});

	it('says how the endpoint failed to take the secret', async () => {
		scene.endpoint.behave((_request, response) => void response.writeHead(404).end());
		const { id } = await create('customer.created');
		const { delivery } = await scene.client('POST', `/v2/webhooks/${id}/validate`);
		expect(delivery).toMatchObject({ status_code: 404, error: 'The endpoint answered 404.' });
		const unreachable = await create('customer.created', 'http://127.0.0.1:1/');
		expect(
			(await scene.client('POST', `/v2/webhooks/${unreachable.id}/validate`)).delivery,
		).toMatchObject({ status_code: null, error: expect.stringContaining('could not be reached') });
	});

	it('voids a secret with the next one, with the URL, and with time', async () => {
		const { id } = await create('customer.created');
		const validate = async () => {
			await scene.client('POST', `/v2/webhooks/${id}/validate`);
			return scene.endpoint.lastSecret();
		};
		const confirm = (secret: string) => refusal('POST', '/v2/webhooks/confirm', { secret });
		const first = await validate();
		const second = await validate();
		expect((await confirm(first)).status).toBe(422);
		await scene.client('PUT', `/v2/webhooks/${id}`, { url: `${scene.endpoint.url}/new` });
		expect((await confirm(second)).status).toBe(422);
		const third = await validate();
		scene.sandbox.store.data.secrets[0].expires_at = Date.now() - 1;
		expect((await confirm(third)).status).toBe(422);
	});

	it('stays active with another event or token, and not with another URL', async () => {
		const id = await scene.register('customer.created');
		await scene.client('PUT', `/v2/webhooks/${id}`, { event_name: 'team.created', token: 'other' });
		expect(await get(id)).toMatchObject({ active: true, event_name: 'team.created' });
		await causeEvent(scene.client, 'team.created');
		await scene.sandbox.deliveries.idle();
		expect(scene.endpoint.notifications()).toMatchObject([{ token: 'other' }]);
		await scene.client('PUT', `/v2/webhooks/${id}`, { url: `${scene.endpoint.url}2` });
		expect(await get(id)).toMatchObject({ active: false, validated_at: null });
	});

	it('ends with its deletion: no delivery, no protocol, 404', async () => {
		const id = await scene.register('customer.created');
		scene.endpoint.received.length = 0;
		expect(await scene.client('DELETE', `/v2/webhooks/${id}`)).toEqual({ success: true });
		await causeEvent(scene.client, 'customer.created');
		await scene.sandbox.deliveries.idle();
		expect(scene.endpoint.received).toEqual([]);
		for (const path of [`/v2/webhooks/${id}`, `/v2/webhooks/${id}/protocol`]) {
			expect((await refusal('GET', path)).status).toBe(404);
		}
		expect((await refusal('DELETE', `/v2/webhooks/${id}`)).status).toBe(404);
	});
});

describe('the list', () => {
	it('is filtered and paged', async () => {
		const active = await scene.register('customer.created');
		await create('team.created');
		await create('team.updated', `${scene.endpoint.url}/other`);
		const ids = async (query: string) =>
			(await scene.client<{ data: Webhook[] }>('GET', `/v2/webhooks?${query}`)).data.map(
				({ id }) => id,
			);
		expect(await ids('filter[active]=1')).toEqual([active]);
		expect(await ids('filter[active]=0')).toEqual([2, 3]);
		expect(await ids('filter[event_name]=team.created')).toEqual([2]);
		expect(await ids(`filter[url]=${encodeURIComponent(scene.endpoint.url)}`)).toEqual([1, 2]);
		const { paging, data } = await scene.client<{ paging: unknown; data: Webhook[] }>(
			'GET',
			'/v2/webhooks?items_per_page=2&page=2',
		);
		expect(data.map(({ id }) => id)).toEqual([3]);
		expect(paging).toEqual({
			items_per_page: 2,
			current_page: 2,
			count_pages: 2,
			count_items: 3,
		});
	});
});

describe('what is refused', () => {
	it.each([
		[400, { event_name: 'entry.created', url: 'http://127.0.0.1/' }, 'token'],
		[422, { event_name: 'entry.exploded', url: 'http://127.0.0.1/', token: 'x' }, 'event_name'],
		[422, { event_name: 'constructor', url: 'http://127.0.0.1/', token: 'x' }, 'event_name'],
		[422, { event_name: 'entry.created', url: 'file:///etc/passwd', token: 'x' }, 'url'],
		[422, { event_name: 'entry.created', url: '/relative', token: 'x' }, 'url'],
		[422, { event_name: 'entry.created', url: 'http://127.0.0.1/', token: ' ' }, 'token'],
	])('%i for %j', async (status, body, path) => {
		expect(await refusal('POST', '/v2/webhooks', body)).toMatchObject({
			status,
			error: { path, message: expect.any(String), type: expect.any(String) },
		});
	});

	it('a co-worker who is no owner', async () => {
		const email = scene.sandbox.company.records('users').find(2)?.email;
		const apiKey = scene.sandbox.store.data.apiKeys[2];
		const headers = { 'X-ClockodoApiUser': String(email), 'X-ClockodoApiKey': apiKey };
		for (const method of ['GET', 'POST']) {
			const { status } = await rawRequest(scene.sandbox, method, '/api/v2/webhooks', {
				headers,
				body: method === 'POST' ? { event_name: 'entry.created', url: 'x', token: 'x' } : undefined,
			});
			expect(status).toBe(403);
		}
	});
});

describe('plans', () => {
	const setPlan = (plan: string) =>
		rawRequest(scene.sandbox, 'PUT', '/sandbox/plan', { body: { plan } });

	it.each(['basic', 'pro', 'freelancer'])('%s allows two webhooks in all', async (plan) => {
		await setPlan(plan);
		await create('entry.created');
		await create('team.created');
		const { status, error } = await refusal('POST', '/v2/webhooks', {
			event_name: 'user.created',
			url: scene.endpoint.url,
			token: 'x',
		});
		expect(status).toBe(422);
		expect(error).toMatchObject({ type: 'WebhookLimitReached', details: { limit: 2 } });
		expect(String(error.message).toLowerCase()).toContain(`${plan} plan allows 2 webhooks`);
		await scene.client('DELETE', '/v2/webhooks/1');
		await create('user.created');
	});

	it('Enterprise allows three for each type', async () => {
		for (const action of ['created', 'updated', 'deleted']) await create(`team.${action}`);
		const more = { event_name: 'team.created', url: scene.endpoint.url, token: 'x' };
		const { status, error } = await refusal('POST', '/v2/webhooks', more);
		expect(status).toBe(422);
		expect(error.message).toContain('The Enterprise plan allows 3 webhooks for each type');
		expect(error.message).toContain("'team'");
		const other = await create('user.created');
		expect((await refusal('PUT', `/v2/webhooks/${other.id}`, more)).status).toBe(422);
		await scene.client('PUT', '/v2/webhooks/1', { event_name: 'team.deleted' });
	});
});

describe('a token', () => {
	it('is nowhere but in the delivery', async () => {
		const token = 'Th3-t0k3n-that-nobody-sees';
		const id = await scene.register('customer.created', { token });
		await causeEvent(scene.client, 'customer.created');
		await until(() => scene.endpoint.notifications().length === 1, { what: 'the delivery' });
		await scene.sandbox.deliveries.idle();
		expect(scene.endpoint.notifications()[0].token).toBe(token);
		const seen = await Promise.all([
			rawRequest(scene.sandbox, 'GET', '/api/v2/webhooks'),
			rawRequest(scene.sandbox, 'GET', `/api/v2/webhooks/${id}`),
			rawRequest(scene.sandbox, 'PUT', `/api/v2/webhooks/${id}`, { body: { token } }),
			rawRequest(scene.sandbox, 'GET', `/api/v2/webhooks/${id}/protocol`),
			rawRequest(scene.sandbox, 'GET', '/sandbox/requests'),
		]);
		for (const { status, text } of seen) {
			expect(status).toBe(200);
			expect(text).not.toContain(token);
		}
	});

	it('is not the only thing that stays inside: what is not meant to be shown is not', () => {
		const { id } = scene.sandbox.webhooks.create({
			event_name: 'team.created',
			url: scene.endpoint.url,
			token: 'x',
		});
		const stored = scene.sandbox.store.data.collections.webhooks[id];
		stored.signing_key = 'a second secret';
		expect(Object.keys(scene.sandbox.webhooks.get(id)).sort()).toEqual(
			Object.keys(webhookModel.properties ?? {}).sort(),
		);
	});
});
