import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import {
	apiOf,
	retryAfter,
	sendOnce,
	type ApiRequest,
	type ClockodoContext,
} from '../../../src/clockodo/client.js';
import type { ClockodoError } from '../../../src/clockodo/errors.js';

const apiKey = 'the-key';
const get: ApiRequest = { method: 'GET', path: '/v3/customers/7' };

type Answer = { statusCode?: number; body?: unknown; headers?: IDataObject } | Error;

/** A context of n8n whose HTTP client gives these answers, the last one again and again. */
function contextOf(answers: Answer[], { baseUrl = 'https://api.example/api', key = apiKey } = {}) {
	const sent: IHttpRequestOptions[] = [];
	const abort = new AbortController();
	const context = {
		getCredentials: async () => await Promise.resolve({ baseUrl, apiKey: key }),
		getExecutionCancelSignal: () => abort.signal,
		helpers: {
			async httpRequestWithAuthentication(
				this: unknown,
				credential: string,
				options: IHttpRequestOptions,
			) {
				// n8n finds the credential by the context that its helper is called on.
				expect([this, credential]).toEqual([context, 'clockodoApi']);
				const answer = answers[Math.min(sent.length, answers.length - 1)];
				sent.push(options);
				await Promise.resolve();
				if (answer instanceof Error) throw answer;
				return { statusCode: 200, headers: {}, body: {}, ...answer };
			},
		},
	};
	return { context: context as unknown as ClockodoContext, sent, abort };
}

const failureOf = async (answer: Answer, key?: string): Promise<ClockodoError> =>
	await sendOnce(contextOf([answer], { key }).context, get).then(
		() => {
			throw new Error('It did not fail');
		},
		(error: unknown) => error as ClockodoError,
	);

describe('a request', () => {
	it('goes out as n8n’s client has to send it', async () => {
		const { context, sent } = contextOf([{}]);
		const query = { filter: { active: true } };
		await sendOnce(context, { method: 'PUT', path: '/v3/users/1', query, body: { name: 'Mia' } });
		expect(sent).toEqual([
			{
				method: 'PUT',
				url: 'https://api.example/api/v3/users/1',
				qs: query,
				arrayFormat: 'brackets',
				body: { name: 'Mia' },
				json: true,
				timeout: 30_000,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				// The API key must not follow to wherever it points.
				disableFollowRedirect: true,
			},
		]);
	});

	it.each(['https://api.example/api', ' https://api.example/api/ ', 'https://api.example/api//'])(
		'finds its address behind the base URL "%s"',
		async (baseUrl) => {
			const { context, sent } = contextOf([{}], { baseUrl });
			await sendOnce(context, get);
			expect(sent[0].url).toBe('https://api.example/api/v3/customers/7');
		},
	);
});

describe('an answer', () => {
	it.each([200, 201, 299])('with status %i is given as it is', async (statusCode) => {
		const body = { data: { id: 7 } };
		const { context } = contextOf([{ statusCode, body }]);
		expect(await sendOnce(context, get)).toEqual(body);
	});

	it.each([199, 300, 302, 404, 500])('with status %i is a failure', async (status) => {
		const error = await failureOf({ statusCode: status, body: { error: { message: 'No.' } } });
		expect(error).toMatchObject({ kind: 'status', status, words: 'No' });
		expect(error.request).toBe('GET /v3/customers/7');
	});

	it.each([['<html>'], [''], [null], [[{ id: 7 }]], [undefined]])(
		'that holds %j and no JSON object is a failure',
		async (body) => {
			expect(await failureOf({ body })).toMatchObject({ kind: 'answer', status: 200 });
		},
	);

	it('says how long to wait', async () => {
		const error = await failureOf({ statusCode: 429, headers: { 'retry-after': '3' } });
		expect(error.retryAfter).toBe(3_000);
	});

	it('does not bring the API key into a message', async () => {
		const body = { errors: [{ message: `Key ${apiKey} of ${apiKey} is wrong`, path: apiKey }] };
		expect((await failureOf({ statusCode: 401, body })).words).toBe(
			'Key *** of *** is wrong (field: ***)',
		);
	});

	it('is read as it is where there is no key to hide', async () => {
		const message = { error: { message: 'Too many', code: 3 } };
		expect((await failureOf({ statusCode: 429, body: message }, '')).words).toBe('Too many');
		expect((await failureOf({ statusCode: 429, body: apiKey })).words).toBeUndefined();
	});
});

describe('a connection that fails', () => {
	const broken = (more: object, cause?: object) =>
		Object.assign(new Error('n8n’s words'), more, cause && { cause });
	const wrapped = (times: number): Error =>
		times === 0 ? broken({ code: 'EPIPE' }) : broken({}, wrapped(times - 1));

	it.each([
		['by itself', broken({ code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
		['wrapped by n8n', broken({}, { code: 'ECONNRESET' }), 'ECONNRESET'],
		['wrapped twice', broken({}, broken({}, broken({ code: 'EPIPE' }))), 'EPIPE'],
		['wrapped three times', wrapped(3), 'EPIPE'],
		['wrapped too often', wrapped(4), undefined],
		['as a code with digits', broken({ httpCode: 'E2' }), 'E2'],
		['as a code that begins with one', broken({ httpCode: '2BIG' }), '2BIG'],
		['as n8n’s own code', broken({ httpCode: 'ETIMEDOUT' }), 'ETIMEDOUT'],
		['under a status', broken({ httpCode: '500' }, { code: 'ENOTFOUND' }), 'ENOTFOUND'],
		['no code', broken({ code: 7 }), undefined],
		['nothing', new Error('n8n’s words'), undefined],
	])('is told by the system’s code: %s', async (_where, error, code) => {
		expect(await failureOf(error)).toMatchObject({ kind: 'network', code });
	});

	it('is not looked for in causes without end', async () => {
		const endless = new Error('n8n’s words');
		endless.cause = endless;
		expect((await failureOf(endless)).code).toBeUndefined();
	});
});

describe('how long the API asks to wait', () => {
	const noon = Date.parse('2026-11-24T12:00:00Z');

	it.each([
		['0', 0],
		['1.5', 1_500],
		[' 20 ', 20_000],
		['-5', 0],
		['Tue, 24 Nov 2026 12:00:30 GMT', 30_000],
		['Tue, 24 Nov 2026 11:00:00 GMT', 0],
		['soon', undefined],
		['Infinity', undefined],
		['', undefined],
		['  ', undefined],
		[undefined, undefined],
		[5, undefined],
	])('is, for %j, %j ms', (header, milliseconds) => {
		expect(retryAfter(header, noon)).toBe(milliseconds);
	});

	it('counts from now', () => {
		jest.useFakeTimers({ now: noon });
		expect(retryAfter('Tue, 24 Nov 2026 12:00:30 GMT')).toBe(30_000);
		jest.useRealTimers();
	});
});

describe('the API of a context', () => {
	const quick = {
		attempts: 3,
		firstPause: 1,
		longestPause: 60_000,
		patience: 60_000,
		pausingAtOnce: 100,
	};

	beforeEach(() => {
		jest.useFakeTimers({ timerLimit: 1_000 });
	});

	afterEach(() => {
		jest.useRealTimers();
	});

	async function attempts(method: ApiRequest['method'], answer: Answer): Promise<number> {
		const { context, sent } = contextOf([answer]);
		const outcome = apiOf(
			context,
			quick,
		)({ method, path: '/v3/customers/7' }).catch(() => 'failed');
		await jest.runAllTimersAsync();
		await outcome;
		return sent.length;
	}

	it.each(['GET', 'PUT', 'DELETE'] as const)(
		'repeats a %s after a passing failure',
		async (method) => {
			expect(await attempts(method, { statusCode: 503 })).toBe(3);
			expect(await attempts(method, new Error('no answer'))).toBe(3);
			expect(await attempts(method, { statusCode: 403 })).toBe(1);
		},
	);

	it('repeats a POST only where the server cannot have acted', async () => {
		expect(await attempts('POST', { statusCode: 429 })).toBe(3);
		expect(await attempts('POST', { statusCode: 503 })).toBe(1);
		expect(await attempts('POST', new Error('no answer'))).toBe(1);
	});

	it('gives the answer that comes in the end', async () => {
		const { context } = contextOf([{ statusCode: 503 }, { body: { data: [] } }]);
		const answer = apiOf(context, quick)(get);
		await jest.runAllTimersAsync();
		expect(await answer).toEqual({ data: [] });
	});

	it('pauses no longer than its execution runs', async () => {
		const { context, sent, abort } = contextOf([
			{ statusCode: 429, headers: { 'retry-after': '30' } },
		]);
		const outcome = apiOf(context, quick)(get).catch(() => 'failed');
		await jest.advanceTimersByTimeAsync(1_000);
		abort.abort();
		expect(await outcome).toBe('failed');
		await jest.runAllTimersAsync();
		expect(sent).toHaveLength(1);
	});

	it('works where nothing can be cancelled', async () => {
		const { context } = contextOf([{ body: { data: [] } }]);
		delete (context as { getExecutionCancelSignal?: unknown }).getExecutionCancelSignal;
		expect(await apiOf(context)(get)).toEqual({ data: [] });
	});
});
