import { describe, expect, it } from '@jest/globals';

import { readBody as read, tooLarge } from '../../../src/webhook/body.js';
import { readNotification } from '../../../src/webhook/notification.js';

const notification = { event_name: 'entry.stopped', payload: { entry: { id: 5 } }, token: 'ä' };
const json = JSON.stringify(notification);
const bytes = (text: string) => Buffer.from(text);
const readBody = async (parsed: unknown, raw: unknown) =>
	await read(parsed, async () => await Promise.resolve(raw));

describe('the body of a request', () => {
	it('is what n8n has parsed, whatever its bytes are', async () => {
		expect(await readBody(notification, bytes('{"event_name":"entry.created"}'))).toBe(
			notification,
		);
		expect(await readBody({ secret: 'the-secret' }, bytes('secret=the-secret'))).toEqual({
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
	])('is read as JSON with %s', async (_what, parsed, raw) => {
		expect(await readBody(parsed, raw)).toEqual(notification);
	});

	it.each([
		['secret=the-secret', 'the-secret'],
		['secret=%7Bthe+secret%7D\r\n', '{the secret}'],
		['\uFEFFsecret=the-secret', 'the-secret'],
		['secret=', ''],
	])('is the secret of a form that nobody called one: %j', async (form, secret) => {
		expect(await readBody({}, bytes(form))).toEqual({ secret });
		expect(await readBody(form, undefined)).toEqual({ secret });
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
	])('stays as n8n has it where it is neither: %j', async (text) => {
		const parsed = {};
		expect(await readBody(parsed, bytes(text))).toBe(parsed);
		expect(await readBody(text, bytes(text))).toBe(text);
	});

	it('keeps a mark of the byte order that is part of a text', async () => {
		const text = { a: '\uFEFF' };
		expect(await readBody({}, bytes(JSON.stringify(text)))).toEqual(text);
	});

	it('stays as n8n has it where there are no bytes', async () => {
		const form = { [json]: '' };
		expect(await readBody(form, undefined)).toBe(form);
		expect(await readBody(undefined, undefined)).toBeUndefined();
		expect(await readBody(undefined, { length: 5 })).toBeUndefined();
	});

	it.each<[string, (text: string) => unknown]>([
		['bytes', bytes],
		['text', (text) => text],
	])('is not read as JSON above a million of %s', async (_what, as) => {
		const ofLength = (length: number) => `${' '.repeat(length - 2)}[]`;
		expect(await readBody({}, as(ofLength(1_000_000)))).toEqual([]);
		expect(await readBody({}, as(ofLength(1_000_001)))).toBe(tooLarge);
		expect(await readBody(ofLength(1_000_001), undefined)).toBe(tooLarge);
	});

	it('is measured in bytes before they are made a text', async () => {
		expect(await readBody({}, bytes(JSON.stringify(['ä'.repeat(400_000)])))).toHaveLength(1);
		const large = await readBody({}, bytes(JSON.stringify(['ä'.repeat(600_000)])));
		expect(large).toBe(tooLarge);
		expect(readNotification(large)).toMatch(/too large: over 1 MB/);
	});
});

describe('whether n8n has read a body', () => {
	it.each<[Record<string, unknown>, boolean]>([
		[{}, true],
		[{ '{"a":1}': '' }, true],
		[{ ' {"a":1}': '' }, true],
		[{ a: '{' }, false],
		[{ a: 1, '{': 1 }, false],
	])(
		'is told by its first field, and its bytes are asked for only where not: %j',
		async (parsed, isUnread) => {
			let asked = 0;
			const raw = async () => {
				asked++;
				return await Promise.resolve(bytes(json));
			};
			expect(await read(parsed, raw)).toEqual(isUnread ? notification : parsed);
			expect(asked).toBe(isUnread ? 1 : 0);
		},
	);
});
