import { describe, expect, it } from '@jest/globals';
import { events } from '../../../src/clockodo/events.js';
import { subjectOf } from '../../../src/clockodo/subject.js';
import { readNotification } from '../../../src/webhook/notification.js';

const body = (changes: Record<string, unknown> = {}) => ({
	subscription_id: 42,
	company_id: 1337,
	occurred_at: '2026-11-24T17:02:00Z',
	event_name: 'entry.stopped',
	payload: { entry: { id: 123, users_id: 7 } },
	token: 'My_Sup3r_T0k3n',
	...changes,
});

describe('readNotification', () => {
	it('keeps the fields of the description and leaves out token and others', () => {
		const { token, ...rest } = body();
		expect(readNotification(body({ attempt: 3 }))).toEqual(rest);
		expect(JSON.stringify(readNotification(body()))).not.toContain(token);
	});

	it.each<[string, unknown]>([
		['the body is not a JSON object', 'text'],
		['the body is not a JSON object', [body()]],
		['the body is not a JSON object', null],
		['event_name is missing', body({ event_name: undefined })],
		['event_name is missing', body({ event_name: ['entry.stopped'] })],
		['event_name is missing', body({ event_name: 'entry/../x.stopped' })],
		['subscription_id is not a positive integer', body({ subscription_id: 0 })],
		['subscription_id is not a positive integer', body({ subscription_id: '' })],
		['subscription_id is not a positive integer', body({ subscription_id: [42] })],
		['company_id is not a positive integer', body({ company_id: 1.5 })],
		['company_id is not a positive integer', body({ company_id: 'none' })],
		['payload is not an object', body({ payload: undefined })],
		['payload is not an object', body({ payload: [] })],
		['payload holds no positive integer as the ID of entry.stopped', body({ payload: {} })],
	])('says that %s', (words, given) => {
		expect(readNotification(given)).toBe(words);
	});

	/** Whatever stands for an ID, and the number that it is. */
	const ids: Array<[unknown, number | undefined]> = [
		[42, 42],
		['42', 42],
		['9007199254740991', Number.MAX_SAFE_INTEGER],
		['9007199254740993', undefined],
		['90071992547409910', undefined],
		[2 ** 63, undefined],
		[0, undefined],
		['0', undefined],
		['042', undefined],
		[-1, undefined],
		['-1', undefined],
		['+1', undefined],
		[1.5, undefined],
		['1.5', undefined],
		['1e3', undefined],
		['0x10', undefined],
		[' 1', undefined],
		['1\n', undefined],
		['１', undefined],
		['1/../2', undefined],
		['', undefined],
		[true, undefined],
		[[42], undefined],
		[{}, undefined],
	];

	it.each(ids)('takes %j for the ID %j, of the resource and of what is beside it', (given, id) => {
		const read = readNotification(body({ payload: { entry: { id: given } } }));
		expect(typeof read === 'string' ? undefined : subjectOf(read)?.id).toBe(id);
		for (const field of ['subscription_id', 'company_id']) {
			expect(readNotification(body({ [field]: given }))).toEqual(
				id === undefined
					? `${field} is not a positive integer`
					: expect.objectContaining({ [field]: id }),
			);
		}
	});

	it.each(['subscription_id', 'company_id', 'occurred_at'])('can do without %s', (field) => {
		const { token: _token, [field]: _left, ...rest } = body() as Record<string, unknown>;
		for (const none of [undefined, null]) {
			expect(readNotification(body({ [field]: none }))).toEqual({ ...rest, [field]: null });
		}
		expect(readNotification(rest)).toEqual({ ...rest, [field]: null });
	});

	const name = (length: number) => 'a' + '_'.repeat(length - 1);

	it.each([
		['entry.stopped', true],
		['project.budget_notification', true],
		[`${name(64)}.${name(64)}`, true],
		[`${name(65)}.stopped`, false],
		[`entry.${name(65)}`, false],
		['Entry.stopped', false],
		['entry.stopped2', false],
		['_entry.stopped', false],
		['entry._stopped', false],
		['entry', false],
		['entry.', false],
		['.stopped', false],
		['entry.stopped.twice', false],
		[' entry.stopped', false],
		['entry.stopped ', false],
		['entry-stopped', false],
	])('takes %j for the name of an event: %j', (event_name, isName) => {
		const payload = { id: 1 };
		expect(typeof readNotification(body({ event_name, payload })) === 'object').toBe(isName);
	});

	const timeOf = (occurred_at: unknown) => {
		const read = readNotification(body({ occurred_at }));
		return typeof read === 'string' ? read : read.occurred_at;
	};

	it.each([
		'2026-11-24T17:02:00Z',
		'2026-11-24T17:02:00.1Z',
		'2026-11-24T17:02:00.123456789Z',
		'2026-11-24T17:02:00+01:00',
		'2026-11-24T17:02:00-0130',
	])('keeps the time %j as it is', (time) => {
		expect(timeOf(time)).toBe(time);
	});

	it.each<[unknown, string]>([
		['2026-11-24T17:02:00', '2026-11-24T17:02:00Z'],
		['2026-11-24 17:02:00', '2026-11-24T17:02:00Z'],
		['2026-11-24 17:02', '2026-11-24T17:02:00Z'],
		['2026-11-24', '2026-11-24T00:00:00Z'],
		[' 2026-11-24 17:02:00\n', '2026-11-24T17:02:00Z'],
		['2026-11-24T17:02Z', '2026-11-24T17:02:00Z'],
		['2026-11-24 17:02:00Z', '2026-11-24T17:02:00Z'],
		['2026-11-24 17:02:00 UTC', '2026-11-24T17:02:00Z'],
		['2026-11-24 18:02:00+01', '2026-11-24T17:02:00Z'],
		['2026-11-24 18:02:00 +0100', '2026-11-24T17:02:00Z'],
		['2026-11-24 15:32:00-01:30', '2026-11-24T17:02:00Z'],
		['2026-11-24T17:02:00.123456', '2026-11-24T17:02:00.123Z'],
		['2026-11-24T17:02:00.1234567890Z', '2026-11-24T17:02:00.123Z'],
		['Tue, 24 Nov 2026 17:02:00 GMT', '2026-11-24T17:02:00Z'],
		['Tue, 24 Nov 2026 18:02:00 +0100', '2026-11-24T17:02:00Z'],
		[1_795_539_720, '2026-11-24T17:02:00Z'],
		['1795539720', '2026-11-24T17:02:00Z'],
		[1_795_539_720.5, '2026-11-24T17:02:00.500Z'],
		['1795539720.25', '2026-11-24T17:02:00.250Z'],
		[1_795_539_720_123, '2026-11-24T17:02:00.123Z'],
	])('reads %j as %j, whatever the zone of the server', (given, time) => {
		expect(timeOf(given)).toBe(time);
	});

	it.each([
		'2026-11-24T17:02:00.Z',
		'2026-11-24T17:02:00+1:00',
		'2026-11-24T17:02:00+01:0',
		'2026-11-24T17:02:00+0a:00',
		'2026-11-24T17:02:00+01:x0',
		'26-11-24T17:02:00Z',
		'2026-1-24T17:02:00Z',
		'2026-11-4T17:02:00Z',
		'2026-11-24T7:02:00Z',
		'x2026-11-24T17:02:00Z',
		'2026-11-24T17:02:00Zx',
		'xxxx-11-24T17:02:00Z',
		'2026-13-24T17:02:00Z',
		'2026-11-24T25:02:00Z',
		'2026-11-24 17:99',
		'1970-01-01T00:00:01',
		'yesterday',
		'tomorrow 5',
		'hello 2026',
		'2026',
		'12',
		// Two days, as an American or a European writes it; and these have the zone of nobody knows whom.
		'03.04.2026',
		'11/24/2026 17:02',
		'24 Nov 2026 17:02',
		5,
		-1,
		0,
		12_345_678_901,
		12_345_678_901_234,
		Number.NaN,
		true,
		{},
		['2026-11-24T17:02:00Z'],
		`2026-11-24T17:02:00.${'0'.repeat(100)}Z`,
	])('has no time where %j is given for it', (given) => {
		expect(timeOf(given)).toBeNull();
	});
});

describe('a payload', () => {
	/** What is kept of a payload of this, beside the ID that it begins with. */
	function kept(more: Record<string, unknown>): Record<string, unknown> {
		const read = readNotification(body({ payload: { id: 1, ...more } }));
		if (typeof read === 'string') throw new Error(read);
		const { id, ...rest } = read.payload;
		expect(id).toBe(1);
		return rest;
	}
	const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
	const listed = (levels: number): unknown => (levels === 0 ? 1 : [listed(levels - 1)]);
	const many = (count: number) => Array.from({ length: count }, () => 0);
	const fields = (count: number) =>
		Object.fromEntries(many(count).map((zero, index) => [`field${index}`, zero]));

	it('may hold all that JSON has', () => {
		const all = { a: null, b: true, c: 'text', d: [1, [2]], e: { f: 1.5, g: {} } };
		expect(kept(all)).toEqual(all);
	});

	it('may be a whole resource with its long texts', () => {
		const entry = { text: 'x'.repeat(2_000), customers_id: 7, ...fields(100), id: 5 };
		const read = readNotification(body({ payload: { entry } }));
		expect(read).toMatchObject({ payload: { entry } });
	});

	it('is cut below its sixth level', () => {
		expect(kept({ a: nested(5), b: listed(5) })).toEqual({ a: nested(5), b: listed(5) });
		const cut = { a: { a: { a: { a: { a: { a: null } } } } }, b: [[[[[null]]]]] };
		expect(kept({ a: nested(6), b: listed(6) })).toEqual(cut);
		expect(kept({ a: nested(1_000), b: listed(1_000) })).toEqual(cut);
	});

	it('is cut behind its five-hundredth value, those in lists included', () => {
		const sizeOf = (value: unknown) => JSON.stringify(value).match(/0/g)?.length ?? 0;
		// The ID is one of the values, and so is the list.
		expect(sizeOf(kept({ a: many(498) }))).toBe(498);
		expect(sizeOf(kept({ a: many(100_000) }))).toBe(498);
		expect(Object.keys(kept(fields(499)))).toHaveLength(499);
		expect(Object.keys(kept(fields(100_000)))).toHaveLength(499);
		const lists = kept({ a: many(250), b: many(250) }) as { a: number[]; b: number[] };
		expect(lists.a.length + lists.b.length).toBe(497);
	});

	it('is cut behind 2,000 characters of a text, and 20,000 in all, names included', () => {
		expect(kept({ a: 'x'.repeat(2_001) })).toEqual({ a: 'x'.repeat(2_000) });
		const texts = (count: number) => Array.from({ length: count }, () => 'x'.repeat(2_000));
		expect(JSON.stringify(kept({ a: texts(100) })).match(/x/g)).toHaveLength(20_000 - 'ida'.length);
		const names = Object.keys(
			kept({ ...Object.fromEntries(texts(1).map((text) => [text, 1])), b: 1 }),
		);
		expect(names).toEqual(['b']);
		const long = (index: number) => `${'x'.repeat(97)}${100 + index}`;
		const manyNames = Object.fromEntries(many(300).map((_, index) => [long(index), 1]));
		expect(Object.keys(kept(manyNames))).toHaveLength(199);
	});

	it('is not kept longer where a name is longer than what is left', () => {
		// 19,950 characters are used up, then a name of 100 and a text without end come.
		const used = Object.fromEntries(many(9).map((_, index) => [`${index}`, 'x'.repeat(2_000)]));
		const payload = {
			...used,
			rest: 'x'.repeat(1_940),
			['y'.repeat(100)]: 'z'.repeat(1e6),
			w: 'w',
		};
		expect(JSON.stringify(kept(payload)).length).toBeLessThan(21_000);
	});

	it.each(['__proto__', 'constructor', 'prototype'])(
		'is refused with a field %s, at any level',
		(name) => {
			const poisoned = JSON.parse(`{"${name}":{"x":1},"b":2}`) as Record<string, unknown>;
			for (const payload of [poisoned, { a: poisoned }, { c: [[poisoned]] }]) {
				expect(readNotification(body({ payload: { id: 1, ...payload } }))).toMatch(
					/^payload is not/,
				);
			}
			expect(kept({ a: name })).toEqual({ a: name });
			expect(({} as { x?: unknown }).x).toBeUndefined();
		},
	);

	it.each([
		['values', { list: many(200_001) }],
		['characters', { text: 'x'.repeat(4_000_001) }],
		['characters of a name', { ['x'.repeat(4_000_001)]: 1 }],
		['levels', { deep: nested(2_001) }],
	])('is refused with more %s than anybody sends who means well', (_what, payload) => {
		expect(readNotification(body({ payload: { id: 1, ...payload } }))).toMatch(/^payload is not/);
	});

	it('holds nothing that JSON has not, and nothing that is only inherited', () => {
		const inherited = Object.create({ b: 1 }) as object;
		const odd = { a: undefined, b: () => 1, c: Symbol('c'), d: 1n, e: inherited };
		expect(kept(odd)).toEqual({ a: null, b: null, c: null, d: null, e: {} });
	});

	const hugeThings: Array<[string, Record<string, unknown>]> = [
		['many values', fields(10_000)],
		['one long list', { list: many(10_000) }],
		['long texts', Object.fromEntries(many(50).map((_, i) => [`text${i}`, 'x'.repeat(5_000)]))],
		['a long name', { ['x'.repeat(1_000_000)]: 1 }],
		['many levels', { deep: nested(1_000) }],
	];

	it.each(hugeThings)('keeps its ID wherever it stands: behind %s', (_what, huge) => {
		const places: Array<[string, Record<string, unknown>]> = [
			['entry.stopped', { entry: { id: '7' }, ...huge }],
			['entry.stopped', { ...huge, entry: { id: '7' } }],
			['entry.stopped', { ...huge, entry: { ...huge, id: 7 } }],
			['entry.stopped', { id: { ...huge }, type: { ...huge }, entry: { ...huge, id: 7 } }],
			['project.budget_notification', { ...huge, type: 'subprojectBudget', id: 7 }],
			['entry.stopped', { entry: { type: 'x'.repeat(9_999), entry: huge, ...huge, id: 7 } }],
			['project.budget_notification', { ...huge, type: 'projectBudget', id: 7 }],
		];
		for (const [event_name, payload] of places) {
			const read = readNotification(body({ event_name, payload }));
			expect(typeof read).toBe('object');
			const { id, entity } = subjectOf(read as Exclude<typeof read, string>) ?? {};
			expect([id, entity]).toEqual([
				7,
				payload.type === 'subprojectBudget' ? 'subproject' : event_name.split('.')[0],
			]);
			expect(JSON.stringify(read).length).toBeLessThan(30_000);
		}
	});
});

describe('subjectOf', () => {
	it('finds entity, action and ID of every event', () => {
		for (const { name, entity, action } of events) {
			const payload =
				action === 'budget_notification'
					? { id: 5, type: 'projectBudget', threshold: 80 }
					: { [entity]: { id: 5 } };
			expect(subjectOf({ event_name: name, payload })).toEqual({ entity, action, id: 5 });
		}
	});

	it('takes the subproject where a budget notification speaks of one', () => {
		const payload = { id: 9, type: 'subprojectBudget', threshold: 100 };
		expect(subjectOf({ event_name: 'project.budget_notification', payload })).toEqual({
			entity: 'subproject',
			action: 'budget_notification',
			id: 9,
		});
	});
});
