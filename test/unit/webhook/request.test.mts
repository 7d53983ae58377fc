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

	it.each<[string, unknown]>([
		['6 characters', 'abcdef'],
		['128 characters', 'x'.repeat(128)],
		['a UUID in braces', `{${secret}}`],
		['Base64', 'q83vEjRWeJA+/w=='],
		['digits', '0123456789'],
	])('takes %s for a secret', (_what, text) => {
		for (const request of [
			{ method: 'GET', query: { secret: text }, body: undefined },
			{ method: 'POST', query: {}, body: { secret: text } },
		]) {
			expect(classify(request)).toEqual({ kind: 'handshake', secret: text });
		}
	});

	it.each<[string, unknown]>([
		['a list', [secret]],
		['an object', { a: 1 }],
		['nothing', undefined],
		['null', null],
		['an empty text', ''],
		['5 characters', 'abcde'],
		['129 characters', 'x'.repeat(129)],
		['markup', '<script>alert(1)</script>'],
		['blanks', ' a b c '],
		['a path', '../../../etc'],
		['a command', '$(reboot)----'],
		['a number', 12_345_678],
		['a line break', `${secret}\n`],
		['a NUL', `${secret}\0`],
		['a character that changes the direction', `${secret}\u202E`],
		['a character without width', `${secret}\u200B`],
		['a separator of lines', `${secret}\u2028`],
		['a number with a fraction', 1234.5],
		['a number beyond exact integers', 2 ** 60],
		['true', true],
	])('knows a malformed handshake in a body: %s', (_what, malformed) => {
		const body = { secret: malformed };
		expect(classify({ method: 'POST', query: {}, body })).toEqual({ kind: 'badHandshake' });
	});

	it.each<[string, unknown]>([
		['two of them', [secret, secret]],
		['an empty one', ''],
		['null', null],
		['a short one', 'abc'],
		['a line break', `${secret}\n`],
	])('knows a malformed handshake in a query: %s', (_what, malformed) => {
		const query = { secret: malformed };
		for (const method of ['GET', 'POST']) {
			expect(classify({ method, query, body: {} })).toEqual({ kind: 'badHandshake' });
		}
	});

	it('finds a secret beside other fields', () => {
		const body = { secret, company_id: 1, url: 'https://n8n.example', type: 'validation' };
		expect(classify({ method: 'POST', query: {}, body })).toEqual({ kind: 'handshake', secret });
		const multipart = { data: body, files: {} };
		const request = { method: 'POST', query: {}, body: multipart };
		expect(classify(request)).toEqual({ kind: 'handshake', secret });
	});

	it('takes a body with an event for a notification, whatever else is in it', () => {
		for (const event_name of ['entry.stopped', '', null]) {
			const body = { secret, event_name };
			expect(classify({ method: 'POST', query: {}, body })).toEqual({ kind: 'notification', body });
		}
	});

	it('takes no other method for a handshake', () => {
		const request = { method: 'HEAD', query: { secret }, body: {} };
		expect(classify(request)).toEqual({ kind: 'page' });
	});

	it('takes a GET without a secret for a person', () => {
		expect(classify({ method: 'GET', query: { q: '1' }, body: {} })).toEqual({ kind: 'page' });
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
		['an event in a multipart body', { data: { secret, event_name: 'a.b' }, files: {} }],
		['data without files', { data: { secret } }],
		['a secret that is only inherited', Object.create({ secret }) as object],
	])('takes a POST with %s for a notification', (_what, body) => {
		expect(classify({ method: 'POST', query: {}, body })).toEqual({ kind: 'notification', body });
	});

	it('believes in no secret that a query only inherits', () => {
		const query = Object.create({ secret }) as object;
		expect(classify({ method: 'GET', query, body: {} })).toEqual({ kind: 'page' });
		expect(classify({ method: 'GET', query: undefined, body: {} })).toEqual({ kind: 'page' });
	});
});
