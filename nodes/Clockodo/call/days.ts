import { toDay } from './times';

/** Days are texts here, as the API writes them (`2026-11-24`): they compare like the days they mean. */

/** In milliseconds. */
const length = 24 * 60 * 60 * 1000;

/** The day that it is in that zone; the moment in milliseconds since 1970. */
export function dayAt(moment: number, timeZone: string): string {
	return toDay({ moment }, timeZone);
}

export function addDays(day: string, days: number): string {
	return new Date(Date.parse(day) + days * length).toISOString().slice(0, 10);
}

export function yearOf(day: string): number {
	return Number(day.slice(0, 4));
}

/** All years from one to the other, both included. */
export function yearsFrom(first: number, last: number): number[] {
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** Monday to Friday. */
export function isWorkday(day: string): boolean {
	return ![0, 6].includes(new Date(day).getUTCDay());
}

/** Number of workdays from one day to the other, both included. */
export function countWorkdays(since: string, until: string): number {
	const days = Math.round((Date.parse(until) - Date.parse(since)) / length) + 1;
	if (days < 1) return 0;
	const weeks = Math.floor(days / 7);
	const rest = Array.from({ length: days % 7 }, (_, index) => addDays(since, weeks * 7 + index));
	return weeks * 5 + rest.filter(isWorkday).length;
}

/** The first workday behind that day. */
export function workdayAfter(day: string): string {
	const next = addDays(day, 1);
	return isWorkday(next) ? next : workdayAfter(next);
}
