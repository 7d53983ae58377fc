import { describe, expect, it } from '@jest/globals';

import { isUnread, readBody } from '../../../src/webhook/body.js';

const notification = { event_name: 'entry.stopped', payload: { entry: { id: 5 } }, token: 'ä' };
const json = JSON.stringify(notification);
const bytes = (text: string) => Buffer.from(text);

describe('the body of a request', () => {
	it('is what n8n has parsed, whatever its bytes are', () => {
		expect(readBody(notification, bytes('{"event_name":"entry.created"}'))).toBe(notification);
		expect(readBody({ secret: 'the-secret' }, bytes('secret=the-secret'))).toEqual({
			secret: 'the-secret',
		});
	});

	it.each<[string, unknown, unknown]>([
		['no Content-Type: n8n has bytes only', {}, bytes(json)],
		['no Content-Type, with nothing parsed', undefined, bytes(json)],
		['text/plain: n8n has made a text of it', json, bytes(json)],
		['text/plain, without the bytes', json, undefined],
		['application/vnd…+json: the bytes may be a text', {}, json],
		['a mark of the byte order before it', {}, bytes(`\uFEFF${json}`)],
		['blanks and line breaks around it', {}, bytes(`\r\n ${json}\n`)],
		['the type of a form: n8n has made fields of it', { [json]: '' }, bytes(json)],
		['the type of a form, torn at a sign', { '{"a":"1': '', 'b"}': '' }, bytes(json)],
	])('is read as JSON with %s', (_what, parsed, raw) => {
		expect(readBody(parsed, raw)).toEqual(notification);
	});

	it.each([
		['secret=the-secret', 'the-secret'],
		['secret=%7Bthe+secret%7D\r\n', '{the secret}'],
		['\uFEFFsecret=the-secret', 'the-secret'],
		['secret=', ''],
	])('is the secret of a form that nobody called one: %j', (form, secret) => {
		expect(readBody({}, bytes(form))).toEqual({ secret });
		expect(readBody(form, undefined)).toEqual({ secret });
	});

	it.each([
		'secret=a&more=b',
		'more=b&secret=a',
		'secret=a b',
		'token=secret=a',
		'secret',
		'{"event_name":',
		'hello',
		'"text"',
		'',
	])('stays as n8n has it where it is neither: %j', (text) => {
		const parsed = {};
		expect(readBody(parsed, bytes(text))).toBe(parsed);
		expect(readBody(text, bytes(text))).toBe(text);
	});

	it('keeps a mark of the byte order that is part of a text', () => {
		const text = { a: '\uFEFF' };
		expect(readBody({}, bytes(JSON.stringify(text)))).toEqual(text);
	});

	it('stays as n8n has it where there are no bytes', () => {
		const form = { [json]: '' };
		expect(readBody(form, undefined)).toBe(form);
		expect(readBody(undefined, undefined)).toBeUndefined();
		expect(readBody(undefined, { length: 5 })).toBeUndefined();
	});

	it.each<[string, (text: string) => unknown]>([
		['bytes', bytes],
		['text', (text) => text],
	])('is not read as JSON above a million of %s', (_what, as) => {
		const ofLength = (length: number) => `${' '.repeat(length - 2)}[]`;
		expect(readBody({}, as(ofLength(1_000_000)))).toEqual([]);
		expect(readBody({}, as(ofLength(1_000_001)))).toEqual({});
	});

	it('is measured in bytes before they are made a text', () => {
		expect(readBody({}, bytes(JSON.stringify(['ä'.repeat(400_000)])))).toHaveLength(1);
		expect(readBody({}, bytes(JSON.stringify(['ä'.repeat(600_000)])))).toEqual({});
	});
});

describe('whether n8n has read a body', () => {
	it.each<[Record<string, unknown>, boolean]>([
		[{}, true],
		[{ '{"a":1}': '' }, true],
		[{ ' {"a":1}': '' }, true],
		[{ a: '{' }, false],
		[{ a: 1, '{': 1 }, false],
	])('is told by its first field: %j', (parsed, unread) => {
		expect(isUnread(parsed)).toBe(unread);
	});
});
