import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import type { Api, ApiRequest } from '../../../src/clockodo/client.js';
import { ClockodoError, type Failure } from '../../../src/clockodo/errors.js';
import {
	confirmation,
	createWebhook,
	deleteWebhook,
	isWithoutWebhooks,
	listWebhooks,
	updateWebhook,
	validateWebhook,
} from '../../../src/webhook/webhook-endpoints.js';

const url = 'https://n8n.example/webhook/1';
const webhook = { id: 7, event_name: 'entry.stopped', url, active: true };
const failed = (failure: Partial<Failure>) =>
	new ClockodoError({ kind: 'status', method: 'GET', path: '/v2/webhooks', ...failure });

/** An API that answers so, one after the other, and the last one again and again. */
function answering(...answers: Array<IDataObject | Error>) {
	const sent: ApiRequest[] = [];
	const api: Api = async (request) => {
		sent.push(request);
		const answer = answers[Math.min(sent.length, answers.length) - 1];
		await Promise.resolve();
		if (answer instanceof Error) throw answer;
		return answer;
	};
	return { api, sent };
}

describe('listing the webhooks of a URL', () => {
	it('reads all pages, and asks for no URL, which the API may have in another form', async () => {
		const paging = { count_pages: 3 };
		const { api, sent } = answering(
			{ paging, data: [webhook] },
			{ paging, data: [{ ...webhook, id: 8 }] },
			{ paging, data: [{ ...webhook, id: 9 }] },
		);
		expect((await listWebhooks(api, url)).map(({ id }) => id)).toEqual([7, 8, 9]);
		const request = (page: number) => ({
			method: 'GET',
			path: '/v2/webhooks',
			query: { items_per_page: 1_000, page },
		});
		expect(sent).toEqual([request(1), request(2), request(3)]);
	});

	it('takes no webhook of another URL, whatever the API filters by', async () => {
		const other = { ...webhook, id: 8, url: `${url}/other` };
		const { api } = answering({ paging: { count_pages: 1 }, data: [other, webhook] });
		expect(await listWebhooks(api, url)).toEqual([webhook]);
	});

	const known = 'https://n8n.example/webhook/1';

	it.each([
		['capitals', 'HTTPS://N8N.Example/webhook/1', known],
		['the default port', 'https://n8n.example:443/webhook/1', known],
		['a slash at its end', `${known}/`, known],
		['no slash at its end', known, `${known}//`],
		['punycode', 'https://xn--mnchen-3ya.example/webhook/1', 'https://münchen.example/webhook/1'],
		[
			'letters of another alphabet',
			'https://MÜNCHEN.example/1',
			'https://xn--mnchen-3ya.example/1',
		],
		['no form of a URL', 'n8n.example/webhook/1/', 'n8n.example/webhook/1'],
	])('knows it where the API has stored it with %s', async (_what, stored, wanted) => {
		const kept = { ...webhook, url: stored };
		const { api } = answering({ data: [kept] });
		expect(await listWebhooks(api, wanted)).toEqual([kept]);
	});

	it.each([
		['another host', 'https://n8n2.example/webhook/1'],
		['another path', 'https://n8n.example/webhook/12'],
		['capitals in its path', 'https://n8n.example/Webhook/1'],
		['a path below it', 'https://n8n.example/webhook/1/webhook'],
		['another port', 'https://n8n.example:5678/webhook/1'],
		['another scheme', 'http://n8n.example/webhook/1'],
		['a query', 'https://n8n.example/webhook/1?a'],
	])('is none with %s', async (_what, stored) => {
		const { api } = answering({ data: [{ ...webhook, url: stored }] });
		expect(await listWebhooks(api, known)).toEqual([]);
	});

	it('has what was made for it before, by its ID, in whatever form the API has the URL', async () => {
		const odd = { ...webhook, id: 9, url: '1 of n8n.example' };
		const { api } = answering({ data: [{ ...odd, id: 8 }, odd, webhook] });
		expect((await listWebhooks(api, url, [9, 10])).map(({ id }) => id)).toEqual([9, 7]);
		expect((await listWebhooks(api, url)).map(({ id }) => id)).toEqual([7]);
	});

	it.each([undefined, null, 5, {}])('minds no entry whose URL is %j', async (odd) => {
		const entries = [{ ...webhook, url: odd }, null, 'text', webhook];
		expect(await listWebhooks(answering({ data: entries }).api, url, [webhook.id])).toEqual([
			webhook,
		]);
	});

	it('takes an answer without paging for the only page', async () => {
		const { api, sent } = answering({ data: [webhook] });
		expect(await listWebhooks(api, url)).toEqual([webhook]);
		expect(sent).toHaveLength(1);
	});

	it.each([
		['no list', { paging: { count_pages: 1 } }],
		['something else for a list', { paging: { count_pages: 1 }, data: {} }],
		['nothing', {}],
	])('knows by %s that this is no API with webhooks', async (_what, answer) => {
		const error = await listWebhooks(answering(answer).api, url).catch((caught: unknown) => caught);
		expect(error).toMatchObject({ kind: 'shape', status: 200, request: 'GET /v2/webhooks' });
		expect((error as Error).message).toContain("without 'data'");
		expect(isWithoutWebhooks(error)).toBe(true);
	});
});

describe('a webhook at the API', () => {
	it('is created with event, URL and token', async () => {
		const { api, sent } = answering({ data: webhook });
		const body = { event_name: 'entry.stopped', url, token: 'secret' };
		expect(await createWebhook(api, body)).toEqual(webhook);
		expect(sent).toEqual([{ method: 'POST', path: '/v2/webhooks', body }]);
	});

	it('gets another event and token', async () => {
		const { api, sent } = answering({});
		const body = { event_name: 'entry.stopped', token: 'secret' };
		await updateWebhook(api, 7, body);
		expect(sent).toEqual([{ method: 'PUT', path: '/v2/webhooks/7', body }]);
	});

	it('is validated, and says how its URL answered', async () => {
		const delivery = { status_code: 200, duration_ms: 5, error: null };
		const { api, sent } = answering({ data: webhook, delivery });
		expect(await validateWebhook(api, 7)).toEqual({ webhook, delivery });
		expect(sent).toEqual([{ method: 'POST', path: '/v2/webhooks/7/validate' }]);
	});

	it('is removed, also where it is gone already', async () => {
		const { api, sent } = answering({ success: true }, failed({ status: 404 }));
		await deleteWebhook(api, 7);
		await deleteWebhook(api, 7);
		expect(sent[0]).toEqual({ method: 'DELETE', path: '/v2/webhooks/7' });
	});

	it('is not taken for removed where the API refuses, or something else breaks', async () => {
		await expect(deleteWebhook(answering(failed({ status: 403 })).api, 7)).rejects.toThrow('403');
		const broken = Object.assign(new Error('broken'), { status: 404 });
		await expect(deleteWebhook(answering(broken).api, 7)).rejects.toThrow(broken);
	});

	it('gets its secret confirmed by the receiver', () => {
		expect(confirmation('the-secret')).toEqual({
			method: 'POST',
			path: '/v2/webhooks/confirm',
			body: { secret: 'the-secret' },
		});
	});
});

describe('an API without webhooks', () => {
	it.each<[boolean, unknown]>([
		[true, failed({ status: 404 })],
		[true, failed({ status: 405 })],
		[true, failed({ status: 410 })],
		[true, failed({ kind: 'answer', status: 200 })],
		[true, failed({ kind: 'shape', status: 200 })],
		[false, failed({ status: 403 })],
		[false, failed({ kind: 'network' })],
		[false, Object.assign(new Error(), { status: 404 })],
	])('is told by its answer: %j', (isWithout, error) => {
		expect(isWithoutWebhooks(error)).toBe(isWithout);
	});
});

describe('an API that was set up anew and counts from the beginning', () => {
	it('gives the ID of one trigger’s webhook to another’s, which is left alone', async () => {
		const own = 'https://n8n.example/webhook/aaa/webhook';
		const another = { id: 1, url: 'https://n8n.example/webhook/bbb/webhook' };
		const api = async () => await Promise.resolve({ data: [another] });
		expect(await listWebhooks(api as never, own, [1])).toEqual([]);
		expect(await listWebhooks(api as never, another.url, [])).toEqual([another]);
	});
});
