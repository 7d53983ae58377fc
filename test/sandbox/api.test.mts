import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '../../src/clockodo/operations/index.js';
import {
	startSandboxScene,
	rawRequest,
	type SandboxScene,
} from '../support/scenes/sandbox-scene.mjs';

let scene: SandboxScene;

beforeAll(async () => {
	scene = await startSandboxScene();
});

afterAll(async () => {
	await scene.dispose();
});

afterEach(() => {
	scene.sandbox.faults.clear();
});

const request = (method: string, path: string, more = {}) =>
	rawRequest(scene.sandbox, method, `/api${path}`, more);
const firstError = (text: string) =>
	(JSON.parse(text) as { errors: Array<{ type: string; message: string }> }).errors[0];

describe('authentication', () => {
	it('takes Basic', async () => {
		const { email, apiKey } = scene.sandbox.credentials;
		const response = await fetch(`${scene.sandbox.apiUrl}/v4/users/me`, {
			headers: {
				Authorization: `Basic ${Buffer.from(`${email}:${apiKey}`).toString('base64')}`,
				'X-Clockodo-External-Application': 'test;a@b.example',
			},
		});
		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({ data: { email, role: 'owner' } });
	});

	it('takes the two headers', async () => {
		expect((await request('GET', '/v4/users/me')).status).toBe(200);
	});

	it.each([
		['a wrong key', { 'X-ClockodoApiKey': 'wrong' }],
		['an unknown user', { 'X-ClockodoApiUser': 'nobody@nordlicht.example' }],
		['the key of another user', { 'X-ClockodoApiUser': 'mia@nordlicht.example' }],
		['nothing', { 'X-ClockodoApiUser': '', 'X-ClockodoApiKey': '' }],
		['broken Basic', { 'X-ClockodoApiUser': '', Authorization: 'Basic %%%' }],
	])('refuses %s with 401', async (_name, headers) => {
		const { status, text } = await request('GET', '/v4/users/me', { headers });
		expect(status).toBe(401);
		expect(firstError(text).type).toBe('Unauthorized');
		expect(text).not.toContain(scene.sandbox.credentials.apiKey);
	});

	it.each(['', 'test', 'test;', ';a@b.example'])(
		'asks for the header that names the application (%j)',
		async (header) => {
			const headers = { 'X-Clockodo-External-Application': header };
			const { status, text } = await request('GET', '/v4/users/me', { headers });
			expect(status).toBe(400);
			expect(firstError(text).message).toContain('X-Clockodo-External-Application');
		},
	);

	it('lets a co-worker do the own things only', async () => {
		const headers = {
			'X-ClockodoApiUser': 'jonas@nordlicht.example',
			'X-ClockodoApiKey': scene.sandbox.store.data.apiKeys[2],
		};
		const as = (method: string, path: string, body?: unknown) =>
			request(method, path, { headers, body });
		expect((await as('GET', '/v3/customers')).status).toBe(200);
		expect((await as('POST', '/v3/customers', { name: 'Nein' })).status).toBe(403);
		const own = await as('POST', '/v4/absences', { type: 1, date_since: '2030-05-06' });
		expect(own.status).toBe(200);
		const { id } = (JSON.parse(own.text) as { data: { id: number } }).data;
		expect((await as('PUT', `/v4/absences/${id}`, { status: 1 })).status).toBe(403);
		const others = { type: 1, date_since: '2030-05-07', users_id: 3 };
		expect((await as('POST', '/v4/absences', others)).status).toBe(422);
	});
});

describe('paths', () => {
	it.each([
		'/v2/customers',
		'/v2/customers/1',
		'/v3/services',
		'/v2/users',
		'/v2/absences',
		'/customers',
	])('%s is retired: 410', async (path) => {
		const { status, text } = await request('GET', path);
		expect(status).toBe(410);
		expect(firstError(text).message).toContain('retired');
	});

	it.each(['/v4/nothing', '/v9/customers', '/v3/customers/99999', '/v3/Customers'])(
		'%s is unknown: 404',
		async (path) => {
			const { status, text } = await request('GET', path);
			expect(status).toBe(404);
			expect(firstError(text).type).toBe('ResourceNotFound');
		},
	);

	it('an id that is no number: 400', async () => {
		expect((await request('GET', '/v3/customers/abc')).status).toBe(400);
	});
});

describe('requests', () => {
	it('name every wrong property', async () => {
		const body = { customers_id: 'x', billable: 7 };
		const { status, text } = await request('POST', '/v2/entries', { body });
		expect(status).toBe(400);
		const { error } = JSON.parse(text) as { error: { code: number; fields: string[] } };
		expect(error).toMatchObject({ code: 400, fields: ['customers_id', 'billable'] });
	});

	it('that are no JSON are refused', async () => {
		const { status, text } = await request('POST', '/v3/customers', { body: '{"name": ' });
		expect(status).toBe(400);
		expect(firstError(text).message).toContain('must be JSON');
	});

	it('do not change what is not theirs', async () => {
		const body = { name: 'Ohne Nummer', id: 7, test_data: true, __proto__: { admin: true } };
		const { text } = await request('POST', '/v3/customers', { body });
		const { data } = JSON.parse(text) as { data: { id: number; test_data: boolean } };
		expect(data.id).not.toBe(7);
		expect(data.test_data).toBe(false);
	});
});

describe('lists', () => {
	const paged = operations().flatMap(({ id, path, query = {} }) => {
		const maximum = new Map(Object.entries(query)).get('items_per_page')?.maximum;
		return maximum ? [{ id, path, maximum }] : [];
	});

	it.each(paged)('$id allows no larger page than its own', async ({ path, maximum }) => {
		const span = path.includes('entries')
			? '&time_since=2020-01-01T00:00:00Z&time_until=2030-01-01T00:00:00Z'
			: '';
		const size = async (items: number) =>
			await request('GET', `${path}?items_per_page=${items}${span}`);
		const allowed = await size(maximum);
		expect(allowed.status).toBe(200);
		expect(JSON.parse(allowed.text)).toMatchObject({ paging: { items_per_page: maximum } });
		expect((await size(maximum + 1)).status).toBe(400);
		expect((await size(0)).status).toBe(400);
	});

	it('give each thing once over all pages', async () => {
		const ids: number[] = [];
		for (let page = 1, pages = 1; page <= pages; page++) {
			const answer = await scene.client<{
				paging: { count_pages: number };
				data: Array<{ id: number }>;
			}>('GET', `/v4/services?items_per_page=2&page=${page}`);
			pages = answer.paging.count_pages;
			ids.push(...answer.data.map(({ id }) => id));
		}
		expect(ids).toEqual([1, 2, 3, 4, 5]);
	});

	it('filter, search and sort', async () => {
		const names = async (path: string) =>
			(await scene.client<{ data: Array<{ name: string }> }>('GET', path)).data.map(
				({ name }) => name,
			);
		expect(await names('/v3/customers?filter[fulltext]=k-1002')).toEqual(['Stadtwerke Altona']);
		expect(await names('/v4/projects?filter[customers_id]=1&sort[]=-name')).toEqual([
			'Winterkampagne',
			'Neue Website',
		]);
		expect(await names('/v4/projects?filter[active]=0')).toEqual([]);
		expect(await names('/v4/services?sort=-id&items_per_page=2')).toEqual([
			'Internes',
			'Projektleitung',
		]);
		expect(await names('/v3/users?filter[teams_id]=1&sort[]=name')).toEqual([
			'Lena Fischer',
			'Mia Schneider',
		]);
	});
});

describe('an absence', () => {
	const absent = (body: object) => request('POST', '/v4/absences', { body });

	it('counts its workdays without weekends and holidays', async () => {
		// From Thursday before Easter 2027 to the Tuesday after it.
		const { text } = await absent({
			type: 1,
			users_id: 6,
			date_since: '2027-03-25',
			date_until: '2027-03-30',
		});
		expect(JSON.parse(text)).toMatchObject({ data: { count_days: 2, status: 0 } });
	});

	it('is cancelled by 4 as a request and by 3 when it is approved, and deleted only after that', async () => {
		const made = async (body: object) =>
			(
				JSON.parse((await absent({ type: 1, users_id: 6, ...body })).text) as {
					data: { id: number };
				}
			).data.id;
		const put = async (id: number, status: number) =>
			(await request('PUT', `/v4/absences/${id}`, { body: { status } })).status;
		const asked = await made({ date_since: '2027-07-01' });
		expect([await put(asked, 3), await put(asked, 4), await put(asked, 4)]).toEqual([
			422, 200, 200,
		]);
		const approved = await made({ date_since: '2027-07-02', status: 1 });
		expect(await put(approved, 4)).toBe(422);
		const refusal = await request('DELETE', `/v4/absences/${approved}`);
		expect(refusal.status).toBe(422);
		expect(await put(approved, 3)).toBe(200);
		expect((await request('DELETE', `/v4/absences/${approved}`)).status).toBe(200);
	});

	it('of sickness says whether there is a sick note', async () => {
		for (const type of [4, 5]) {
			const body = { type, users_id: 6, date_since: `2027-08-0${type}` };
			const { status, text } = await absent(body);
			expect([status, JSON.parse(text)]).toMatchObject([422, { errors: [{ path: 'sick_note' }] }]);
			expect((await absent({ ...body, sick_note: type === 4 })).status).toBe(200);
		}
	});

	it('must not collide, unless that is allowed', async () => {
		const body = { type: 4, users_id: 6, date_since: '2027-06-01', sick_note: false };
		const { data } = JSON.parse((await absent(body)).text) as { data: { id: number } };
		const again = await absent({ ...body, type: 1 });
		expect(again.status).toBe(422);
		expect(JSON.parse(again.text)).toMatchObject({
			errors: [{ type: 'AbsenceCollision', details: { colliding_absences: [data.id] } }],
		});
		expect((await absent({ ...body, allow_override: [data.id] })).status).toBe(200);
	});
});

describe('an hourly rate', () => {
	it('is that of the most special rate that fits', async () => {
		const rate = async (customers_id: number, services_id: number) => {
			const { entry } = await scene.client<{ entry: { hourly_rate: number } }>(
				'POST',
				'/v2/entries',
				{
					customers_id,
					services_id,
					billable: 1,
					time_since: '2026-11-02T08:00:00Z',
					duration: 60,
				},
			);
			return entry.hourly_rate;
		};
		expect(await rate(1, 2)).toBe(95);
		expect(await rate(1, 1)).toBe(110);
		expect(await rate(3, 2)).toBe(85);
		expect(await rate(1, 5)).toBe(0);
	});
});

describe('work times', () => {
	it('follow the entries and the approved changes', async () => {
		const { client } = scene;
		const { data: user } = await client<{ data: { id: number } }>('POST', '/v3/users', {
			name: 'Zeit Zeuge',
			email: 'zeit@nordlicht.example',
			role: 'worker',
		});
		await client('POST', '/v2/entries', {
			customers_id: 1,
			services_id: 2,
			billable: 1,
			users_id: user.id,
			time_since: '2026-11-03T08:00:00Z',
			time_until: '2026-11-03T12:00:00Z',
		});
		const { change_request } = await client<{ change_request: { id: number } }>(
			'POST',
			'/v2/workTimes/changeRequests',
			{
				users_id: user.id,
				date: '2026-11-03',
				changes: [
					{ type: 1, time_since: '2026-11-03T13:00:00Z', time_until: '2026-11-03T14:00:00Z' },
					{ type: 2, time_since: '2026-11-03T09:00:00Z', time_until: '2026-11-03T09:30:00Z' },
				],
			},
		);
		const days = async () =>
			(
				await client<{ work_time_days: Array<{ intervals: unknown[] }> }>(
					'GET',
					`/v2/workTimes?users_id=${user.id}&date_since=2026-11-03&date_until=2026-11-03`,
				)
			).work_time_days[0].intervals;
		expect(await days()).toHaveLength(1);
		await client('POST', `/v3/workTimes/changeRequests/${change_request.id}/approve`, {});
		expect(await days()).toEqual([
			{ time_since: '2026-11-03T08:00:00Z', time_until: '2026-11-03T09:00:00Z' },
			{ time_since: '2026-11-03T09:30:00Z', time_until: '2026-11-03T12:00:00Z' },
			{ time_since: '2026-11-03T13:00:00Z', time_until: '2026-11-03T14:00:00Z' },
		]);
	});
});

describe('switches for answers', () => {
	const set = (answers: unknown[]) =>
		rawRequest(scene.sandbox, 'PUT', '/sandbox/faults', { body: { answers } });
	const me = () => request('GET', '/v4/users/me');

	it('429 with and without Retry-After, for a number of calls', async () => {
		await set([
			{ kind: 'rate_limit', count: 1, retry_after: 7 },
			{ kind: 'rate_limit', count: 1 },
		]);
		const [first, second, third] = [await me(), await me(), await me()];
		expect(first.status).toBe(429);
		expect(first.headers.get('retry-after')).toBe('7');
		expect(second.status).toBe(429);
		expect(second.headers.get('retry-after')).toBeNull();
		expect(third.status).toBe(200);
	});

	it.each([500, 503, 404, 403, 408])('status %i', async (status) => {
		await set([{ kind: 'status', status }]);
		expect((await me()).status).toBe(status);
		expect((await me()).status).toBe(200);
	});

	it('slow, broken JSON, HTML and a dropped connection', async () => {
		await set([
			{ kind: 'slow', ms: 200 },
			{ kind: 'broken_json' },
			{ kind: 'html', status: 502 },
			{ kind: 'drop_connection' },
		]);
		const before = Date.now();
		expect((await me()).status).toBe(200);
		expect(Date.now() - before).toBeGreaterThanOrEqual(195);
		const broken = await me();
		expect(broken.status).toBe(200);
		expect(() => JSON.parse(broken.text)).toThrow();
		const html = await me();
		expect(html.status).toBe(502);
		expect(html.headers.get('content-type')).toContain('text/html');
		await expect(me()).rejects.toThrow();
		expect((await me()).status).toBe(200);
	});

	it('strike only the operation or path that they name', async () => {
		await set([
			{ kind: 'status', status: 500, count: null, operation: 'getCustomerByIdV3' },
			{ kind: 'status', status: 503, count: null, path: '/v4/absences' },
		]);
		expect((await request('GET', '/v3/customers')).status).toBe(200);
		expect((await request('GET', '/v3/customers/1')).status).toBe(500);
		expect((await request('GET', '/v4/absences/1')).status).toBe(503);
	});

	it('can let the request act and spoil its answer only', async () => {
		await set([{ kind: 'drop_connection', acted: true, operation: 'createCustomerV3' }]);
		await expect(request('POST', '/v3/customers', { body: { name: 'Doch da' } })).rejects.toThrow();
		const { data } = await scene.client<{ data: unknown[] }>(
			'GET',
			'/v3/customers?filter[fulltext]=doch',
		);
		expect(data).toHaveLength(1);
	});
});

describe('counts of requests', () => {
	it('are kept by operation', async () => {
		scene.sandbox.requests.clear();
		await scene.client('GET', '/v3/customers/1');
		await scene.client('GET', '/v3/customers/2');
		await request('GET', '/v9/none');
		const { text } = await rawRequest(scene.sandbox, 'GET', '/sandbox/requests');
		expect(JSON.parse(text)).toMatchObject({
			total: 3,
			by_operation: { getCustomerByIdV3: 2, unknown: 1 },
		});
	});

	it('and the other switches are not for pages of other sites', async () => {
		const headers = { Origin: 'https://evil.example' };
		const { status } = await rawRequest(scene.sandbox, 'POST', '/sandbox/reset', { headers });
		expect(status).toBe(403);
	});
});
