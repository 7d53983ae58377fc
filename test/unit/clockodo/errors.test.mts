import { describe, expect, it } from '@jest/globals';

import {
	apiWords,
	ClockodoError,
	isTransient,
	isUntouched,
	type Failure,
} from '../../../src/clockodo/errors.js';

const failed = (failure: Partial<Failure>) =>
	new ClockodoError({ kind: 'status', method: 'POST', path: '/v2/webhooks', ...failure });

describe('the message of a failed request', () => {
	it.each<[string, Partial<Failure>, string]>([
		[
			'the plan does not allow it',
			{ status: 402, body: { error: { message: 'Your plan allows 2 webhooks in all.' } } },
			'Clockodo says: Your plan allows 2 webhooks in all (HTTP 402).',
		],
		[
			'a field is wrong',
			{ status: 422, body: { error: { message: 'must not be blank', fields: ['name'] } } },
			'Clockodo says: must not be blank (field: name) (HTTP 422).',
		],
		[
			'the API gives no words',
			{ status: 422, body: {} },
			'Clockodo answered HTTP 422. The values were not accepted: check the fields of this operation.',
		],
		[
			'the API key has no right',
			{ status: 403, body: { error: { message: 'Access denied.' } } },
			'Clockodo says: Access denied (HTTP 403). The user of the API key has no right to do this: give the rights in Clockodo, or use the key of a user who has them.',
		],
		[
			'nobody answers',
			{ kind: 'network', code: 'ECONNREFUSED' },
			"Clockodo's API could not be reached (connection refused). Check the Base URL in the 'Clockodo API' credential and the network of this n8n, then retry.",
		],
		[
			'nobody answers, for an unknown reason',
			{ kind: 'network' },
			"Clockodo's API could not be reached (no answer). Check the Base URL in the 'Clockodo API' credential and the network of this n8n, then retry.",
		],
		[
			'something else answers',
			{ kind: 'answer', status: 200 },
			"Clockodo's API answered with something that is not JSON (HTTP 200). Check that the Base URL in the 'Clockodo API' credential ends with /api, then retry.",
		],
		[
			'something else answers without a status',
			{ kind: 'answer' },
			"Clockodo's API answered with something that is not JSON (HTTP ?). Check that the Base URL in the 'Clockodo API' credential ends with /api, then retry.",
		],
		[
			'the API redirects',
			{ status: 302 },
			"Clockodo answered HTTP 302. The API redirects elsewhere, and the API key is not sent there: correct the Base URL in the 'Clockodo API' credential.",
		],
		['the status is unheard of', { status: 418 }, 'Clockodo answered HTTP 418. Check the request.'],
		['there is no status', {}, 'Clockodo answered HTTP 0. Check the request.'],
	])('says, when %s, what it is and what to do', (_, failure, message) => {
		expect(failed(failure).message).toBe(message);
		expect(failed(failure).request).toBe('POST /v2/webhooks');
	});

	it.each([
		[299, /Check the request/],
		[300, /redirects/],
		[399, /redirects/],
		[400, /Check the values/],
		[401, /e-mail and API key/],
		[402, /plan does not include/],
		[403, /no right/],
		[405, /Check the Base URL/],
		[409, /conflicts/],
		[410, /retired/],
		[422, /were not accepted/],
		[429, /many requests/i],
		[499, /Check the request/],
		[500, /side of the API: retry later/],
		[599, /side of the API: retry later/],
	])('advises what to do about a %i', (status, advice) => {
		expect(failed({ status }).message).toMatch(advice);
	});

	it('advises to look for the ID where the API itself says 404', () => {
		expect(failed({ status: 404, body: { error: { message: 'Not found.' } } }).message).toBe(
			'Clockodo says: Not found (HTTP 404). Check the ID: it may have been deleted, or the user of the API key cannot see it.',
		);
		expect(failed({ status: 404, body: { error: {} } }).message).toMatch(
			/^Clockodo answered HTTP 404\. Check the ID/,
		);
	});

	it.each<[unknown]>([
		[undefined],
		[{}],
		['<html>Not found</html>'],
		[{ message: 'no Route matched' }],
		[{ error: 'Not Found' }],
		[{ errors: ['Not Found'] }],
	])('advises to look at the address where something else says 404: %j', (body) => {
		expect(failed({ status: 404, body }).message).toBe(
			"Clockodo answered HTTP 404, but not in the form of its API: something in between may have said it. Check the Base URL in the 'Clockodo API' credential (it usually ends with /api), then retry.",
		);
	});

	it.each([
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'HOSTNAME_MISMATCH',
	])('names the certificate, and what helps: %s', (code) => {
		expect(failed({ kind: 'network', code }).message).toBe(
			`The certificate of the Base URL is not trusted by this n8n (${code}). With a certificate authority of your own, start n8n with NODE_EXTRA_CA_CERTS set to its certificate; else check the Base URL in the 'Clockodo API' credential.`,
		);
	});

	it('names an address that is none', () => {
		expect(failed({ kind: 'network', code: 'ERR_INVALID_URL' }).message).toBe(
			"The Base URL in the 'Clockodo API' credential is not an address: it begins with https:// and usually ends with /api.",
		);
	});

	it.each([
		'EPROTO',
		'ERR_SSL_WRONG_VERSION_NUMBER',
		'ERR_TLS_HANDSHAKE_TIMEOUT',
		'ERR_INVALID_CHAR',
	])('names what does not pass by itself: %s', (code) => {
		expect(failed({ kind: 'network', code }).message).toContain(`could not be reached (${code}).`);
	});

	it('names what an answer lacks', () => {
		const lacking = failed({ kind: 'shape', status: 200, missing: 'data' });
		expect(lacking.message).toBe(
			"Clockodo's API answered without 'data' in its answer (HTTP 200). Check that the Base URL in the 'Clockodo API' credential ends with /api, then retry.",
		);
	});

	it('says that there is no API at the address', () => {
		expect(failed({ kind: 'elsewhere', status: 404 }).message).toBe(
			"There is no Clockodo API at the Base URL in the 'Clockodo API' credential (HTTP 404 also for what every API has). It usually ends with /api and has no version behind it. Correct it, then retry.",
		);
	});

	it.each([
		[undefined, '0 more minutes'],
		[1, '1 more minute'],
		[60_000, '1 more minute'],
		[60_001, '2 more minutes'],
		[3_600_000, '60 more minutes'],
	])('says for how long the limits are used up: %j ms are %s', (retryAfter, words) => {
		expect(failed({ kind: 'limit', retryAfter }).message).toBe(
			`Clockodo's limits for this user are used up, for ${words} (4,500 requests an hour and 20,000 a day, for all that this user does). Run it again then, or let fewer requests be made.`,
		);
	});

	it.each([
		[400, false],
		[401, true],
		[402, false],
		[409, false],
		[422, false],
		[500, true],
	])('adds advice to the API’s words about a %i: %j', (status, isAdded) => {
		const { message } = failed({ status, body: { error: 'Its words.' } });
		const alone = `Clockodo says: Its words (HTTP ${status}).`;
		if (isAdded) expect(message.startsWith(`${alone} `)).toBe(true);
		else expect(message).toBe(alone);
	});

	it.each([
		['ECONNREFUSED', 'connection refused'],
		['ECONNRESET', 'connection closed'],
		['ECONNABORTED', 'no answer in time'],
		['ETIMEDOUT', 'no answer in time'],
		['ENOTFOUND', 'no such host'],
		['EAI_AGAIN', 'host name not found'],
		['EHOSTUNREACH', 'host unreachable'],
		['ESOMETHING', 'no answer'],
		['EACCES', 'no answer'],
		['EADDRNOTAVAIL', 'no answer'],
	])('has words of its own for %s, which n8n would replace', (code, words) => {
		const { message } = failed({ kind: 'network', code });
		expect(message).toContain(`(${words})`);
		expect(message).not.toContain(code);
	});

	it('tells how often it was tried', () => {
		const body = { error: { message: 'Too busy' } };
		expect(failed({ status: 503, body }).after(4).message).toBe(
			'Clockodo says: Too busy (HTTP 503 after 4 attempts). The fault is on the side of the API: retry later.',
		);
	});

	it('says nothing of one attempt, and keeps what it knows with several', () => {
		const once = failed({ status: 429, retryAfter: 5, code: 'E', body: { error: 'Too many' } });
		expect(once.after(1)).toBe(once);
		expect(once.message).not.toContain('attempt');
		expect(once.after(2)).toMatchObject({
			name: 'ClockodoError',
			kind: 'status',
			status: 429,
			retryAfter: 5,
			code: 'E',
			words: 'Too many',
			request: 'POST /v2/webhooks',
		});
		const unreached = failed({ kind: 'network' }).after(3);
		expect(unreached.message).toMatch(/could not be reached after 3 attempts \(/);
		expect(failed({ kind: 'answer' }).after(3).message).toContain('not JSON after 3 attempts (');
		expect(failed({ status: 500 }).after(3).message).toContain('HTTP 500 after 3 attempts.');
	});
});

describe('the words of the API', () => {
	it.each<[unknown, string | undefined]>([
		[{ error: 'Wrong. ' }, 'Wrong'],
		[{ error: { message: 'Wrong...' } }, 'Wrong'],
		[{ error: { message: 'v1.2 is wrong' } }, 'v1.2 is wrong'],
		[{ error: { message: '', type: 'invalid_type' } }, 'invalid_type'],
		[{ error: { code: 'invalid_code' } }, 'invalid_code'],
		[{ error: { message: 5, code: 'invalid_code' } }, 'invalid_code'],
		[{ error: { message: 'Wrong', fields: ['a'] } }, 'Wrong (field: a)'],
		[{ error: { message: 'Wrong', fields: ['a', 'b'] } }, 'Wrong (fields: a, b)'],
		[{ error: { message: 'Wrong', fields: 'a', path: 'b' } }, 'Wrong (field: b)'],
		[{ error: { message: 'Wrong', path: '' } }, 'Wrong'],
		[{ error: { message: 'Wrong', path: 7 } }, 'Wrong'],
		[{ error: { fields: ['a'] } }, 'invalid (field: a)'],
		[{ error: {} }, undefined],
		[{ error: 7 }, undefined],
		[{ error: null }, undefined],
		[{}, undefined],
		['text', undefined],
		[undefined, undefined],
		[{ errors: [{ message: 'One', path: 'a' }, { message: 'Two' }] }, 'One (field: a); Two'],
		[{ errors: [{ error: { message: 'Inner' } }, 'Outer'] }, 'Inner; Outer'],
		[{ errors: ['Same', 'Same.', null] }, 'Same'],
		[{ errors: [] }, undefined],
		[{ errors: ['1', '2', '3', '4', '5', '6'] }, '1; 2; 3; 4; 5'],
	])('in %j are %j', (body, words) => {
		expect(apiWords(body)).toBe(words);
	});

	it('are cut where they have no end', () => {
		expect(apiWords({ error: { message: 'x'.repeat(1_000) } })).toHaveLength(500);
	});
});

describe('a failure', () => {
	it.each([408, 425, 429, 500, 502, 503, 504])('with status %i passes', (status) => {
		expect(isTransient(failed({ status }))).toBe(true);
	});

	it.each([undefined, 400, 401, 403, 404, 409, 410, 422, 501])(
		'with status %j does not pass',
		(status) => {
			expect(isTransient(failed({ status }))).toBe(false);
		},
	);

	it.each([
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'HOSTNAME_MISMATCH',
		'ERR_SSL_WRONG_VERSION_NUMBER',
		'EPROTO',
		'ERR_INVALID_URL',
	])('of a connection with %s does not pass', (code) => {
		expect(isTransient(failed({ kind: 'network', code }))).toBe(false);
	});

	it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'EPROTONOSUPPORT', 'NOT_CERT_'])(
		'of a connection with %s passes',
		(code) => {
			expect(isTransient(failed({ kind: 'network', code }))).toBe(true);
		},
	);

	it.each<[string, boolean]>([
		['<!doctype html><title>n8n</title>', true],
		['\n  <html>', true],
		['{"data": [', false],
		['Bad gateway <br>', false],
		['', false],
	])('with the body %j is of a web page: %j', (body, isWebPage) => {
		const error = failed({ kind: 'answer', status: 200, body });
		expect(error.isWebPage).toBe(isWebPage);
		// Broken JSON can be whole the next time; a web page stays one.
		expect(isTransient(error)).toBe(!isWebPage);
	});

	it.each(['limit', 'shape', 'elsewhere'] as const)('of the kind %s does not pass', (kind) => {
		expect(isTransient(failed({ kind, status: 503 }))).toBe(false);
	});

	it('with the status of a passing one passes, also where a web page comes with it', () => {
		expect(isTransient(failed({ status: 502, body: '<html>Bad gateway</html>' }))).toBe(true);
	});

	it.each<[unknown, boolean]>([
		[{ error: { message: 'Not found' } }, true],
		[{ error: {} }, true],
		[{ errors: [{ message: 'Not found' }] }, true],
		[{ errors: [{ error: { message: 'Not found' } }] }, true],
		[{ errors: ['x', { message: 'Not found' }] }, true],
		[{ errors: [] }, false],
		[{ errors: ['Not found'] }, false],
		[{ errors: { message: 'Not found' } }, false],
		[{ error: 'Not Found' }, false],
		[{ error: null }, false],
		[{ error: ['Not found'] }, false],
		[{ message: 'no Route matched with those values' }, false],
		[{}, false],
		[[], false],
		['<html>', false],
		[undefined, false],
	])('with the body %j is of the API: %j', (body, isFromApi) => {
		expect(failed({ status: 404, body }).isFromApi).toBe(isFromApi);
	});

	it('without a readable answer passes', () => {
		expect(isTransient(failed({ kind: 'network' }))).toBe(true);
		expect(isTransient(failed({ kind: 'answer', status: 400 }))).toBe(true);
	});

	it.each<[Partial<Failure>, boolean]>([
		[{ status: 429 }, true],
		[{ kind: 'network', code: 'ECONNREFUSED' }, true],
		[{ kind: 'network', code: 'ENOTFOUND' }, true],
		[{ status: 503 }, false],
		[{ kind: 'network', code: 'ECONNRESET' }, false],
		[{ kind: 'network', code: 'ETIMEDOUT' }, false],
	])('%j came before the server could act: %j', (failure, isBefore) => {
		expect(isUntouched(failed(failure))).toBe(isBefore);
	});
});
