import { describe, expect, it } from '@jest/globals';

import { subjectOf } from '../../../src/clockodo/subject.js';

describe('what an event speaks of', () => {
	it('is in the property of its entity, or in the payload itself', () => {
		const subject = { entity: 'entry', action: 'stopped', id: 7 };
		for (const payload of [{ entry: { id: 7 }, id: 8 }, { id: 7 }]) {
			expect(subjectOf({ event_name: 'entry.stopped', payload })).toEqual(subject);
		}
	});

	it.each([
		[{}],
		[{ entry: 7 }],
		[{ entry: null, id: 7 }],
		[{ entry: [{ id: 7 }] }],
		[{ id: '7x' }],
		[{ id: '-7' }],
	])('is unknown where the payload is %j', (payload) => {
		expect(subjectOf({ event_name: 'entry.stopped', payload })).toBeUndefined();
	});

	it('is a subproject’s budget where the type says so, and a project’s else', () => {
		const entityOf = (type: string) =>
			subjectOf({ event_name: 'project.budget_notification', payload: { id: 7, type } })?.entity;
		expect(['subprojectBudget', 'projectBudget'].map(entityOf)).toEqual(['subproject', 'project']);
	});

	it('has no action where the name has none', () => {
		const subject = subjectOf({ event_name: 'entry', payload: { id: 7 } });
		expect(subject).toEqual({ entity: 'entry', action: '', id: 7 });
	});

	it('is not looked for in what a payload only inherits', () => {
		const payload = { id: 7 };
		expect(subjectOf({ event_name: 'constructor.created', payload })?.id).toBe(7);
	});
});
