import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { daysOf, withDays } from '../../../nodes/Clockodo/call/period.js';
import { toRequest } from '../../../nodes/Clockodo/call/request.js';
import { findNodeChoice, nodeChoices } from '../../../nodes/Clockodo/table/operations.js';
import { periodName } from '../../../nodes/Clockodo/table/periods.js';

const berlin = 'Europe/Berlin';
const at = (moment: string) => Date.parse(moment);

describe('the days of a period', () => {
	const days = (period: string, now: string, zone = berlin, count = 7) => {
		const { since, until } = daysOf(period, () => count, zone, at(now));
		return `${since} – ${until}`;
	};

	it.each([
		['today', '2026-11-26 – 2026-11-26'],
		['yesterday', '2026-11-25 – 2026-11-25'],
		['thisWeek', '2026-11-23 – 2026-11-29'],
		['lastWeek', '2026-11-16 – 2026-11-22'],
		['thisMonth', '2026-11-01 – 2026-11-30'],
		['lastMonth', '2026-10-01 – 2026-10-31'],
		['thisQuarter', '2026-10-01 – 2026-12-31'],
		['lastQuarter', '2026-07-01 – 2026-09-30'],
		['thisYear', '2026-01-01 – 2026-12-31'],
		['lastYear', '2025-01-01 – 2025-12-31'],
		['lastDays', '2026-11-20 – 2026-11-26'],
	])('%s of a Thursday', (period, expected) => {
		expect(days(period, '2026-11-26T12:00:00Z')).toBe(expected);
	});

	it.each([
		['thisWeek', '2026-11-29T22:59:59Z', '2026-11-23 – 2026-11-29'],
		['thisWeek', '2026-11-29T23:00:00Z', '2026-11-30 – 2026-12-06'],
		['lastWeek', '2026-01-01T12:00:00Z', '2025-12-22 – 2025-12-28'],
		['thisWeek', '2027-01-01T12:00:00Z', '2026-12-28 – 2027-01-03'],
		['lastMonth', '2026-03-31T12:00:00Z', '2026-02-01 – 2026-02-28'],
		['lastMonth', '2028-03-31T12:00:00Z', '2028-02-01 – 2028-02-29'],
		['lastMonth', '2026-12-31T23:30:00Z', '2026-12-01 – 2026-12-31'],
		['lastQuarter', '2026-02-10T12:00:00Z', '2025-10-01 – 2025-12-31'],
		['yesterday', '2026-03-30T00:30:00Z', '2026-03-29 – 2026-03-29'],
		['lastDays', '2026-03-30T12:00:00Z', '2026-03-24 – 2026-03-30'],
	])('%s at %s', (period, now, expected) => expect(days(period, now)).toBe(expected));

	it('are those of the zone', () => {
		const now = '2026-11-26T23:30:00Z';
		expect(days('today', now, berlin)).toBe('2026-11-27 – 2026-11-27');
		expect(days('today', now, 'America/New_York')).toBe('2026-11-26 – 2026-11-26');
		expect(days('today', now, 'UTC')).toBe('2026-11-26 – 2026-11-26');
	});

	it('may be one', () => {
		expect(days('lastDays', '2026-11-26T12:00:00Z', berlin, 1)).toBe('2026-11-26 – 2026-11-26');
	});
});

describe('a period', () => {
	const queryOf = (name: string, parameters: INodeParameters, now: string, zone = berlin) => {
		const [resource = '', operation = ''] = name.split('.');
		const found = findNodeChoice(resource, operation);
		if (!found?.operation) throw new Error(`no ${name}`);
		const given: INodeParameters = { users_id: 3, ...parameters };
		const get = withDays(found, (one, fallback) => given[one] ?? fallback, zone, at(now));
		return toRequest({ ...found, operation: found.operation }, get, zone);
	};
	const now = '2026-11-26T12:00:00Z';

	it('of points in time goes from the first second to the last, over the change of the clocks', () => {
		const query = (period: string, present: string) =>
			queryOf('entry.getAll', { period }, present).query;
		expect(query('today', now)).toEqual({
			time_since: '2026-11-25T23:00:00Z',
			time_until: '2026-11-26T22:59:59Z',
		});
		// 23 and 25 hours.
		expect(query('today', '2026-03-29T12:00:00Z')).toEqual({
			time_since: '2026-03-28T23:00:00Z',
			time_until: '2026-03-29T21:59:59Z',
		});
		expect(query('yesterday', '2026-10-26T12:00:00Z')).toEqual({
			time_since: '2026-10-24T22:00:00Z',
			time_until: '2026-10-25T22:59:59Z',
		});
		expect(query('thisMonth', '2026-03-15T12:00:00Z')).toEqual({
			time_since: '2026-02-28T23:00:00Z',
			time_until: '2026-03-31T21:59:59Z',
		});
	});

	it('of days is from day to day', () => {
		expect(queryOf('workTime.getAll', { period: 'lastMonth' }, now).query).toMatchObject({
			date_since: '2026-10-01',
			date_until: '2026-10-31',
		});
	});

	it('of a group says which entries are changed', () => {
		const parameters = { period: 'Last Week', updateFields: { text: 'a' } };
		expect(queryOf('entryGroup.update', parameters, now).body).toEqual({
			time_since: '2026-11-15T23:00:00Z',
			time_until: '2026-11-22T22:59:59Z',
			text: 'a',
		});
	});

	it('goes before the ends that stand there, too', () => {
		const ends = { time_since: '2020-01-01', time_until: '2020-01-02' };
		expect(queryOf('entry.getAll', { ...ends, period: 'today' }, now).query).toMatchObject({
			time_since: '2026-11-25T23:00:00Z',
		});
		for (const period of ['custom', 'Custom', undefined]) {
			const given: INodeParameters = period === undefined ? ends : { ...ends, period };
			expect(queryOf('entry.getAll', given, now).query).toEqual({
				time_since: '2019-12-31T23:00:00Z',
				time_until: '2020-01-02T22:59:59Z',
			});
		}
	});

	it('takes a number of days, in any form of one', () => {
		for (const periodDays of [3, '3', ' 3 ']) {
			const { query } = queryOf('workTime.getAll', { period: 'lastDays', periodDays }, now);
			expect(query).toMatchObject({ date_since: '2026-11-24', date_until: '2026-11-26' });
		}
	});

	it.each<[INodeParameters, string]>([
		[{ period: 'lastDays' }, 'Days is empty.'],
		[{ period: 'lastDays', periodDays: 0 }, 'Days: 0 is less than 1'],
		[{ period: 'lastDays', periodDays: 1.5 }, 'Days: 1.5 is not a whole number.'],
		[{ period: 'lastDays', periodDays: 10_000 }, 'Days: 10000 is more than 3660'],
		[{ period: 'nextWeek' }, "Period: 'nextWeek' is not one of today (Today), "],
		[{ period: 'null' }, 'Period is empty.'],
		[{ period: 'custom' }, 'Start Date is empty.'],
	])('%j is refused', (parameters, words) => {
		expect(() => queryOf('workTime.getAll', parameters, now)).toThrow(words);
	});

	it('may be one of the filters', () => {
		const query = (filters: INodeParameters) =>
			queryOf('workTimeChangeRequest.getAll', { filters }, now).query;
		expect(query({ period: 'lastWeek', users_id: '3' })).toEqual({
			date_since: '2026-11-16',
			date_until: '2026-11-22',
			users_id: 3,
		});
		expect(query({ period: 'lastDays', periodDays: 2, date_since: '2020-01-01' })).toEqual({
			date_since: '2026-11-25',
			date_until: '2026-11-26',
		});
		expect(query({ date_since: '2020-01-01' })).toEqual({ date_since: '2020-01-01' });
		expect(() => query({ period: '' })).toThrow("Filter 'Period' is empty");
	});

	it('is offered wherever two ends say which things are meant, and where they are stored not', () => {
		const offered = nodeChoices
			.filter(({ fields }) => fields.some(({ name }) => name === periodName))
			.map(({ resource, choice }) => `${resource.value}.${choice.value}`);
		expect(offered).toEqual(
			expect.arrayContaining([
				'entry.getAll',
				'entryGroup.getAll',
				'entryGroup.delete',
				'entryGroup.update',
				'entryText.getAll',
				'workTime.getAll',
				'workTimeChangeRequest.getAll',
			]),
		);
		for (const stored of [
			'entry.create',
			'absence.create',
			'absence.update',
			'targetHour.create',
		]) {
			expect(offered).not.toContain(stored);
		}
	});
});
