import { isoSeconds as isoSecondsOf } from '../../src/clockodo/values.js';

/** The vendor's form of a moment: ISO 8601 in UTC, whole seconds (`2026-11-24T08:00:00Z`). */
export function isoSeconds(time: Date | number | string = Date.now()): string {
	return isoSecondsOf(new Date(time).getTime());
}

/** The day of a moment in UTC (`2026-11-24`). */
export function isoDay(time: Date | number | string = Date.now()): string {
	return new Date(time).toISOString().slice(0, 10);
}

const DAY = 24 * 60 * 60 * 1000;

/** Moves a day (`2026-11-24`) by whole days. */
export function addDays(day: string, days: number): string {
	return isoDay(midnight(day) + days * DAY);
}

/** All days of a span, both ends included. */
export function daysBetween(since: string, until: string): string[] {
	const days: string[] = [];
	for (let day = since; day <= until; day = addDays(day, 1)) days.push(day);
	return days;
}

export function isWeekend(day: string): boolean {
	return [0, 6].includes(weekdayOf(day));
}

/** From 0, a Sunday, to 6. */
export function weekdayOf(day: string): number {
	return new Date(midnight(day)).getUTCDay();
}

function midnight(day: string): number {
	return Date.parse(`${day}T00:00:00Z`);
}
