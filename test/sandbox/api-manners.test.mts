import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../host/project.mjs';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import { answerKinds, deliveryKinds } from '../../sandbox/faults/kinds.mjs';
import {
	rawRequest,
	startSandboxScene,
	type SandboxScene,
} from '../support/scenes/sandbox-scene.mjs';
import { until } from '../support/until.mjs';

interface Listed {
	paging?: { count_items: number; count_pages: number; current_page: number };
	data: Array<{ id: number }>;
}

/** So long that no machine is too slow to see it, and so short that a test can wait for its end. */
const WHILE = 1_500;

let scene: SandboxScene;

beforeEach(async () => {
	scene = await startSandboxScene();
});

afterEach(async () => await scene.dispose());

const control = async (path: string, body: unknown) => {
	const { status, text } = await rawRequest(scene.sandbox, 'PUT', `/sandbox/${path}`, { body });
	expect({ status, text }).toMatchObject({ status: 200 });
	return JSON.parse(text) as Record<string, unknown>;
};
const switchOn = (...answers: unknown[]) => control('faults', { answers });
const request = (method: string, path: string, body?: unknown) =>
	rawRequest(scene.sandbox, method, `/api${path}`, { body });
const get = async (path: string) => await scene.client<Listed>('GET', path);
const ids = async (path: string) => (await get(path)).data.map(({ id }) => id);
const left = () => scene.sandbox.faults.current().answers;

describe('a gateway before the API', () => {
	it('answers 404 in HTML', async () => {
		await switchOn({ kind: 'html', status: 404 });
		const { status, text, headers } = await request('GET', '/v3/customers/1');
		expect({ status, type: headers.get('content-type') }).toEqual({
			status: 404,
			type: 'text/html; charset=utf-8',
		});
		expect(text).toContain('404 Not Found');
	});

	it("answers 404 in JSON that is not the API's error", async () => {
		await switchOn({ kind: 'gateway_json' });
		const { status, text } = await request('GET', '/v3/customers/1');
		expect(status).toBe(404);
		expect(JSON.parse(text)).toEqual({ message: expect.any(String) });
	});

	it('strikes all requests, those of one method, or those of one path', async () => {
		await switchOn({ kind: 'gateway_json', count: null });
		for (const path of ['/v3/customers/1', '/v4/users/me', '/v9/nothing']) {
			expect(JSON.parse((await request('GET', path)).text)).not.toHaveProperty('errors');
		}
		await switchOn({ kind: 'gateway_json', count: null, method: 'PUT', path: '/v3/customers' });
		expect((await request('GET', '/v3/customers/1')).status).toBe(200);
		expect((await request('PUT', '/v3/customers/1', { note: 'x' })).status).toBe(404);
		expect((await request('PUT', '/v4/projects/1', { note: 'x' })).status).toBe(200);
	});

	it('shows a web page for everything', async () => {
		await switchOn({ kind: 'html', status: 200, count: null });
		for (const path of ['/v4/users/me', '/v2/webhooks', '/']) {
			const { status, text } = await request('GET', path);
			expect(status).toBe(200);
			expect(text).toContain('<html>');
		}
	});
});

describe('an answer without its key', () => {
	it('is empty', async () => {
		await switchOn({ kind: 'wrong_key' });
		expect((await request('GET', '/v3/customers/1')).text).toBe('{}');
	});

	it('has another key', async () => {
		await switchOn({ kind: 'wrong_key', key: 'customer' });
		expect(await get('/v3/customers/1')).toEqual({ customer: expect.objectContaining({ id: 1 }) });
	});

	it('is none where an answer has no key: that request is not counted', async () => {
		await switchOn({ kind: 'wrong_key' });
		const { text } = await request('DELETE', '/v3/teams/1');
		expect(JSON.parse(text)).toEqual({ success: true });
		expect(left()).toHaveLength(1);
	});
});

describe('a record that is late', () => {
	it("is not found at first, in the API's own words, and in no list", async () => {
		await switchOn({ kind: 'late_record', ms: WHILE, count: null });
		const id = await causeEvent(scene.client, 'customer.created');
		const early = await request('GET', `/v3/customers/${id}`);
		expect(early.status).toBe(404);
		expect(JSON.parse(early.text)).toMatchObject({ errors: [{ type: 'ResourceNotFound' }] });
		const list = await get('/v3/customers');
		expect(list.data.map((each) => each.id)).not.toContain(id);
		expect(list.paging?.count_items).toBe(list.data.length);
		expect((await request('GET', '/v3/customers/1')).status).toBe(200);
		await until(async () => (await request('GET', `/v3/customers/${id}`)).status === 200, {
			what: 'the record is known',
		});
		expect(await ids('/v3/customers')).toContain(id);
	});

	it('is late in the list where nothing gets one alone: a change request', async () => {
		await switchOn({ kind: 'late_record', ms: WHILE, count: null });
		const id = await causeEvent(scene.client, 'work_time_change_request.created');
		const found = async () => {
			const answer = await scene.client<{ change_requests: Array<{ id: number }> }>(
				'GET',
				'/v2/workTimes/changeRequests',
			);
			return answer.change_requests.some((each) => each.id === id);
		};
		expect(await found()).toBe(false);
		await until(found, { what: 'the change request is in the list' });
	});

	it('strikes as often as it is told', async () => {
		await switchOn({ kind: 'late_record', ms: 60_000, count: 2 });
		const id = await causeEvent(scene.client, 'customer.created');
		const statuses = [];
		for (let time = 0; time < 3; time++) {
			statuses.push((await request('GET', `/v3/customers/${id}`)).status);
		}
		expect(statuses).toEqual([404, 404, 200]);
	});

	it('still runs after it was stopped', async () => {
		await switchOn({ kind: 'late_stop', ms: WHILE, count: null });
		const id = await causeEvent(scene.client, 'entry.stopped');
		const entry = async () =>
			(await scene.client<{ entry: Record<string, unknown> }>('GET', `/v2/entries/${id}`)).entry;
		expect(await entry()).toMatchObject({ id, time_until: null, duration: null });
		expect((await scene.client('GET', '/v2/entries/1')).entry).toMatchObject({
			time_until: expect.any(String),
		});
		await until(async () => (await entry()).time_until !== null, {
			what: 'the entry shows its end',
		});
	});
});

describe('too many requests', () => {
	const pauses = [0, 90, 86_400, 'Wed, 21 Oct 2015 07:28:00 GMT', 'soon'];

	it.each(pauses)('Retry-After: %s', async (retry_after) => {
		await switchOn({ kind: 'rate_limit', retry_after });
		const { status, headers } = await request('GET', '/v4/users/me');
		expect({ status, pause: headers.get('retry-after') }).toEqual({
			status: 429,
			pause: String(retry_after),
		});
	});

	it("the vendor's limits, and the day's, are switched on while it runs", async () => {
		const { limits } = await control('limits', { limits: 'vendor' });
		expect(limits).toContainEqual({ requests: 20_000, seconds: 86_400 });
		await control('limits', { limits: [{ requests: 2, seconds: 86_400 }] });
		const statuses = [];
		for (let time = 0; time < 3; time++) statuses.push(await request('GET', '/v4/users/me'));
		expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
		expect(Number(statuses[2].headers.get('retry-after'))).toBeGreaterThan(86_000);
		await control('limits', { limits: 'none' });
		expect((await request('GET', '/v4/users/me')).status).toBe(200);
	});
});

describe('an answer that is lost', () => {
	it.each([
		['DELETE', undefined],
		['PUT', { name: 'Anders' }],
	])('%s was carried out', async (method, body) => {
		await switchOn({ kind: 'drop_connection', acted: true, method });
		const { id } = scene.sandbox.company.records('teams').all()[0];
		await expect(request(method, `/v3/teams/${id}`, body)).rejects.toThrow();
		const team = scene.sandbox.company.records('teams').find(id);
		expect(team?.name).toBe(body?.name);
	});
});

describe('an answer with nothing in it', () => {
	it.each([
		['DELETE', 204, undefined],
		['DELETE', 200, undefined],
		['PUT', 204, { name: 'Anders' }],
		['PUT', 200, { name: 'Anders' }],
	])('%s: %i, and it was carried out', async (method, status, body) => {
		await switchOn({ kind: 'empty', status, count: null });
		expect((await request('GET', '/v3/teams/1')).text).toContain('"id":1');
		const answer = await request(method, '/v3/teams/1', body);
		expect({ status: answer.status, text: answer.text }).toEqual({ status, text: '' });
		expect(scene.sandbox.company.records('teams').find(1)?.name).toBe(body?.name);
	});
});

describe('a list', () => {
	it('stands at the root', async () => {
		await switchOn({ kind: 'root_list' });
		const { text } = await request('GET', '/v3/teams');
		expect((JSON.parse(text) as unknown[]).length).toBe(2);
	});

	it('has no paging', async () => {
		await switchOn({ kind: 'without_paging' });
		expect(Object.keys(await get('/v3/teams'))).toEqual(['data']);
	});

	const page = (number: number) => `/v4/services?items_per_page=2&page=${number}`;
	const pages = async (...numbers: number[]) => {
		const found = [];
		for (const number of numbers) found.push(await get(page(number)));
		return {
			ids: found.flatMap(({ data }) => data.map(({ id }) => id)),
			counts: found.map(({ paging }) => paging?.count_items),
		};
	};

	it('grows behind its first page: one comes twice, one is missing', async () => {
		await switchOn({ kind: 'list_grows' });
		expect(await pages(1, 2, 3)).toEqual({ ids: [2, 3, 3, 4, 5], counts: [4, 5, 5] });
		expect(await pages(1, 2, 3)).toEqual({ ids: [1, 2, 3, 4, 5], counts: [5, 5, 5] });
	});

	it('shrinks behind its first page: one is on no page', async () => {
		await switchOn({ kind: 'list_shrinks', count: 2 });
		expect(await pages(1, 2, 3)).toEqual({ ids: [1, 2, 4, 5], counts: [5, 4, 4] });
		expect(await pages(1, 2, 3)).toEqual({ ids: [1, 2, 3, 4, 5], counts: [5, 5, 5] });
	});

	it('moves for as long as it is told, and not where there is one page', async () => {
		await switchOn({ kind: 'list_grows', count: null }, { kind: 'list_shrinks', count: null });
		for (let time = 0; time < 3; time++) {
			expect((await pages(1, 2)).ids).toEqual([2, 3, 4, 5]);
		}
		expect(await ids('/v4/services')).toEqual([1, 2, 3, 4, 5]);
	});
});

describe('the URL of a webhook', () => {
	const given = 'http://Müller.Example:80/Hook';
	const create = async () =>
		await scene.client<{ data: { id: number; url: string } }>('POST', '/v2/webhooks', {
			event_name: 'team.created',
			url: given,
			token: 'x',
		});
	const found = async (url: string) =>
		await ids(`/v2/webhooks?filter[url]=${encodeURIComponent(url)}`);

	it.each([
		['as_given', given],
		['normal', 'http://xn--mller-kva.example/Hook'],
		['slash', 'http://xn--mller-kva.example/Hook/'],
	])('is kept in the form %s', async (form, kept) => {
		await control('webhook-urls', { form });
		const { data } = await create();
		expect(data.url).toBe(kept);
		expect(await found(kept)).toEqual([data.id]);
		expect(await found(given)).toEqual(kept === given ? [data.id] : []);
		const { data: again } = await scene.client<{ data: { url: string } }>(
			'PUT',
			`/v2/webhooks/${data.id}`,
			{ url: given, token: 'y' },
		);
		expect(again.url).toBe(kept);
	});

	it('that is the same as before, in any form, asks for no new validation', async () => {
		await control('webhook-urls', { form: 'slash' });
		const id = await scene.register('team.created');
		for (const url of [scene.endpoint.url, `${scene.endpoint.url}/`]) {
			await scene.client('PUT', `/v2/webhooks/${id}`, { url });
			expect(scene.sandbox.webhooks.get(id).active).toBe(true);
		}
	});
});

describe('switches that there are not', () => {
	it.each([
		['faults', { answers: [{ kind: 'status', status: 999 }] }],
		['faults', { answers: [{ kind: 'rate_limit', retry_after: 'a\nb' }] }],
		['faults', { answers: [{ kind: 'slow', ms: '5' }] }],
		['faults', { answers: [{ kind: 'html', method: 'PATCH' }] }],
		['faults', { deliveries: [{ kind: 'content_type', content_type: 'text/html' }] }],
		['faults', { deliveries: [{ kind: 'missing_fields', fields: ['token'] }] }],
		['faults', { deliveries: [{ kind: 'time_form', form: 'roman' }] }],
		['handshake', { form: 'pigeon' }],
		['handshake', { secret: 'emoji' }],
		['handshake', {}],
		['webhook-urls', { form: 'upper' }],
		['limits', { limits: 'all' }],
		['limits', { limits: [{ requests: 0, seconds: 1 }] }],
	])('%s: %j', async (path, body) => {
		const { status, text } = await rawRequest(scene.sandbox, 'PUT', `/sandbox/${path}`, { body });
		expect(status).toBe(400);
		expect((JSON.parse(text) as { error: string }).error).toMatch(/must|is needed/);
	});
});

describe('the documentation', () => {
	it.each(Object.keys({ ...deliveryKinds, ...answerKinds }))('names %s', async (kind) => {
		const page = await readFile(join(projectRoot(), 'docs', 'webhook-api.md'), 'utf8');
		expect(page).toMatch(new RegExp(`^\\| \`${kind}\` +\\|`, 'm'));
	});
});

describe('starting over', () => {
	it('switches every manner off', async () => {
		await switchOn({ kind: 'html', count: null });
		await control('handshake', { secret: 'digits', more_fields: true, content_type: null });
		await control('webhook-urls', { form: 'slash' });
		await control('limits', { limits: 'vendor' });
		await rawRequest(scene.sandbox, 'POST', '/sandbox/reset');
		const of = async (path: string) =>
			JSON.parse((await rawRequest(scene.sandbox, 'GET', `/sandbox/${path}`)).text) as unknown;
		expect(await of('faults')).toEqual({ deliveries: [], answers: [] });
		expect(await of('handshake')).toMatchObject({
			form: 'json',
			secret: 'uuid',
			more_fields: false,
			content_type: 'application/json',
		});
		expect(await of('webhook-urls')).toMatchObject({ form: 'as_given' });
		expect(await of('limits')).toEqual({ limits: [] });
	});
});
