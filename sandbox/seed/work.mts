import { addDays, isoDay, isoSeconds, isWeekend } from '../store/time.mjs';
import type { Book } from './book.mjs';

/** Who is away: asked for, approved, and past. */
export function addAbsences(book: Book): void {
	const absence = (
		users_id: number,
		type: number,
		[from, days]: [number, number],
		more: Record<string, unknown> = {},
	) => {
		const date_since = workday(from);
		const date_until = sameYear(date_since, addDays(date_since, days - 1));
		const approved = more.status === 1;
		book.add('absences', {
			users_id,
			type,
			date_since,
			date_until,
			status: 0,
			sick_note: null,
			note: null,
			public_note: null,
			count_days: countWeekdays(date_since, date_until),
			count_hours: null,
			date_enquired: addDays(isoDay(), -5),
			date_approved: approved ? addDays(isoDay(), -3) : null,
			approved_by: approved ? 1 : null,
			...more,
		});
	};
	absence(2, 1, [12, 5], { note: 'Skiurlaub' });
	absence(3, 1, [6, 2], { status: 1 });
	absence(4, 4, [-8, 3], { status: 1, sick_note: true });
	absence(5, 8, [2, 1], { note: 'Handwerker im Haus' });
}

/** What was done in the last five workdays. */
export function addEntries(book: Book): void {
	const work: Array<[number, number, number | null, number | null, number, string]> = [
		[2, 1, 1, 2, 2, 'Startseite gebaut'],
		[3, 1, 1, 1, 3, 'Entwürfe für die Zimmerseiten'],
		[4, 2, 3, 3, 2, 'Anmeldung am Portal'],
		[5, 3, 4, null, 3, 'Produktfotos bearbeitet'],
		[6, 4, 5, null, 4, 'Monatliche Betreuung'],
		[1, 5, null, null, 5, 'Wochenplanung'],
	];
	const rates: Record<number, number> = { 1: 110, 4: 110, 5: 0 };
	for (let day = -5; day < 0; day++) {
		for (const [users_id, customers_id, projects_id, subprojects_id, services_id, text] of work) {
			const time_since = `${workday(day)}T08:00:00Z`;
			const duration = 3600 * (2 + ((users_id - day) % 3));
			const stamp = isoSeconds(Date.parse(time_since) + duration * 1000);
			book.add('entries', {
				type: 1,
				users_id,
				customers_id,
				projects_id,
				subprojects_id,
				services_id,
				billable: customers_id === 5 ? 0 : 1,
				text,
				texts_id: textNumber(book, text),
				time_since,
				time_until: stamp,
				duration,
				time_insert: stamp,
				time_last_change: stamp,
				time_last_change_work_time: stamp,
				time_clocked_since: null,
				clocked: false,
				clocked_offline: false,
				hourly_rate: customers_id === 3 ? 85 : (rates[services_id] ?? 95),
				test_data: false,
			});
		}
	}
}

function textNumber(book: Book, text: string): number {
	const found = book.all('texts').find((each) => each.text === text);
	return (found ?? book.add('texts', { text })).id;
}

/** A favorite of the owner. */
export function favorite(
	name: string,
	customers_id: number,
	projects_id: number,
	subprojects_id: number | null,
	services_id: number,
) {
	return { users_id: 1, name, customers_id, projects_id, subprojects_id, services_id, text: name };
}

/** Forty hours a week. */
export function weeklyTarget(users_id: number, year: number) {
	const [weekday, weekend] = [8, 0];
	return {
		users_id,
		type: 'weekly',
		surcharge_models_id: null,
		date_since: `${year - 1}-01-01`,
		date_until: null,
		test_data: false,
		monday: weekday,
		tuesday: weekday,
		wednesday: weekday,
		thursday: weekday,
		friday: weekday,
		saturday: weekend,
		sunday: weekend,
		absence_fixed_credit: false,
		compensation_daily: 0,
		compensation_monthly: 0,
	};
}

/** More for the night and for holidays, nothing more at the weekend. */
export function surchargeModel(name: string) {
	return {
		name,
		accumulation: false,
		night: { percent: 25, time_since: '23:00:00', time_until: '06:00:00' },
		night_increased: null,
		nonbusiness: { percent: 125, time_since: '00:00:00', time_until: '24:00:00' },
		nonbusiness_special: null,
		sunday: null,
		saturday: null,
	};
}

/** The workday that lies so many workdays from today; negative ones lie in the past. */
export function workday(distance: number): string {
	let day = isoDay();
	const step = distance < 0 ? -1 : 1;
	for (let left = Math.abs(distance); left > 0 || isWeekend(day); ) {
		day = addDays(day, step);
		if (!isWeekend(day) && left > 0) left -= 1;
	}
	return day;
}

/** The vendor keeps an absence within one year. */
function sameYear(since: string, until: string): string {
	const end = `${since.slice(0, 4)}-12-31`;
	return until > end ? end : until;
}

function countWeekdays(since: string, until: string): number {
	let count = 0;
	for (let day = since; day <= until; day = addDays(day, 1)) if (!isWeekend(day)) count += 1;
	return count;
}
