import { describe, expect, it } from '@jest/globals';
import { classify } from '../../../src/webhook/request.js';

const secret = '0F8FAD5B-D9CB-469F-A165-70867728950E';

describe('classify', () => {
	it.each([
		['a JSON or form body', { method: 'POST', query: {}, body: { secret } }],
		['a multipart body', { method: 'POST', query: {}, body: { data: { secret }, files: {} } }],
		['the query of a POST', { method: 'POST', query: { secret }, body: {} }],
		['the query of a GET', { method: 'GET', query: { secret }, body: undefined }],
	])('finds the secret in %s', (_where, request) => {
		expect(classify(request)).toEqual({ kind: 'handshake', secret });
	});

	it.each([
		[{ method: 'POST', query: {}, body: { secret: [secret] } }],
		[{ method: 'POST', query: {}, body: { secret: { a: 1 } } }],
		[{ method: 'POST', query: { secret: [secret, secret] }, body: {} }],
		[{ method: 'GET', query: { secret: '<script>alert(1)</script>' }, body: {} }],
		[{ method: 'GET', query: { secret: '' }, body: {} }],
		[{ method: 'GET', query: { secret: null }, body: {} }],
		[{ method: 'POST', query: {}, body: { secret: undefined } }],
		[{ method: 'POST', query: {}, body: { secret: 'x'.repeat(7) } }],
		[{ method: 'POST', query: {}, body: { secret: 'x'.repeat(129) } }],
		[{ method: 'POST', query: {}, body: { secret: ` ${secret}` } }],
		[{ method: 'POST', query: {}, body: { secret: `${secret}\n` } }],
	])('knows a malformed handshake: %j', (request) => {
		expect(classify(request)).toEqual({ kind: 'badHandshake' });
	});

	it('takes a body with more than the secret for a notification', () => {
		const body = { secret, event_name: 'entry.stopped' };
		expect(classify({ method: 'POST', query: {}, body })).toEqual({ kind: 'notification', body });
	});

	it('takes no other method for a handshake', () => {
		const request = { method: 'HEAD', query: { secret }, body: {} };
		expect(classify(request)).toEqual({ kind: 'page' });
	});

	it('takes a GET without a secret for a person', () => {
		expect(classify({ method: 'GET', query: { q: '1' }, body: {} })).toEqual({ kind: 'page' });
	});

	it.each(['x'.repeat(8), 'x'.repeat(128), 'AZaz_-09'])('takes %s for a secret', (each) => {
		expect(classify({ method: 'GET', query: { secret: each }, body: {} })).toEqual({
			kind: 'handshake',
			secret: each,
		});
	});

	it('does not look for a secret in the body of a GET', () => {
		expect(classify({ method: 'GET', query: {}, body: { secret } })).toEqual({ kind: 'page' });
	});

	it.each([
		['no body', undefined],
		['a text', secret],
		['a list', [secret]],
		['an empty body', {}],
		['another field alone', { token: secret }],
		['a secret with more in a multipart body', { data: { secret, more: 1 }, files: {} }],
		['data without files', { data: { secret } }],
		['files without data', { secret, files: {} }],
	])('takes a POST with %s for a notification', (_what, body) => {
		expect(classify({ method: 'POST', query: {}, body })).toEqual({ kind: 'notification', body });
	});

	it('believes in no secret that a query only inherits', () => {
		const query = Object.create({ secret }) as object;
		expect(classify({ method: 'GET', query, body: {} })).toEqual({ kind: 'page' });
		expect(classify({ method: 'GET', query: undefined, body: {} })).toEqual({ kind: 'page' });
	});
});
