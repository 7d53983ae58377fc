import { describe, expect, it } from '@jest/globals';

import { parts, subtitle } from '../../../nodes/ClockodoTrigger/description.js';
import { events } from '../../../src/clockodo/events.js';

/** What the editor makes of an expression: it is this project's own text, and the editor runs it. */
function evaluated(expression: string, parameter: object): unknown {
	const run = new Function('$parameter', `return ${expression.slice(3, -2)}`) as (
		given: object,
	) => unknown;
	return run(parameter);
}

const hints = parts.hints ?? [];
const hintsFor = (parameter: object): string[] =>
	hints
		.filter(({ displayCondition }) => evaluated(String(displayCondition), parameter))
		.map(({ message }) => message);

describe('what stands below the trigger on the canvas', () => {
	const said = (chosen: unknown) => evaluated(subtitle, { events: chosen });

	it('is what Events calls the first one, and how many more there are', () => {
		for (const { name, label } of events) expect(said([name])).toBe(label);
		expect(said(['*'])).toBe('Any Event');
		expect(said(['holidays_carry.updated', 'entry.stopped', 'user.created'])).toBe(
			'Holiday Carryover Updated, +2',
		);
	});

	it('is empty without any, and takes what an expression gives', () => {
		expect([said([]), said(undefined), said('entry.stopped')]).toEqual(['', '', 'Entry Stopped']);
	});
});

describe('what the panel points out', () => {
	it('is nothing with one event', () => {
		for (const registration of ['manual', 'automatic', 'polling']) {
			for (const catchUp of [0, 5, 15]) {
				expect(hintsFor({ registration, catchUp, events: ['absence.approved'] })).toEqual([]);
			}
		}
	});

	it('is what a look costs, from 1,000 requests a day on', () => {
		const cost = expect.stringContaining('more than 1,000 requests a day');
		// Absences take three requests each time.
		const three = ['absence.created', 'absence.approved', 'entry.stopped'];
		const polling = { registration: 'polling', events: three };
		expect(hintsFor({ ...polling, catchUp: 5 })).toEqual([cost]);
		expect(hintsFor({ ...polling, catchUp: 15 })).toEqual([]);
		const any = { registration: 'automatic', events: ['*'] };
		expect(hintsFor({ ...any, catchUp: 15 })).toEqual([cost]);
		expect(hintsFor({ ...any, catchUp: 30 })).toEqual([]);
		expect(hintsFor({ ...any, catchUp: 0 })).toEqual([]);
		expect(hintsFor({ ...any, catchUp: 15, fetchResource: false })).toEqual([]);
	});

	it('is that each event needs a webhook of its own, where a person makes them', () => {
		const more = ['entry.created', 'entry.stopped', 'entry.started'];
		const webhooks = expect.stringContaining('Each event needs a webhook of its own');
		expect(hintsFor({ registration: 'manual', events: more, catchUp: 15 })).toEqual([webhooks]);
		for (const registration of ['automatic', 'polling']) {
			expect(hintsFor({ registration, events: more, catchUp: 15 })).toEqual([]);
		}
	});

	it('is the one event that polling does not find, and nothing of it elsewhere', () => {
		const budget = ['project.budget_notification'];
		const polling = { registration: 'polling', catchUp: 30 };
		expect(hintsFor({ ...polling, events: budget })).toEqual([
			expect.stringMatching(/'Project Budget Notification' never comes this way.+'Manual'/),
		]);
		expect(hintsFor({ ...polling, events: ['*'] })).toEqual([
			expect.stringContaining("any but 'Project Budget Notification'"),
		]);
		expect(hintsFor({ ...polling, registration: 'manual', events: budget })).toEqual([]);
	});

	it('is that no event is chosen', () => {
		for (const chosen of [[], undefined]) {
			expect(hintsFor({ registration: 'polling', events: chosen, catchUp: 5 })).toEqual([
				expect.stringContaining('Choose at least one event'),
			]);
		}
	});
});
