import { addDays, isoDay } from '../store/time.mjs';

/** Days from Easter Sunday to the movable holidays, by the sandbox's own `special_id`. */
const movableDays: ReadonlyMap<number, { name: string; fromEaster: number }> = new Map([
	[1, { name: 'Karfreitag', fromEaster: -2 }],
	[2, { name: 'Ostermontag', fromEaster: 1 }],
	[3, { name: 'Christi Himmelfahrt', fromEaster: 39 }],
	[4, { name: 'Pfingstmontag', fromEaster: 50 }],
]);

/** The holidays of all of Germany. */
export const presetDays: Array<{ name: string; type: string } & Record<string, unknown>> = [
	recurring('Neujahr', 1, 1),
	...[...movableDays].map(([special_id, { name }]) => ({ name, type: 'SPECIAL', special_id })),
	recurring('Tag der Arbeit', 1, 5),
	recurring('Tag der deutschen Einheit', 3, 10),
	recurring('1. Weihnachtstag', 25, 12),
	recurring('2. Weihnachtstag', 26, 12),
];

function recurring(name: string, day: number, month: number) {
	return { name, type: 'DISTINCT_RECURRING', day, month };
}

/** The day of a year on which a nonbusiness day falls (`2026-10-03`), or undefined where there is none. */
export function evaluatedDate(day: Record<string, unknown>, year: number): string | undefined {
	if (day.type === 'SPECIAL') {
		const movable = movableDays.get(Number(day.special_id));
		return movable && addDays(easterSunday(year), movable.fromEaster);
	}
	const month = Number(day.month);
	if (day.type === 'DISTINCT_ONCE')
		return realDay(Number(day.year ?? year), month, Number(day.day));
	// In a year without a 29 February, its day is the 28th.
	const isLeapDay = month === 2 && Number(day.day) === 29;
	return realDay(year, month, Number(day.day)) ?? (isLeapDay ? `${year}-02-28` : undefined);
}

function realDay(year: number, month: number, day: number): string | undefined {
	const time = new Date(Date.UTC(year, month - 1, day));
	return time.getUTCMonth() === month - 1 && time.getUTCDate() === day ? isoDay(time) : undefined;
}

/** Gauss's rule in the form of Meeus, Jones and Butcher. */
function easterSunday(year: number): string {
	const a = year % 19;
	const b = Math.floor(year / 100);
	const c = year % 100;
	const d = Math.floor(b / 4);
	const e = b % 4;
	const f = Math.floor((b + 8) / 25);
	const g = Math.floor((b - f + 1) / 3);
	const h = (19 * a + b - d - g + 15) % 30;
	const i = Math.floor(c / 4);
	const k = c % 4;
	const l = (32 + 2 * e + 2 * i - h - k) % 7;
	const m = Math.floor((a + 11 * h + 22 * l) / 451);
	const month = Math.floor((h + l - 7 * m + 114) / 31);
	const day = ((h + l - 7 * m + 114) % 31) + 1;
	return isoDay(Date.UTC(year, month - 1, day));
}
