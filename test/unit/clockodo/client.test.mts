import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IAdditionalCredentialOptions, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import {
	apiOf,
	retryAfter,
	rootList,
	sendOnce,
	type ApiRequest,
	type ClockodoContext,
} from '../../../src/clockodo/client.js';
import type { ClockodoError } from '../../../src/clockodo/errors.js';

const apiKey = 'the-key';
const get: ApiRequest = { method: 'GET', path: '/v3/customers/7' };

/** Another user each time: one whose requests were refused is held back. */
let users = 0;

type Answer = { statusCode?: number; body?: unknown; headers?: IDataObject } | Error;

/** A context of n8n whose HTTP client gives these answers, the last one again and again. */
function contextOf(
	answers: Answer[],
	{
		baseUrl = 'https://api.example/api',
		key = apiKey,
		email = `user-${++users}@example.org`,
		readOnly,
	}: { baseUrl?: string; key?: string; email?: string; readOnly?: unknown } = {},
) {
	const sent: IHttpRequestOptions[] = [];
	const abort = new AbortController();
	const credential = { baseUrl, email, apiKey: key, readOnly };
	const getCredentials = jest.fn(async () => await Promise.resolve(credential));
	const context = {
		getCredentials,
		getExecutionCancelSignal: () => abort.signal,
		helpers: {
			async httpRequestWithAuthentication(
				this: unknown,
				type: string,
				options: IHttpRequestOptions,
				{ credentialsDecrypted }: IAdditionalCredentialOptions = {},
			) {
				expect([this, type]).toEqual([context, 'clockodoApi']);
				// Else n8n would read it for each request.
				expect(credentialsDecrypted?.data).toBe(credential);
				const answer = answers[Math.min(sent.length, answers.length - 1)];
				sent.push(options);
				await Promise.resolve();
				if (answer instanceof Error) throw answer;
				return { statusCode: 200, headers: {}, body: {}, ...answer };
			},
		},
	};
	return { context: context as unknown as ClockodoContext, sent, abort, getCredentials };
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

describe('a credential that is read only', () => {
	const refusal = /^'Read Only' is switched on in the 'Clockodo API' credential/;

	it.each(['POST', 'PUT', 'DELETE'] as const)('sends no %s', async (method) => {
		const { context, sent } = contextOf([{}], { readOnly: true });
		const request = { method, path: '/v3/customers/7' };
		await expect(sendOnce(context, request)).rejects.toThrow(refusal);
		await expect(apiOf(context)(request)).rejects.toThrow(refusal);
		expect(sent).toEqual([]);
	});

	it('reads', async () => {
		const { context, sent } = contextOf([{ body: { data: [] } }], { readOnly: true });
		await sendOnce(context, get);
		await apiOf(context)(get);
		expect(sent).toHaveLength(2);
	});

	it.each([
		['true', true],
		['on', true],
		['sure', true],
		['false', false],
		[' ', false],
		[undefined, false],
		[0, false],
	])('is one with the switch at %p: %p', async (readOnly, isOne) => {
		const { context, sent } = contextOf([{}], { readOnly });
		await sendOnce(context, { method: 'POST', path: '/v3/customers' }).catch(() => undefined);
		expect(sent).toHaveLength(isOne ? 0 : 1);
	});
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

	it.each([['<html>'], ['ok'], [7], [true]])(
		'that holds %j and no JSON object is a failure',
		async (body) => {
			expect(await failureOf({ body })).toMatchObject({ kind: 'answer', status: 200 });
		},
	);

	it.each([
		[204, undefined],
		[204, ''],
		[200, null],
		[202, ' \n'],
	])('%i that holds %j is done, and says no more', async (statusCode, body) => {
		const { context } = contextOf([{ statusCode, body }]);
		expect(await sendOnce(context, get)).toEqual({});
	});

	it('that is a list stands under a name of its own', async () => {
		const { context } = contextOf([{ body: [{ id: 7 }] }]);
		expect(await sendOnce(context, get)).toEqual({ [rootList]: [{ id: 7 }] });
	});

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

	it.each([
		['with a line break behind it', 'a-secret\n', 'a-secret\n'],
		['with a blank behind it, quoted without', ' a-secret ', 'a-secret'],
		['encoded for a URL', 'a+secret/=', 'a%2Bsecret%2F%3D'],
		['in Base64 with the e-mail', 'a-secret', Buffer.from('e@x.org:a-secret').toString('base64')],
	])('does not bring the key into a message: %s', async (_how, key, quoted) => {
		const body = { error: { message: `You sent "${quoted}"`, fields: [quoted] } };
		const { context } = contextOf([{ statusCode: 401, body }], { key, email: 'e@x.org' });
		const error = await sendOnce(context, get).catch((each: unknown) => each as ClockodoError);
		expect((error as ClockodoError).message).toContain('You sent "***"');
		expect(JSON.stringify(error)).not.toContain(quoted);
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

const coded = (code: string) => Object.assign(new Error('n8n’s words'), { code });

describe('the API of a context', () => {
	const quick = {
		attempts: 3,
		attemptTimeout: 30_000,
		firstPause: 1,
		longestPause: 60_000,
		patience: 60_000,
		limitPatience: 60_000,
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
		expect(await attempts('POST', Object.assign(new Error(), { code: 'ECONNREFUSED' }))).toBe(3);
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

	it.each([
		['a web page', { body: '<!doctype html><title>Hello</title>' }],
		['a certificate that is not trusted', coded('DEPTH_ZERO_SELF_SIGNED_CERT')],
		['another name on the certificate', coded('ERR_TLS_CERT_ALTNAME_INVALID')],
		['an address that is none', coded('ERR_INVALID_URL')],
	])('asks once where %s answers: it cannot pass', async (_what, answer) => {
		expect(await attempts('GET', answer)).toBe(1);
	});

	it('waits for the limits of its user, over all nodes of the process', async () => {
		const refused = { statusCode: 429, headers: { 'retry-after': '90' } };
		const { context, sent } = contextOf([refused, {}]);
		const patient = { ...quick, limitPatience: 600_000 };
		const both = Promise.all([apiOf(context, patient)(get), apiOf(context, patient)(get)]);
		await jest.advanceTimersByTimeAsync(89_000);
		// One was refused, the other one had been sent before it was known.
		expect(sent).toHaveLength(2);
		const third = apiOf(context, patient)(get);
		await jest.advanceTimersByTimeAsync(500);
		expect(sent).toHaveLength(2);
		await jest.runAllTimersAsync();
		await both;
		expect(await third).toEqual({});
		expect(sent).toHaveLength(4);
	});

	it('says so where the limits are used up for longer than it may wait', async () => {
		const refused = { statusCode: 429, headers: { 'retry-after': '50' } };
		const { context } = contextOf([refused, {}]);
		const first = apiOf(context, quick)(get);
		await jest.advanceTimersByTimeAsync(0);
		const second = apiOf(context, { ...quick, limitPatience: 5_000 })(get);
		await expect(second).rejects.toMatchObject({ kind: 'limit' });
		await jest.runAllTimersAsync();
		expect(await first).toEqual({});
	});

	const deletion: ApiRequest = { method: 'DELETE', path: '/v3/customers/7' };
	const absent = { statusCode: 404, body: { error: { message: 'Not found' } } };

	async function outcomeOf(answers: Answer[], request: ApiRequest) {
		const { context, sent } = contextOf(answers);
		const outcome = apiOf(context, quick)(request).catch((error: unknown) => error);
		await jest.runAllTimersAsync();
		return { outcome: await outcome, sent: sent.length };
	}

	it.each([coded('ECONNRESET'), { statusCode: 502 }])(
		'takes what is gone after an attempt whose answer was lost for deleted by it',
		async (lost) => {
			const { outcome } = await outcomeOf([lost, absent], deletion);
			expect(outcome).toEqual({ success: true });
		},
	);

	it.each([{ statusCode: 429 }, coded('ECONNREFUSED')])(
		'does not where no attempt can have deleted it',
		async (untouched) => {
			const { outcome } = await outcomeOf([untouched, absent], deletion);
			expect(outcome).toMatchObject({ status: 404 });
		},
	);

	it('does not send what must not be sent twice, whatever its method says', async () => {
		const once = { ...deletion, path: '/v2/clock/7', once: true } as const;
		expect(await outcomeOf([coded('ECONNRESET'), {}], once)).toMatchObject({ sent: 1 });
		expect(await outcomeOf([coded('ECONNREFUSED'), {}], once)).toEqual({ outcome: {}, sent: 2 });
	});

	it('works where nothing can be cancelled', async () => {
		const { context } = contextOf([{ body: { data: [] } }]);
		delete (context as { getExecutionCancelSignal?: unknown }).getExecutionCancelSignal;
		expect(await apiOf(context)(get)).toEqual({ data: [] });
	});
});

describe('the credential of an execution', () => {
	afterEach(() => {
		jest.restoreAllMocks();
	});

	it('is read once for what is sent within five seconds, and then again', async () => {
		const { context, getCredentials } = contextOf([{}]);
		const api = apiOf(context);
		await Promise.all([api(get), api(get)]);
		await api(get);
		expect(getCredentials).toHaveBeenCalledTimes(1);
		const present = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(present + 5_001);
		await api(get);
		expect(getCredentials).toHaveBeenCalledTimes(2);
	});

	it('is read again where that failed', async () => {
		const { context, getCredentials } = contextOf([{}]);
		const api = apiOf(context);
		getCredentials.mockRejectedValueOnce(new Error('no database'));
		const [one, other] = await Promise.allSettled([api(get), api(get)]);
		expect([one.status, other.status]).toEqual(['rejected', 'rejected']);
		expect(await api(get)).toEqual({});
		expect(getCredentials).toHaveBeenCalledTimes(2);
	});
});
