import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { events } from '../../src/clockodo/events.js';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import { entityCollections } from '../../sandbox/resources/company.mjs';
import { resources } from '../../sandbox/resources/table.mjs';
import {
	rawRequest,
	startSandboxScene,
	type SandboxScene,
} from '../support/scenes/sandbox-scene.mjs';

const EVENT = 'customer.updated';

let scene: SandboxScene;

beforeEach(async () => {
	scene = await startSandboxScene();
});

afterEach(async () => await scene.dispose());

const control = async (path: string, body: unknown) => {
	const { status, text } = await rawRequest(scene.sandbox, 'PUT', `/sandbox/${path}`, { body });
	expect({ status, text }).toMatchObject({ status: 200 });
};
/** What arrives when the first customer changes. */
const deliver = async (...deliveries: unknown[]) => {
	await scene.register(EVENT);
	await control('faults', { deliveries });
	await scene.client('PUT', '/v3/customers/1', { note: 'neu' });
	await scene.sandbox.deliveries.idle();
	const { headers, body } = scene.endpoint.received.at(-1)!;
	return { type: headers['content-type'], body: JSON.parse(body) as Record<string, unknown> };
};

describe('a delivery', () => {
	it.each([
		[{}, undefined],
		[{ content_type: null }, undefined],
		[{ content_type: 'text/plain' }, 'text/plain'],
		[{ content_type: 'application/vnd.clockodo+json' }, 'application/vnd.clockodo+json'],
	])('with another Content-Type: %j', async (more, expected) => {
		const { type, body } = await deliver({ kind: 'content_type', ...more });
		expect(type).toBe(expected);
		expect(body.event_name).toBe(EVENT);
	});

	it('with IDs as text', async () => {
		const { body } = await deliver({ kind: 'text_ids' });
		expect(body).toMatchObject({
			subscription_id: '1',
			company_id: '1337',
			payload: { customer: { id: '1' } },
		});
	});

	it('without company_id and occurred_at', async () => {
		const { body } = await deliver({ kind: 'missing_fields' });
		expect(Object.keys(body)).toEqual(['subscription_id', 'event_name', 'payload', 'token']);
	});

	it('without one of them', async () => {
		const { body } = await deliver({ kind: 'missing_fields', fields: ['company_id'] });
		expect(body).toHaveProperty('occurred_at');
		expect(body).not.toHaveProperty('company_id');
	});

	it.each([
		[
			'epoch',
			(time: unknown) => typeof time === 'number' && Math.abs(time - Date.now() / 1000) < 60,
		],
		['blank', (time: unknown) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(String(time))],
	])('with its time as %s', async (form, holds) => {
		const { body } = await deliver({ kind: 'time_form', form });
		expect(holds(body.occurred_at)).toBe(true);
	});

	it('with the whole resource and long texts', async () => {
		const { body } = await deliver({ kind: 'whole_resource', length: 50_000 });
		const { customer } = body.payload as { customer: Record<string, unknown> };
		expect(customer).toMatchObject({ id: 1, name: 'Hotel Bergblick', number: 'K-1001' });
		expect(customer.note).toHaveLength(50_000);
	});

	it('with all of it at once, and then as ever', async () => {
		const { type, body } = await deliver(
			{ kind: 'content_type' },
			{ kind: 'whole_resource' },
			{ kind: 'text_ids' },
			{ kind: 'missing_fields', fields: ['company_id'] },
			{ kind: 'time_form' },
		);
		expect(type).toBeUndefined();
		expect(body).toMatchObject({ subscription_id: '1', occurred_at: expect.any(Number) });
		expect((body.payload as { customer: unknown }).customer).toMatchObject({
			id: '1',
			name: 'Hotel Bergblick',
		});
		await scene.client('PUT', '/v3/customers/1', { note: 'neuer' });
		await scene.sandbox.deliveries.idle();
		const { headers, body: text } = scene.endpoint.received.at(-1)!;
		expect(headers['content-type']).toBe('application/json');
		expect(JSON.parse(text)).toMatchObject({ company_id: 1337, payload: { customer: { id: 1 } } });
	});

	it('has the whole resource for every event, also of what is gone', async () => {
		await control('faults', { deliveries: [{ kind: 'whole_resource', length: 10, count: null }] });
		const bare = [];
		for (const { name, entity } of events) {
			const id = await scene.register(name);
			await causeEvent(scene.client, name);
			await scene.sandbox.deliveries.idle();
			scene.sandbox.webhooks.delete(id);
			const payload = scene.endpoint.notifications().at(-1)?.payload as Record<string, object>;
			const shown = payload[entity] ?? payload;
			if (name !== 'project.budget_notification' && Object.keys(shown).length < 4) bare.push(name);
		}
		expect(bare).toEqual([]);
	});

	it('finds each resource where its own table keeps it', () => {
		const own = resources.flatMap(({ entity, collection }) =>
			entity ? [[entity, collection] as const] : [],
		);
		expect(own.filter(([entity, collection]) => entityCollections[entity] !== collection)).toEqual(
			[],
		);
	});
});

describe('a handshake', () => {
	const shake = async (manner: object) => {
		await control('handshake', manner);
		const id = await scene.register('team.created');
		expect(scene.sandbox.webhooks.get(id).active).toBe(true);
		return { request: scene.endpoint.received[0], secret: scene.endpoint.lastSecret() };
	};

	it.each([
		['digits', /^\d{8}$/],
		['base64', /^(?=.*\+)(?=.*\/)[A-Za-z0-9+/]+=+$/],
		['braces', /^\{[0-9A-F-]{36}\}$/],
		['uuid', /^[0-9A-F-]{36}$/],
	])('with a secret of %s, whichever way it travels', async (secret, expected) => {
		for (const form of ['json', 'form', 'query-post', 'query-get']) {
			expect((await shake({ secret, form })).secret).toMatch(expected);
			scene.sandbox.webhooks.delete(scene.sandbox.webhooks.list()[0].id);
		}
	});

	it.each(['json', 'form'])('with more fields in its body: %s', async (form) => {
		const { request, secret } = await shake({ more_fields: true, form });
		const body =
			form === 'json'
				? (JSON.parse(request.body) as object)
				: Object.fromEntries(new URLSearchParams(request.body));
		expect(Object.keys(body)).toEqual(['subscription_id', 'company_id', 'occurred_at', 'secret']);
		expect(body).toMatchObject({ secret });
	});

	it.each([null, 'text/plain'])('with the Content-Type %s', async (content_type) => {
		const { request } = await shake({ content_type });
		expect(request.headers['content-type'] ?? null).toBe(content_type);
		expect(JSON.parse(request.body)).toHaveProperty('secret');
	});

	it('keeps what is not changed', async () => {
		await control('handshake', { secret: 'digits' });
		await control('handshake', { form: 'form' });
		expect(scene.sandbox.webhooks.handshake).toMatchObject({ form: 'form', secret: 'digits' });
	});
});
