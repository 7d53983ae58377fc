import { tryToParseDateTime } from 'n8n-workflow';
import { isoSeconds } from '../../../src/clockodo/values';
import { readMonth, readWeekday } from './calendar-words';

/** A day of the calendar. */
interface Day {
	year: number;
	/** From 1. */
	month: number;
	day: number;
}

/** A day as it is written, with or without a time and a difference to UTC. */
interface Written extends Day {
	/** `14:30:00` */
	time?: string;
	/** `Z` or `+02:00` */
	offset?: string;
}

/** What a value says: a day that is written there, a point in time, or why it says neither. */
export type GivenTime = { written: Written } | { moment: number } | { problem: string };

/**
 * Reads a date, with or without a time, as people and programs write it. Nothing is guessed: what
 * can mean two days or none is a problem, in words that follow upon the value.
 *
 * @param raw a text, a timestamp, or an object of n8n (`$now`, `$today`), luxon or JavaScript
 */
export function readTime(raw: unknown): GivenTime {
	if (typeof raw === 'string') return readText(raw);
	if (typeof raw === 'number') return readText(String(raw));
	const milliseconds = isPointInTime(raw) ? Number(raw.valueOf()) : NaN;
	return Number.isFinite(milliseconds) ? { moment: milliseconds } : { problem: notADate };
}

/** Also of another realm or library: n8n evaluates expressions apart. */
function isPointInTime(raw: unknown): raw is object {
	return typeof raw === 'object' && raw !== null && ('toISO' in raw || 'toISOString' in raw);
}

/** A day in the API's form: of a point in time, the day that it is in that zone. */
export function toDay(given: Exclude<GivenTime, { problem: string }>, timeZone: string): string {
	if ('written' in given && given.written.offset === undefined) return isoDay(given.written);
	const moment = 'moment' in given ? given.moment : momentOf(given.written);
	return tryToParseDateTime(new Date(moment).toISOString())
		.setZone(timeZone)
		.toFormat('yyyy-MM-dd');
}

/**
 * A point in time in the API's form. A day without a time is its beginning, and as an end its last
 * second.
 */
export function toMoment(
	given: Exclude<GivenTime, { problem: string }>,
	timeZone: string,
	isEnd: boolean,
): string {
	if ('moment' in given) return isoSeconds(given.moment);
	const { written } = given;
	if (written.offset !== undefined) return isoSeconds(momentOf(written));
	if (written.time === undefined && isEnd) {
		return isoSeconds(localMoment(dayAfter(written), timeZone) - 1000);
	}
	return isoSeconds(localMoment(written, timeZone));
}

/**
 * Milliseconds since 1970. A time that the zone leaves out when its clocks are set forward is as
 * much later, and of one that comes twice when they are set back the first is meant.
 */
function localMoment(written: Written, timeZone: string): number {
	const local = tryToParseDateTime(`${isoDay(written)}T${written.time ?? '00:00:00'}`, timeZone);
	return Math.min(...local.getPossibleOffsets().map((each) => each.toMillis()));
}

function dayAfter({ year, month, day }: Day): Day {
	const next = new Date(Date.UTC(year, month - 1, day + 1));
	return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
}

const two = (number: number): string => String(number).padStart(2, '0');

const isoDay = ({ year, month, day }: Day): string => `${year}-${two(month)}-${two(day)}`;

function momentOf(written: Written): number {
	return Date.parse(`${isoDay(written)}T${written.time ?? '00:00:00'}${written.offset ?? 'Z'}`);
}

const notADate = 'is not a date';
const withoutDay = 'does not name a day with its year';
/** No date is written at greater length. */
const longest = 100;

function readText(given: string): GivenTime {
	if (given.length > longest) return { problem: notADate };
	const text = plain(given);
	const timestamp = readTimestamp(text);
	if (timestamp) return timestamp;
	const [, date = '', clock] = parts.exec(text) ?? [];
	if (/^t?\d{1,2}:\d\d(:\d\d)?( ?[ap]m| ?uhr)?$/i.test(text)) return { problem: withoutDay };
	const day = readDay(date);
	if ('problem' in day) return day;
	if (clock === undefined) return { written: day };
	const time = readClock(clock);
	return 'problem' in time ? time : { written: { ...day, ...time } };
}

/** The same text with plain blanks and hyphens, and without the comments that programs put behind. */
function plain(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[\u2010-\u2015\u2212]/g, '-')
		.replace(/\s+/g, ' ')
		.replace(/\s*\([^()]*\)\s*$/, '')
		.trim()
		.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(?=\D|$)/i, (...[, y, m, d, h, min, s]) => {
			return `${String(y)}-${String(m)}-${String(d)}T${String(h)}:${String(min)}:${String(s ?? '00')}`;
		});
}

/** A number alone: seconds or milliseconds since 1970, or nothing that is certain. */
function readTimestamp(text: string): GivenTime | undefined {
	if (!/^[+-]?\d+([.,]\d+)?$/.test(text)) return undefined;
	if (/^\d{10}(\.\d+)?$/.test(text)) return { moment: Math.floor(Number(text)) * 1000 };
	if (/^\d{13}$/.test(text)) return { moment: Number(text) };
	if (/^(19|20)\d{6}$/.test(text)) return undefined;
	if (/^\d{5}([.,]\d+)?$/.test(text)) {
		return {
			problem:
				'looks like the number that a spreadsheet keeps for a date: let it give the date as text, or count the days from 1899-12-30',
		};
	}
	const isShort = /^\d{1,4}([.,]\d+)?$/.test(text);
	return { problem: isShort ? withoutDay : 'is a number that can mean different times' };
}

/** The day, and the time behind it: a letter T or a blank stands between them. */
const parts = /^(.+?)(?:(?:(?<=\d)t|,? (?:um |at )?)(\d{1,2}:\d\d.*))?$/i;

type Read<Value> = Value | { problem: string };

function readDay(text: string): Read<Day> {
	const [, word = '', rest = text] = /^([a-zäöü]+)\.?,? (.*)$/i.exec(text) ?? [];
	const weekday = readWeekday(word);
	const day = weekday === undefined ? readDate(text) : readDate(rest);
	if ('problem' in day) return day;
	const problem = problemOf(day, weekday);
	return problem === undefined ? day : { problem };
}

/** The forms of a date: where year, month and day stand in each. */
const forms: ReadonlyArray<[pattern: RegExp, order: 'ymd' | 'dmy' | 'mdy' | 'unclear']> = [
	[/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, 'ymd'],
	[/^(\d{4})(\d\d)(\d\d)$/, 'ymd'],
	[/^(\d{1,2})\. ?(\d{1,2})\. ?(\d{2}|\d{4})$/, 'dmy'],
	[/^(\d{1,2})(?:\.|st|nd|rd|th)?[ -]?(?:of )?([a-zäöü]+)\.?,?[ -](\d{2}|\d{4})$/i, 'dmy'],
	[/^([a-zäöü]+)\.? (\d{1,2})(?:\.|st|nd|rd|th)?,? (\d{2}|\d{4})$/i, 'mdy'],
	[/^(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})$/, 'unclear'],
];

function readDate(text: string): Read<Day> {
	for (const [pattern, order] of forms) {
		const found = pattern.exec(text);
		if (!found) continue;
		const [, first = '', second = '', third = ''] = found;
		if (order === 'ymd') return dayOf(first, second, third);
		if (third.length === 2) return { problem: 'has a year of two digits: write all four' };
		if (order === 'dmy') return dayOf(third, second, first);
		if (order === 'mdy') return dayOf(third, first, second);
		return dayOfUnclear(third, Number(first), Number(second));
	}
	return { problem: notADate };
}

function dayOf(year: string, month: string, day: string): Read<Day> {
	const number = /^\d+$/.test(month) ? Number(month) : readMonth(month);
	if (number === undefined) return { problem: notADate };
	return { year: Number(year), month: number, day: Number(day) };
}

/** With slashes, some write the day first and some the month: clear only where one cannot be a month. */
function dayOfUnclear(year: string, first: number, second: number): Read<Day> {
	if (first > 12 || first === second) return { year: Number(year), month: second, day: first };
	if (second > 12) return { year: Number(year), month: first, day: second };
	const one = isoDay({ year: Number(year), month: second, day: first });
	const other = isoDay({ year: Number(year), month: first, day: second });
	return { problem: `can mean ${one} or ${other}` };
}

/** Why that is no day, or not the one that its weekday says. */
function problemOf({ year, month, day }: Day, weekday: number | undefined): string | undefined {
	if (year < 1900 || year > 2099) return `has the year ${year}, which cannot be meant`;
	const date = new Date(Date.UTC(year, month - 1, day));
	if (month < 1 || month > 12 || day < 1 || date.getUTCMonth() !== month - 1) {
		return 'is no day of the calendar';
	}
	const isOther = weekday !== undefined && date.getUTCDay() !== weekday;
	return isOther ? 'names another weekday than that day has' : undefined;
}

const clockForm =
	/^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)? ?(?:([ap])\.?m\.?|uhr)? ?(z|utc|gmt)?([+-]\d{1,2}(?::?\d\d)?)?(?:\[[\w/+-]+\])?$/i;

function readClock(text: string): Read<{ time: string; offset?: string }> {
	const found = clockForm.exec(text);
	if (!found) return { problem: 'has a time that cannot be read' };
	const [, hour = '', minute = '', second = '0', half, utc, difference] = found;
	const isNamedZone = text.endsWith(']');
	const time = timeOf(Number(hour), Number(minute), Number(second), half?.toLowerCase());
	const offset = difference === undefined ? utc && 'Z' : offsetOf(difference);
	if (time === undefined || (difference !== undefined && offset === undefined)) {
		return { problem: 'has a time that no clock shows' };
	}
	if (isNamedZone && offset === undefined) return { problem: 'has a time that cannot be read' };
	return { time, ...(offset !== undefined && { offset }) };
}

function timeOf(
	hour: number,
	minute: number,
	second: number,
	half: string | undefined,
): string | undefined {
	if (minute > 59 || second > 59) return undefined;
	if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
	const hours = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
	const isMidnight = hours === 24 && minute === 0 && second === 0;
	if (hours > 23 && !isMidnight) return undefined;
	return `${two(hours)}:${two(minute)}:${two(second)}`;
}

/** `+2`, `+0200` → `+02:00`; zones are no further apart than 14 hours. */
function offsetOf(difference: string): string | undefined {
	const [, sign = '', hours = '', minutes = '00'] =
		/^([+-])(\d{1,2}?):?(\d\d)?$/.exec(difference) ?? [];
	if (sign === '' || Number(hours) > 14 || Number(minutes) > 59) return undefined;
	return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}
