import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tryToParseDateTime } from 'n8n-workflow';
import { readTime, toDay, toMoment } from '../../../nodes/Clockodo/call/times.js';

const berlin = 'Europe/Berlin';

/** What is made of a value where it is a start: a moment, or the problem. */
const start = (raw: unknown, timeZone = berlin) => {
	const given = readTime(raw);
	return 'problem' in given ? given.problem : toMoment(given, timeZone, false);
};
const end = (raw: unknown, timeZone = berlin) => {
	const given = readTime(raw);
	return 'problem' in given ? given.problem : toMoment(given, timeZone, true);
};
const day = (raw: unknown, timeZone = berlin) => {
	const given = readTime(raw);
	return 'problem' in given ? given.problem : toDay(given, timeZone);
};

const days = [
	'03.04.2026',
	'3.4.2026',
	' 3. 4. 2026 ',
	'2026-04-03',
	'2026-4-3',
	'2026/04/03',
	'2026.04.03',
	'20260403',
	'2026\u201104\u201103',
	'3 April 2026',
	'3. April 2026',
	'3.April 2026',
	'3rd of April 2026',
	'03-Apr-2026',
	'April 3, 2026',
	'Apr. 3rd 2026',
	'Fr, 03.04.2026',
	'Freitag, 3. April 2026',
	'Friday, April 3, 2026',
];

const times = [
	'03.04.2026 14:30',
	'03.04.2026 14:30:00',
	'3.4.2026, 14:30:00',
	'03.04.2026 um 14:30 Uhr',
	'2026-04-03T14:30',
	'2026-04-03 14:30:00',
	'2026-04-03T14:30:00.000',
	'2026-04-03T12:30:00Z',
	'2026-04-03t12:30:00.999z',
	'2026-04-03 12:30:00 UTC',
	'2026-04-03T14:30:00+02:00',
	'2026-04-03T14:30:00.000+0200',
	'2026-04-03T08:30:00-04',
	'2026-04-03T14:30:00+02:00[Europe/Berlin]',
	'20260403T123000Z',
	'20260403T1430',
	'3. April 2026 14:30',
	'April 3, 2026 2:30 PM',
	'Apr 3, 2026, 2:30:00 p.m.',
	'Fri, 03 Apr 2026 12:30:00 GMT',
	'Fri, 03 Apr 2026 14:30:00 +0200',
	'Fri Apr 03 2026 14:30:00 GMT+0200 (Central European Summer Time)',
	'1775219400',
	1775219400,
	'1775219400.000200',
	'1775219400000',
	1775219400000,
];

const problems: Array<[string, unknown, string]> = [
	['slashes that can be either way round', '03/04/2026', 'can mean 2026-04-03 or 2026-03-04'],
	['the same with a time', '03/04/2026 08:00', 'can mean 2026-04-03 or 2026-03-04'],
	['the same with hyphens', '03-04-2026', 'can mean 2026-04-03 or 2026-03-04'],
	['30 February', '30.02.2026', 'is no day of the calendar'],
	['30 February in ISO', '2026-02-30', 'is no day of the calendar'],
	['30 February with a time', '2026-02-30T08:00:00Z', 'is no day of the calendar'],
	['31 April', '31. April 2026', 'is no day of the calendar'],
	['29 February of another year', '29.02.2026', 'is no day of the calendar'],
	['a month 13', '2026-13-01', 'is no day of the calendar'],
	['day 0', '00.04.2026', 'is no day of the calendar'],
	['another weekday', 'Mo, 03.04.2026', 'names another weekday than that day has'],
	['two digits of a year', '03.04.26', 'has a year of two digits: write all four'],
	['two digits with slashes', '24/12/26', 'has a year of two digits: write all four'],
	['a year long ago', '0203-04-03', 'has the year 203, which cannot be meant'],
	['a spreadsheet’s number', '46350', 'looks like the number that a spreadsheet keeps for a date'],
	['the same as a number', 46350.5, 'looks like the number that a spreadsheet keeps for a date'],
	['an hour', '12', 'does not name a day with its year'],
	['an hour as a number', 12, 'does not name a day with its year'],
	['a time alone', '14:30', 'does not name a day with its year'],
	['a time alone with seconds', 'T14:30:00', 'does not name a day with its year'],
	['a year', '2026', 'does not name a day with its year'],
	['a day without a year', '03.04.', 'is not a date'],
	['a month', '2026-04', 'is not a date'],
	['twelve digits', '202604031430', 'is a number that can mean different times'],
	['a negative number', -1775219400, 'is a number that can mean different times'],
	['hour 25', '2026-04-03T25:00', 'has a time that no clock shows'],
	['minute 60', '2026-04-03T14:60', 'has a time that no clock shows'],
	['13 p.m.', '2026-04-03 13:00 pm', 'has a time that no clock shows'],
	['an offset of 25 hours', '2026-04-03T14:30+25:00', 'has a time that no clock shows'],
	['a zone by its short name', '2026-04-03 14:30 CST', 'has a time that cannot be read'],
	['a zone by its name', '2026-04-03T14:30[Asia/Tokyo]', 'has a time that cannot be read'],
	['a word', 'heute', 'is not a date'],
	['nothing that is a date', {}, 'is not a date'],
	['a list', ['2026-04-03'], 'is not a date'],
	['true', true, 'is not a date'],
	['an invalid Date', new Date(NaN), 'is not a date'],
	['a very long text', '1'.repeat(10_000), 'is not a date'],
];

describe('a date', () => {
	it.each(days)('is read from %j: the day, its beginning, and its end', (raw) => {
		expect([day(raw), start(raw), end(raw)]).toEqual([
			'2026-04-03',
			'2026-04-02T22:00:00Z',
			'2026-04-03T21:59:59Z',
		]);
	});

	it.each(times)('with a time is read from %j, in the time zone of the workflow', (raw) => {
		expect([day(raw), start(raw), end(raw)]).toEqual([
			'2026-04-03',
			'2026-04-03T12:30:00Z',
			'2026-04-03T12:30:00Z',
		]);
	});

	it.each(problems)('is refused for %s', (...[, raw, problem]) => {
		expect(start(raw)).toContain(problem);
		expect(day(raw)).toContain(problem);
	});

	it.each([
		['24/12/2026', '2026-12-24'],
		['12/24/2026', '2026-12-24'],
		['24-12-2026', '2026-12-24'],
		['04/04/2026', '2026-04-04'],
		['24. Dezember 2026', '2026-12-24'],
		['1. Mai 2026', '2026-05-01'],
		['2. März 2026', '2026-03-02'],
		['2. Ma\u0308rz 2026', '2026-03-02'],
		['Do. 1. Okt. 2026', '2026-10-01'],
		['29.02.2028', '2028-02-29'],
	])('is read from %j, which can mean one day only: %s', (raw, expected) => {
		expect(day(raw)).toBe(expected);
	});

	it('of an object of n8n or JavaScript is the point in time that it holds', () => {
		const dateTime = tryToParseDateTime('2026-04-03T14:30:00', berlin);
		const foreign = { toISO: () => '', valueOf: () => Date.parse('2026-04-03T12:30:00Z') };
		for (const raw of [
			dateTime,
			dateTime.setZone('Asia/Tokyo'),
			dateTime.toString(),
			dateTime.toISO(),
			new Date('2026-04-03T12:30:00Z'),
			foreign,
		]) {
			expect([start(raw), end(raw), day(raw)]).toEqual([
				'2026-04-03T12:30:00Z',
				'2026-04-03T12:30:00Z',
				'2026-04-03',
			]);
		}
	});

	it('that is written without a zone stays the day that it is; of a point in time, it is the workflow’s', () => {
		expect(day('2026-04-03T23:30:00', 'Asia/Tokyo')).toBe('2026-04-03');
		expect(day('2026-04-03T23:30:00Z', 'Asia/Tokyo')).toBe('2026-04-04');
		expect(day(new Date('2026-04-03T23:30:00Z'), 'America/New_York')).toBe('2026-04-03');
	});

	it('without a time means its end as an end, whatever the length of the day', () => {
		expect(end('30.11.2026')).toBe('2026-11-30T22:59:59Z');
		expect([start('2026-03-29'), end('2026-03-29')]).toEqual([
			'2026-03-28T23:00:00Z',
			'2026-03-29T21:59:59Z',
		]);
		expect([start('2026-10-25'), end('2026-10-25')]).toEqual([
			'2026-10-24T22:00:00Z',
			'2026-10-25T22:59:59Z',
		]);
		expect(end('31.12.2026')).toBe('2026-12-31T22:59:59Z');
		expect(end('2026-11-30T00:00:00')).toBe('2026-11-29T23:00:00Z');
		expect(end('2026-11-30T24:00:00')).toBe('2026-11-30T23:00:00Z');
	});

	it.each([
		// In Berlin, 02:00 to 03:00 does not exist on 29 March, and comes twice on 25 October.
		['2026-03-29T02:30', berlin, '2026-03-29T01:30:00Z'],
		['2026-03-29T03:30', berlin, '2026-03-29T01:30:00Z'],
		['2026-10-25T02:30', berlin, '2026-10-25T00:30:00Z'],
		['2026-10-25T02:30+01:00', berlin, '2026-10-25T01:30:00Z'],
		// In Cairo the clocks are set at midnight: that day begins at 01:00.
		['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00Z'],
		// Half an hour, in the other half of the year.
		['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00Z'],
	])('at a change of the clocks: %s in %s', (raw, timeZone, expected) => {
		expect(start(raw, timeZone)).toBe(expected);
	});

	it('in the year 1900 to 2099 is read in every form that names it', () => {
		const aDay = fc
			.date({
				min: new Date('1900-01-01T00:00:00Z'),
				max: new Date('2099-12-31T00:00:00Z'),
				noInvalidDate: true,
			})
			.map((date) => date.toISOString().slice(0, 10));
		const zone = fc.constantFrom('UTC', berlin, 'America/New_York', 'Pacific/Auckland');
		fc.assert(
			fc.property(aDay, zone, (iso, timeZone) => {
				const [year = '', month = '', date = ''] = iso.split('-');
				const at = new Date(`${iso}T00:00:00Z`);
				const long = { dateStyle: 'full', timeZone: 'UTC' } as const;
				for (const text of [
					iso,
					`${date}.${month}.${year}`,
					`${Number(date)}.${Number(month)}.${year}`,
					`${year}${month}${date}`,
					at.toLocaleDateString('de', long),
					at.toLocaleDateString('en', long),
					`${date}.${month}.${year} 12:00`,
				]) {
					expect([text, day(text, timeZone)]).toEqual([text, iso]);
				}
			}),
		);
	});

	it('is never guessed from other text', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const given = readTime(text);
				if ('problem' in given) expect(given.problem).toMatch(/^\w/);
				else expect(text).toMatch(/\d{4}/);
			}),
			{ numRuns: 2_000 },
		);
	});
});

describe('the time zone of the server', () => {
	const file = fileURLToPath(new URL('../../../nodes/Clockodo/call/times.js', import.meta.url));
	const inputs = [...days, ...times, ...problems.map(([, raw]) => raw), '2026-10-25T02:30'];
	const script = `
		const { readTime, toDay, toMoment } = require(${JSON.stringify(file)});
		const zone = ${JSON.stringify(berlin)};
		console.log(JSON.stringify([new Date(0).getTimezoneOffset(), ${JSON.stringify(inputs)}.map((raw) => {
			const given = readTime(raw);
			if (given.problem) return given.problem;
			return [toDay(given, zone), toMoment(given, zone, false), toMoment(given, zone, true)];
		})]));`;
	const read = async (TZ: string) => {
		const env = { ...process.env, TZ };
		const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { env });
		return JSON.parse(stdout) as [number, unknown[]];
	};

	it('changes nothing', async () => {
		const [utc, tokyo, newYork] = await Promise.all(
			['UTC', 'Asia/Tokyo', 'America/New_York'].map(read),
		);
		expect([utc[0], tokyo[0], newYork[0]]).toEqual([0, -540, 300]);
		expect(utc[1]).toContainEqual(['2026-04-03', '2026-04-03T12:30:00Z', '2026-04-03T12:30:00Z']);
		expect(tokyo[1]).toEqual(utc[1]);
		expect(newYork[1]).toEqual(utc[1]);
	}, 30_000);
});
