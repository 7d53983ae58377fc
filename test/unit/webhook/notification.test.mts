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
