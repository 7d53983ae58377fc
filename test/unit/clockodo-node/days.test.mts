import { describe, expect, it } from '@jest/globals';
import {
	addDays,
	countWorkdays,
	dayAt,
	isWorkday,
	workdayAfter,
	yearsFrom,
} from '../../../nodes/Clockodo/call/days.js';

describe('days', () => {
	it('are those of the zone', () => {
		const moment = Date.parse('2026-12-31T23:30:00Z');
		expect(dayAt(moment, 'UTC')).toBe('2026-12-31');
		expect(dayAt(moment, 'Europe/Berlin')).toBe('2027-01-01');
		expect(dayAt(moment, 'America/New_York')).toBe('2026-12-31');
	});

	it('go over months, years and changes of the clocks', () => {
		expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
		expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
		expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
		expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
		expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
	});

	it('have years from one to the other', () => {
		expect(yearsFrom(2026, 2028)).toEqual([2026, 2027, 2028]);
		expect(yearsFrom(2026, 2026)).toEqual([2026]);
		expect(yearsFrom(2027, 2026)).toEqual([]);
	});
});

describe('workdays', () => {
	// 4 May 2026 is a Monday.
	it.each([
		['2026-05-04', true],
		['2026-05-08', true],
		['2026-05-09', false],
		['2026-05-10', false],
	])('%s: %p', (day, isOne) => expect(isWorkday(day)).toBe(isOne));

	it('come behind a day without the weekend', () => {
		expect(workdayAfter('2026-05-04')).toBe('2026-05-05');
		expect(workdayAfter('2026-05-08')).toBe('2026-05-11');
		expect(workdayAfter('2026-05-09')).toBe('2026-05-11');
	});

	it('are counted like one by one', () => {
		for (let start = 0; start < 7; start++) {
			const first = addDays('2026-05-04', start);
			for (let length = 0; length < 30; length++) {
				const days = Array.from({ length: length + 1 }, (_, index) => addDays(first, index));
				const last = addDays(first, length);
				expect([first, last, countWorkdays(first, last)]).toEqual([
					first,
					last,
					days.filter(isWorkday).length,
				]);
			}
		}
		expect(countWorkdays('2026-05-05', '2026-05-04')).toBe(0);
	});
});
