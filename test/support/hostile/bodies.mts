import { constants, gzipSync } from 'node:zlib';

import fc from 'fast-check';

import { notificationOf } from '../notification.mjs';
import type { HostileRequest } from './send.mjs';

/** What the attacker aims at. He knows the token where only the rest of his request is to fail. */
export interface Target {
	token: string;
	/** An event that the trigger listens to. */
	eventName: string;
}

export const JSON_TYPE: Record<string, string> = { 'Content-Type': 'application/json' };

/** A notification in which nothing is wrong but what `changes` say. */
export function notification({ token, eventName }: Target, changes: object = {}): object {
	return { ...notificationOf(eventName, token), ...changes };
}

export const post = (name: string, body: Buffer | string, headers = JSON_TYPE): HostileRequest => ({
	name,
	method: 'POST',
	headers,
	body,
});

/** Texts of JSON numbers, and of what is none, that must not pass for the ID of a resource. */
const wrongNumbers = [
	...['0', '-0', '-1', '1.5', '1e400', '-1e400', '1e-7', '9223372036854775808'],
	...['9007199254740992', '9007199254740993', '18446744073709551616', '5e-324', '1e16'],
	...['NaN', 'Infinity', '-Infinity', '0x10', '01', '1_000', '+1', '.5', '1.', '１'],
	...['"-1"', '"1/../2"', '"../../users/1"', '"1?x=1"', '"1#"', '"%2e%2e"', '"1\\u0000"'],
	...['"9223372036854775808"', '" 1"', '"1e3"', 'true', 'false', 'null', '[]', '[1]', '{}'],
	...['{"valueOf":1}', '{"toString":"1"}', '[[1]]', '{"id":1}', '"NaN"', '""', '"https://evil/"'],
];

const idPlaces = ['subscription_id', 'company_id', 'resource'] as const;

/** The right token, everything right but one ID. */
function wrongIds(target: Target): HostileRequest[] {
	const marker = 4242424242;
	const [entity] = target.eventName.split('.');
	// A sender may leave out what nothing depends on.
	const mayBeMissing = (place: string) => place !== 'resource';
	return idPlaces.flatMap((place) => {
		const change =
			place === 'resource' ? { payload: { [entity]: { id: marker } } } : { [place]: marker };
		const template = JSON.stringify(notification(target, change));
		const wrong = wrongNumbers.filter((number) => number !== 'null' || !mayBeMissing(place));
		return wrong.map((number) =>
			post(`${place} = ${number}`, template.replace(String(marker), number)),
		);
	});
}

const textsInPlaceOf = (token: string): unknown[] => [
	...[[token], [[token]], { token }, { value: token }, { toString: token }, { 0: token }],
	...[null, '', 0, 1, true, [], {}, token.slice(0, -1), token.slice(1), `${token} `, ` ${token}`],
	...[`${token}\0`, `\0${token}`, `${token}\n`, token.toLowerCase(), token.toUpperCase()],
	...[`${token}${token}`, [...token], token.split('').reverse().join(''), `"${token}"`, '*', '.*'],
	...['__proto__', 'undefined', 'null', '[object Object]', 'x'.repeat(100_000), '🕐'.repeat(5_000)],
];

function wrongTokens(target: Target): HostileRequest[] {
	const { token } = target;
	const swapped = textsInPlaceOf(token)
		.filter((value) => value !== token)
		.map((value) => post('token', JSON.stringify(notification(target, { token: value }))));
	const without = JSON.stringify(notification(target, { token: undefined }));
	const elsewhere = [
		`{"__proto__":{"token":${JSON.stringify(token)}},${without.slice(1)}`,
		`{"constructor":{"prototype":{"token":${JSON.stringify(token)}}},${without.slice(1)}`,
		`{"Token":${JSON.stringify(token)},${without.slice(1)}`,
		`{"data":${JSON.stringify(notification(target))}}`,
		`{"body":${JSON.stringify(notification(target))}}`,
		`[${JSON.stringify(notification(target))}]`,
		JSON.stringify(JSON.stringify(notification(target))),
	];
	return [...swapped, ...elsewhere.map((body) => post('token elsewhere', body))];
}

function duplicateKeys(target: Target): HostileRequest[] {
	const [entity] = target.eventName.split('.');
	const right = JSON.stringify(notification(target));
	const with2 = (field: string) => `${right.slice(0, -1)},${field}}`;
	return [
		with2('"token":"wrong"'),
		with2('"token":["x"]'),
		with2(`"payload":{"${entity}":{"id":1,"id":"1/../2"}}`),
		with2(`"payload":{"${entity}":{"id":1},"${entity}":{"id":-1}}`),
		with2('"event_name":"../users"'),
		with2('"event_name":{"$ne":null}'),
		with2('"subscription_id":-1'),
		with2('"payload":[]'),
	].map((body) => post('duplicate key', body));
}

function prototypeKeys(target: Target): HostileRequest[] {
	const [entity] = target.eventName.split('.');
	const poison = ['__proto__', 'constructor', 'prototype'].flatMap((key) => [
		`{"${entity}":{"id":1,"${key}":{"polluted":true}}}`,
		`{"${entity}":{"id":1},"${key}":{"polluted":true}}`,
		`{"${key}":{"${entity}":{"id":1}}}`,
		`{"${entity}":{"${key}":{"id":1}}}`,
		`{"${entity}":{"id":1,"list":[{"${key}":1}]}}`,
	]);
	return poison.map((payload) => {
		const body = JSON.stringify(notification(target, { payload: 'PAYLOAD' }));
		return post('prototype key', body.replace('"PAYLOAD"', payload));
	});
}

const wrongNames = [
	...['', 'entry', '.stopped', 'entry.', 'entry..stopped', 'entry.stopped.x', 'Entry.Stopped'],
	...['../users.1', 'entry/../users.created', '__proto__.created', 'a b.c', 'entry.stopped\n'],
	...['entry.stopped\0', `${'a'.repeat(65)}.b`, 'é.ü', '*', '*.*', 'https://evil.example/x.y'],
];

function wrongTexts(target: Target): HostileRequest[] {
	const changes = [
		...wrongNames.map((event_name) => ({ event_name })),
		...[1, null, [], {}, ['entry.stopped'], { a: 1 }].flatMap((value) => [
			{ event_name: value },
			{ payload: Array.isArray(value) || value === null ? value : 'text' },
		]),
	];
	return changes.map((change) => post('text', JSON.stringify(notification(target, change))));
}

/** Megabytes of JSON from a few kilobytes, just within n8n's 16 MB, and beyond. */
export function largeBodies(target: Target): HostileRequest[] {
	const megabytes = (count: number) => count * 1024 * 1024;
	const deep = (pairs: number) => '['.repeat(pairs) + ']'.repeat(pairs);
	const [entity] = target.eventName.split('.');
	const around = (inner: string) =>
		JSON.stringify(notification(target, { payload: 'INNER' })).replace(
			'"INNER"',
			() => `{"${entity}":{"id":1,"x":${inner}}}`,
		);
	const keys = Array.from({ length: 500_000 }, (_, index) => `"key${index}":${index}`).join(',');
	const texts: Array<[string, string]> = [
		['a list of 7 million numbers', around(`[${'0,'.repeat(7_000_000)}0]`)],
		['half a million keys', around(`{${keys}}`)],
		['four million levels', around(deep(4_000_000))],
		['a text of 15 MB', around(`"${'x'.repeat(megabytes(15))}"`)],
		['a token of 15 MB', JSON.stringify(notification({ ...target, token: 'x'.repeat(15e6) }))],
		['15 MB of blanks', ' '.repeat(megabytes(15)) + JSON.stringify({ secret: 1 })],
		['30 MB of numbers', around(`[${'0,'.repeat(15_000_000)}0]`)],
		['60 MB of nothing', ' '.repeat(megabytes(60))],
	];
	const zipped = texts.map(([name, text]) =>
		post(`bomb: ${name}`, gzipSync(text, { level: constants.Z_BEST_SPEED }), {
			...JSON_TYPE,
			'Content-Encoding': 'gzip',
		}),
	);
	const plain = texts.slice(0, 6).map(([name, text]) => post(name, text));
	return [...zipped, ...plain];
}

/** Everything that is wrong in a well-formed JSON body. */
export function wrongBodies(target: Target): HostileRequest[] {
	return [
		...wrongIds(target),
		...wrongTokens(target),
		...duplicateKeys(target),
		...prototypeKeys(target),
		...wrongTexts(target),
	];
}

/** Bodies by chance: any JSON, and notifications in which one field is any JSON, the token never right. */
export function randomBodies(target: Target, count: number, seed: number): HostileRequest[] {
	const fields = Object.keys(notification(target));
	const wrongToken = fc.string().filter((text) => text !== target.token);
	const oneField = fc
		.tuple(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 8 }), wrongToken)
		.map(([field, value, token]) =>
			JSON.stringify(
				notification({ ...target, token }, field === 'token' ? {} : { [field]: value }),
			),
		);
	const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
	const body = fc.oneof(
		{ arbitrary: fc.json({ maxDepth: 12 }), weight: 2 },
		{ arbitrary: oneField, weight: 5 },
		{ arbitrary: anyBytes, weight: 1 },
	);
	return fc.sample(body, { numRuns: count, seed }).map((each) => post('random', each));
}
