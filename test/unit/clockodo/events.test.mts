import { describe, expect, it } from '@jest/globals';
import { entities, findEntity } from '../../../src/clockodo/entities.js';
import { events, findEvent } from '../../../src/clockodo/events.js';
import { findOperation } from '../../../src/clockodo/operations/index.js';

describe('events', () => {
	it('are the 47 of the 14 entities, each once', () => {
		expect(entities).toHaveLength(14);
		expect(new Set(events.map((event) => event.name)).size).toBe(47);
	});

	it('are found by their name only', () => {
		expect(findEvent('entry.stopped')).toMatchObject({ entity: 'entry', action: 'stopped' });
		expect(findEvent('entry.exploded')).toBeUndefined();
		expect(findEvent('constructor')).toBeUndefined();
	});
});

describe('an event', () => {
	it.each([
		['entry.stopped', 'Entry Stopped', 'An entry was stopped with the stopwatch'],
		['entry.started', 'Entry Started', 'An entry was started with the stopwatch'],
		['absence.approved', 'Absence Approved', 'An absence was approved'],
		['overtime_carry.created', 'Overtime Carryover Created', 'An overtime carryover was created'],
		['user.updated', 'User Updated', 'A user was changed'],
		['lump_sum_service.deleted', 'Lump Sum Service Deleted', 'A lump sum service was deleted'],
		['project.completed', 'Project Completed', 'A project was completed'],
		[
			'project.budget_notification',
			'Project Budget Notification',
			'A project or one of its subprojects crossed a threshold of its budget',
		],
	])('%s is for people: %s', (name, label, description) => {
		expect(findEvent(name)).toMatchObject({ name, label, description });
	});

	it('is created, updated or deleted with every entity, and more with three of them', () => {
		const more = events.filter(({ action }) => !/^(created|updated|deleted)$/.test(action));
		expect(more.map(({ name }) => name)).toEqual([
			'absence.approved',
			'project.completed',
			'project.budget_notification',
			'entry.started',
			'entry.stopped',
		]);
		for (const { name } of entities) {
			const actions = events.filter(({ entity }) => entity === name).map(({ action }) => action);
			expect(actions.slice(0, 3)).toEqual(['created', 'updated', 'deleted']);
		}
	});
});

describe('an entity', () => {
	it.each([
		['user', 'User', '/v3/users/{id}'],
		['absence', 'Absence', '/v4/absences/{id}'],
		['customer', 'Customer', '/v3/customers/{id}'],
		['project', 'Project', '/v4/projects/{id}'],
		['subproject', 'Subproject', '/v3/subprojects/{id}'],
		['service', 'Service', '/v4/services/{id}'],
		['team', 'Team', '/v3/teams/{id}'],
		['lump_sum_service', 'Lump Sum Service', '/v4/lumpSumServices/{id}'],
		['holidays_carry', 'Holiday Carryover', '/v3/holidaysCarry/{id}'],
		['holidays_quota', 'Holiday Quota', '/v2/holidaysQuota/{id}'],
		['overtime_carry', 'Overtime Carryover', '/v3/overtimeCarry/{id}'],
		['nonbusiness_group', 'Nonbusiness Group', '/v2/nonbusinessGroups/{id}'],
		['work_time_change_request', 'Working Time Change Request', '/v2/workTimes/changeRequests'],
		['entry', 'Entry', '/v2/entries/{id}'],
	])('%s is, for people, %s and is fetched from %s', (name, label, path) => {
		const entity = findEntity(name);
		expect(entity?.label).toBe(label);
		expect(findOperation(entity?.operationId ?? '')).toMatchObject({ method: 'GET', path });
	});

	it('is found by its name only', () => {
		expect(findEntity('Entry')).toBeUndefined();
		expect(findEntity('constructor')).toBeUndefined();
	});
});
