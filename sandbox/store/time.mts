/** The vendor's form of a moment: ISO 8601 in UTC, whole seconds (`2026-11-24T08:00:00Z`). */
export function isoSeconds(time: Date | number = Date.now()): string {
	return new Date(Math.floor(Number(time) / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}

/** The day of a moment in UTC (`2026-11-24`). */
export function isoDay(time: Date | number | string = Date.now()): string {
	return new Date(time).toISOString().slice(0, 10);
}

const DAY = 24 * 60 * 60 * 1000;

/** Moves a day (`2026-11-24`) by whole days. */
export function addDays(day: string, days: number): string {
	return isoDay(Date.parse(`${day}T00:00:00Z`) + days * DAY);
}

/** All days of a span, both ends included. */
export function daysBetween(since: string, until: string): string[] {
	const days: string[] = [];
	for (let day = since; day <= until; day = addDays(day, 1)) days.push(day);
	return days;
}

export function isWeekend(day: string): boolean {
	return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
