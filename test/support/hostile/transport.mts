import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

import { JSON_TYPE, notification, post, type Target } from './bodies.mjs';
import type { HostileRequest } from './send.mjs';

const contentTypes = [
	...['', 'application/octet-stream', 'application/json5', 'application/x-ndjson', 'text/html'],
	...['application/json; charset=utf-7', 'application/json; charset=nonsense', 'image/svg+xml'],
	...['application/json; charset=utf-16le', 'application/json; charset="', 'application/json;;;'],
	...['text/xml', 'application/xml', 'application/soap+xml', 'application/xhtml+xml'],
	...['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/mixed; boundary=x'],
	...['application/json, text/plain', '*/*', '../../etc/passwd', 'application/vnd.api+json'],
	...['application/x-www-form-urlencoded', 'text/plain', 'application/x-protobuf'],
];

function wrongTypes(target: Target): HostileRequest[] {
	const wrong = JSON.stringify(notification({ ...target, token: 'wrong' }));
	const right = notification(target) as Record<string, unknown>;
	const flat = Object.entries({ ...right, payload: '{"absence":{"id":77}}' });
	const form = new URLSearchParams(
		flat.map(([key, value]): [string, string] => [key, String(value)]),
	).toString();
	const xml = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY e SYSTEM "file:///etc/passwd">]><root><token>${target.token}</token><event_name>&b;&e;</event_name></root>`;
	const parts = flat
		.map(([key, value]) => `--b\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}`)
		.join('\r\n');
	const file =
		'--b\r\nContent-Disposition: form-data; name="secret"; filename="../../x"\r\nContent-Type: text/html\r\n\r\nsecret-secret\r\n--b--\r\n';
	const multipart = { 'Content-Type': 'multipart/form-data; boundary=b' };
	return [
		...contentTypes.map((type) => post(`content type ${type}`, wrong, { 'Content-Type': type })),
		post('form', form, { 'Content-Type': 'application/x-www-form-urlencoded' }),
		post('many form fields', 'a=1&'.repeat(50_000), {
			'Content-Type': 'application/x-www-form-urlencoded',
		}),
		post('form with prototype', '__proto__[token]=1&constructor.prototype.x=1&secret[]=12345678', {
			'Content-Type': 'application/x-www-form-urlencoded',
		}),
		post('XML', xml, { 'Content-Type': 'application/xml' }),
		{
			...post('deep XML', '<a>'.repeat(20_000), { 'Content-Type': 'application/xml' }),
			patience: 2_000,
		},
		{
			...post('XML with prototype', '<__proto__><token>x</token></__proto__>', {
				'Content-Type': 'text/xml',
			}),
			patience: 2_000,
		},
		post('multipart', `${parts}\r\n--b--\r\n`, multipart),
		post('multipart cut off', `${parts}\r\n--b`, multipart),
		post('multipart file', file, multipart),
		post('text', wrong, { 'Content-Type': 'text/plain' }),
	];
}

function wrongBytes(target: Target): HostileRequest[] {
	const right = JSON.stringify(notification(target));
	const inToken = Buffer.from(right.replace(target.token, `@${target.token}`));
	const at = inToken.indexOf('@');
	const bytes = [0x80, 0xbf, 0xc0, 0xc1, 0xe0, 0xed, 0xf5, 0xfe, 0xff, 0x00, 0x1f];
	const invalid = bytes.map((byte) => {
		const copy = Buffer.from(inToken);
		copy[at] = byte;
		return copy;
	});
	const whole = [
		Buffer.from(right, 'utf16le'),
		Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(right, 'utf16le')]),
		Buffer.from([0xef, 0xbb, 0xbf]),
		Buffer.from([0xed, 0xa0, 0x80]),
		Buffer.alloc(1),
		Buffer.alloc(0),
		Buffer.from('{'),
		Buffer.from(right.slice(0, -1)),
		Buffer.from(`${right}${right}`),
		Buffer.from(`)]}',\n${right}`),
		Buffer.from(right.replaceAll('"', "'")),
		Buffer.from(`${right.slice(0, -1)},}`),
	];
	return [...invalid, ...whole].map((body) => post('bytes', body));
}

function wrongEncodings(target: Target): HostileRequest[] {
	const body = JSON.stringify(notification({ ...target, token: 'wrong' }));
	const encoded: Array<[string, Buffer]> = [
		['gzip', Buffer.from(body)],
		['gzip', gzipSync(body).subarray(0, 20)],
		['gzip', gzipSync(gzipSync(body))],
		['gzip', gzipSync(body)],
		['gzip', Buffer.alloc(0)],
		['gzip', Buffer.concat([gzipSync(body), Buffer.from('rest')])],
		['deflate', deflateSync(body)],
		['deflate', deflateRawSync(body)],
		['deflate', Buffer.from('x')],
		['br', brotliCompressSync(body)],
		['zstd', Buffer.from(body)],
		['gzip, gzip', gzipSync(gzipSync(body))],
		['identity', gzipSync(body)],
		['GZIP', gzipSync(body)],
		['nonsense', Buffer.from(body)],
	];
	return encoded.map(([encoding, bytes]) =>
		post(`encoding ${encoding}`, bytes, {
			...JSON_TYPE,
			'Content-Encoding': encoding,
		}),
	);
}

function wrongHeaders(target: Target): HostileRequest[] {
	const wrong = JSON.stringify(notification({ ...target, token: 'wrong' }));
	const without = JSON.stringify(notification({ ...target, token: '' }));
	const { token } = target;
	const tricks: Array<Record<string, string | string[]>> = [
		{ Authorization: `Bearer ${token}` },
		{ 'X-Token': token, Token: token, Cookie: `token=${token}` },
		{ 'X-Forwarded-For': '127.0.0.1', 'X-Real-IP': '127.0.0.1', Forwarded: 'for=127.0.0.1' },
		{ 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'javascript' },
		{ Host: 'evil.example' },
		{ 'X-HTTP-Method-Override': 'GET', 'X-Method-Override': 'DELETE' },
		{ 'X-Original-URL': '/rest/workflows', 'X-Rewrite-URL': '/rest/workflows' },
		{ Accept: 'text/html' },
		{ Accept: 'x'.repeat(6_000) },
		{ 'X-Many': Array.from({ length: 300 }, (_, index) => `v${index}`) },
		{ Cookie: 'a=b; '.repeat(1_000) },
		{ Origin: 'null', Referer: 'https://evil.example/', 'Sec-Fetch-Site': 'cross-site' },
		{ 'Transfer-Encoding': 'chunked' },
		{ 'X-ClockodoApiKey': token, 'X-ClockodoApiUser': 'owner@example.com' },
		{ __proto__x: '1', constructor: '1', 'push-ref': 'x', 'x-n8n-execution-id': '1' },
		{ Range: 'bytes=0-0', 'If-None-Match': '*', TE: 'trailers', 'Max-Forwards': '0' },
	];
	return tricks.flatMap((headers) =>
		[wrong, without].map((body) => ({
			...post(`headers ${Object.keys(headers).join(', ')}`, body),
			headers: { ...JSON_TYPE, ...headers },
		})),
	);
}

/** Values of `secret` that are no secret of Clockodo's: they may neither start anything nor be asked about. */
const wrongSecrets: unknown[] = [
	...[[], ['12345678-ABCD'], {}, { a: 1 }, { $ne: null }, 0, 12345678, true, null, '', 'short'],
	...[
		'with blank s',
		'new\nline-1234',
		'<script>alert(1)</script>',
		'../../../etc',
		'a'.repeat(129),
	],
	...['$(reboot)----', "'; drop table--", '{{ $env }}------', '={{ 1+1 }}-----', 'ünïcödé-secret'],
	...['12345678\0', '%00%00%00%00', 'a'.repeat(100_000), '🕐🕐🕐🕐🕐🕐🕐🕐'],
];
const wrongQueries = [
	...['?secret', '?secret=', '?secret[]=12345678', '?secret[a]=12345678', '?secret=a&secret=b'],
	...['?secret=12345678&secret=12345678', '?secret[__proto__]=12345678', '?secret=%00%00%00%00%00'],
	...['?secret=%3Cscript%3Ealert(1)', '?secret=..%2F..%2Fx', '?secret=%ff%fe%fd%fc%fb%fa%f9%f8'],
	...['?__proto__[secret]=12345678', '?constructor[prototype][secret]=12345678', '?secret.x=1'],
	...['?Secret=12345678', `?secret=${'a'.repeat(200)}`, `?${'a=1&'.repeat(1_000)}`, '?secret=%'],
];

function wrongHandshakes(): HostileRequest[] {
	return [
		...wrongSecrets.flatMap((secret) => [
			post('secret', JSON.stringify({ secret })),
			post('secret and more', JSON.stringify({ secret, more: 1 })),
		]),
		post('secret and event', JSON.stringify({ secret: '12345678-ABCD', event_name: 'x.y' })),
		...wrongQueries.flatMap((suffix) => [
			{ name: `GET ${suffix.slice(0, 40)}`, method: 'GET', suffix },
			{ ...post(`POST ${suffix.slice(0, 40)}`, '{}'), suffix },
		]),
	];
}

function wrongMethods(target: Target): HostileRequest[] {
	const body = JSON.stringify(notification(target));
	const methods = ['PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'GET'];
	const query = new URLSearchParams({ token: target.token, event_name: target.eventName });
	const suffixes = ['/x', '/..', '/../webhook/x', '/%2e%2e', '%00', '/webhook', ';x=1', '.json'];
	return [
		...methods.map((method) => ({ name: method, method, headers: JSON_TYPE, body })),
		{ name: 'GET as a browser', method: 'GET', headers: { Accept: 'text/html' } },
		{ ...post('token in the query', '{}'), suffix: `?${query.toString()}` },
		...suffixes.map((suffix) => ({ ...post(`path ${suffix}`, body), suffix })),
	];
}

/** Broken HTTP. */
function rawRequests(target: Target): HostileRequest[] {
	const body = JSON.stringify(notification({ ...target, token: 'wrong' }));
	const start = 'POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n';
	const size = `Content-Length: ${body.length}\r\n`;
	return [
		`${start}${size}Transfer-Encoding: chunked\r\n\r\n${body}`,
		`${start}${size}Content-Length: 1\r\n\r\n${body}`,
		`${start}Content-Length: -1\r\n\r\n${body}`,
		`${start}Content-Length: 99999999999999999999\r\n\r\n${body}`,
		`${start}Transfer-Encoding: chunked\r\n\r\nzz\r\n${body}\r\n0\r\n\r\n`,
		`${start}Transfer-Encoding: xchunked\r\n\r\n${body}`,
		`${start}X-Null: a\0b\r\n${size}\r\n${body}`,
		`${start} folded\r\n${size}\r\n${body}`,
		`${start}X-Long: ${'x'.repeat(70_000)}\r\n${size}\r\n${body}`,
		`POST {path} HTTP/9.9\r\n\r\n`,
		`POST {path} HTTP/1.0\r\n${size}Content-Type: application/json\r\n\r\n${body}`,
		`POST {path}\x00 HTTP/1.1\r\nHost: {host}\r\n${size}\r\n${body}`,
		`POST http://evil.example{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n${size}\r\n${body}`,
		`POST {path} HTTP/1.1\nHost: {host}\n${size}\n${body}`,
		`${start}Expect: 200-nonsense\r\n${size}\r\n${body}`,
		`\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03`,
	].map((raw) => ({ name: `raw ${raw.slice(0, 30)}`, method: 'POST', raw }));
}

/** Everything that is wrong around the body: types, bytes, encodings, headers, query, method, HTTP itself. */
export function wrongTransport(target: Target): HostileRequest[] {
	return [
		...wrongTypes(target),
		...wrongBytes(target),
		...wrongEncodings(target),
		...wrongHeaders(target),
		...wrongHandshakes(),
		...wrongMethods(target),
		...rawRequests(target),
	];
}
