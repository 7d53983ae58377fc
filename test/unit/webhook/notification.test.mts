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

	it.each([
		['no object', 'text'],
		['a list', [body()]],
		['null', null],
		['an event that is no name', body({ event_name: 'entry/../x.stopped' })],
		['an ID as text', body({ payload: { entry: { id: '123' } } })],
		['a negative ID', body({ payload: { entry: { id: -1 } } })],
		['an ID beyond exact integers', body({ payload: { entry: { id: 2 ** 63 } } })],
		['a path as ID', body({ payload: { entry: { id: '1/../2' } } })],
		['no payload', body({ payload: undefined })],
		['no time', body({ occurred_at: 'yesterday' })],
		['a subscription as text', body({ subscription_id: '42' })],
		['a prototype key', body({ payload: JSON.parse('{"entry":{"id":1,"__proto__":{"x":1}}}') })],
		['a deep payload', body({ payload: { entry: { id: 1, a: { b: { c: { d: { e: {} } } } } } } })],
	])('refuses %s in words', (_what, given) => {
		expect(typeof readNotification(given)).toBe('string');
	});

	it.each<[string, unknown]>([
		['the body is not a JSON object', []],
		['event_name is missing', body({ event_name: undefined })],
		['event_name is missing', body({ event_name: ['entry.stopped'] })],
		['subscription_id is not a positive integer', body({ subscription_id: 0 })],
		['company_id is not a positive integer', body({ company_id: 1.5 })],
		['occurred_at is not a date and time in ISO 8601', body({ occurred_at: 1_764_003_720 })],
		['occurred_at is not a date and time in ISO 8601', body({ occurred_at: [body().occurred_at] })],
		['payload is not a small, plain object', body({ payload: [] })],
		['payload holds no positive integer as the ID of entry.stopped', body({ payload: {} })],
	])('says that %s', (words, given) => {
		expect(readNotification(given)).toBe(words);
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

	it.each([
		['2026-11-24T17:02:00Z', true],
		['2026-11-24T17:02:00.1Z', true],
		['2026-11-24T17:02:00.123456789Z', true],
		['2026-11-24T17:02:00+01:00', true],
		['2026-11-24T17:02:00-0130', true],
		['2026-11-24T17:02:00.Z', false],
		['2026-11-24T17:02:00.1234567890Z', false],
		['2026-11-24T17:02:00', false],
		['2026-11-24T17:02:00 Z', false],
		['2026-11-24T17:02:00+1:00', false],
		['2026-11-24T17:02:00+01:0', false],
		['2026-11-24T17:02:00+0a:00', false],
		['2026-11-24T17:02:00+01:x0', false],
		['2026-11-24T17:02Z', false],
		['2026-11-24 17:02:00Z', false],
		['26-11-24T17:02:00Z', false],
		['2026-1-24T17:02:00Z', false],
		['2026-11-4T17:02:00Z', false],
		['2026-11-24T7:02:00Z', false],
		['x2026-11-24T17:02:00Z', false],
		['2026-11-24T17:02:00Zx', false],
		['xxxx-11-24T17:02:00Z', false],
	])('takes %j for a time: %j', (occurred_at, isTime) => {
		expect(typeof readNotification(body({ occurred_at })) === 'object').toBe(isTime);
	});
});

describe('a payload', () => {
	/** Whether the notification is accepted with this in its payload, beside the ID. */
	const isAccepted = (more: Record<string, unknown>) =>
		typeof readNotification(body({ payload: { id: 1, ...more } })) === 'object';
	const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
	const listed = (levels: number): unknown => (levels === 0 ? 1 : [listed(levels - 1)]);
	const many = (count: number) => Array.from({ length: count }, () => 0);

	it('may hold all that JSON has', () => {
		expect(isAccepted({ a: null, b: true, c: 'text', d: [1, [2]], e: { f: 1.5 } })).toBe(true);
	});

	it('may have six levels, itself included', () => {
		expect([isAccepted({ a: nested(5) }), isAccepted({ a: nested(6) })]).toEqual([true, false]);
		expect([isAccepted({ a: listed(5) }), isAccepted({ a: listed(6) })]).toEqual([true, false]);
	});

	it('may have 500 values, itself and the lists included', () => {
		// The payload, its ID and the list are three of them.
		expect([isAccepted({ a: many(497) }), isAccepted({ a: many(498) })]).toEqual([true, false]);
		const fields = (count: number) =>
			Object.fromEntries(many(count).map((zero, index) => [`field${index}`, zero]));
		expect([isAccepted(fields(498)), isAccepted(fields(499))]).toEqual([true, false]);
		expect(isAccepted({ a: fields(250), b: many(250) })).toBe(false);
		expect(isAccepted({ a: many(497), b: 0 })).toBe(false);
		const lists = (count: number) => many(count).map((zero) => [zero]);
		expect([isAccepted({ a: lists(248) }), isAccepted({ a: lists(249) })]).toEqual([true, false]);
	});

	it('may have 20,000 characters, names included', () => {
		// `id` and `a` are three of them.
		expect(isAccepted({ a: 'x'.repeat(19_997) })).toBe(true);
		expect(isAccepted({ a: 'x'.repeat(19_998) })).toBe(false);
		expect(isAccepted({ a: ['x'.repeat(19_997)] })).toBe(true);
		expect(isAccepted({ ['x'.repeat(19_998)]: 1 })).toBe(true);
		expect(isAccepted({ ['x'.repeat(19_999)]: 1 })).toBe(false);
		expect(isAccepted({ a: 'x'.repeat(10_000), b: ['x'.repeat(10_000)] })).toBe(false);
	});

	it.each(['__proto__', 'constructor', 'prototype'])('has no field %s, at any level', (name) => {
		const poisoned = JSON.parse(`{"${name}":1}`) as Record<string, unknown>;
		expect(isAccepted({ a: poisoned })).toBe(false);
		expect(isAccepted({ a: [[poisoned]] })).toBe(false);
		expect(isAccepted({ a: [1, poisoned, 1] })).toBe(false);
		expect(isAccepted({ a: `${name}` })).toBe(true);
	});

	it('is not read further than it may reach', () => {
		const readings: string[] = [];
		const watched = (name: string) => ({
			get [name]() {
				readings.push(name);
				return 0;
			},
		});
		isAccepted({ a: 'x'.repeat(20_000), b: watched('late') });
		expect(readings).toEqual([]);
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
