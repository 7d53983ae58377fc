import { movableDays, presetDays } from '../resources/holidays.mjs';
import { newApiKey } from '../resources/users.mjs';
import type { Data, Resource } from '../store.mjs';
import { addDays, isoDay, isoSeconds, isWeekend } from '../time.mjs';
import type { PlanName } from '../webhooks/plans.mjs';

export interface SeedOptions {
	plan: PlanName;
	/** The API key of the owner; without it a new one is made up. */
	apiKey?: string;
	/** `agency`: a small believable company; `bare`: its owner and what an account has from its first day. */
	seed: 'agency' | 'bare';
}

const OWNER = { name: 'Clara Hofmann', email: 'clara@nordlicht.example' };

/** The account of the first day: an agency in Hamburg, with dates around today. */
export function freshCompany({ plan, apiKey, seed }: SeedOptions): Data {
	const book = new Book();
	addAccount(book);
	if (seed === 'agency') addAgency(book);
	const { collections, sequences } = book;
	const apiKeys = Object.fromEntries(Object.keys(collections.users).map((id) => [id, newApiKey()]));
	apiKeys[1] = apiKey ?? newApiKey();
	return {
		company: { id: 1337, name: 'Nordlicht Werbeagentur GmbH' },
		plan,
		sequences,
		collections,
		apiKeys,
		protocol: {},
		secrets: [],
		toldThresholds: [],
	};
}

/** Gathers rows with running numbers. */
class Book {
	readonly collections: Data['collections'] = {};
	readonly sequences: Data['sequences'] = {};

	add(collection: string, values: Record<string, unknown>): Resource {
		const id = (this.sequences[collection] = (this.sequences[collection] ?? 0) + 1);
		const row = { ...values, id } as Resource;
		(this.collections[collection] ??= {})[id] = row;
		return row;
	}
}

function addAccount(book: Book): void {
	addUser(book, OWNER.name, OWNER.email, { role: 'owner', number: 'MA-01' });
	book.add('rates', {
		parent_rate_id: null,
		customer_ids: [],
		project_ids: [],
		service_ids: [],
		user_ids: [],
		hourly_rate: 95,
		test_data: false,
		position: 0,
	});
	const group = book.add('nonbusinessGroups', {
		name: 'Feiertage in Hamburg',
		company_default: true,
	});
	for (const { name, ...day } of [
		...presetDays,
		{ name: 'Reformationstag', type: 'DISTINCT_RECURRING', day: 31, month: 10 },
	]) {
		book.add('nonbusinessDays', {
			...day,
			name: movableDays[Number(day.special_id)]?.name ?? name,
			nonbusiness_group_id: group.id,
			half_day: false,
			surcharge_special: false,
		});
	}
	book.add('accessGroups', {
		name: 'Alle Projekte',
		users_ids: [1],
		has_elevated_access: null,
		has_master_data_access: null,
		company_default: true,
	});
}

function addUser(book: Book, name: string, email: string, more: Record<string, unknown>): Resource {
	return book.add('users', {
		name,
		email,
		role: 'worker',
		number: null,
		active: true,
		boss: null,
		language: 'de',
		teams_id: null,
		timeformat_12h: false,
		timezone: 'Europe/Berlin',
		weekstart_monday: true,
		weekend_friday: false,
		wage_type: 1,
		start_date: null,
		budget_notifications: false,
		edit_lock: null,
		edit_lock_dyn: null,
		edit_lock_sync: false,
		work_time_edit_lock_days: null,
		default_holidays_count: true,
		default_target_hours: true,
		work_time_regulations_id: null,
		default_work_time_regulation: true,
		absence_managers_id: [],
		access_groups_ids: [1],
		bill_service_id: null,
		nonbusiness_groups_id: null,
		creator: null,
		created_at: isoSeconds(Date.now() - 400 * DAY),
		support_pin: '4711',
		...more,
	});
}

const DAY = 24 * 60 * 60 * 1000;

function addAgency(book: Book): void {
	const year = new Date().getUTCFullYear();
	const design = book.add('teams', { name: 'Design', leader: 3 });
	const web = book.add('teams', { name: 'Web', leader: 4 });
	const people: Array<[string, string, Resource | undefined]> = [
		['Jonas Weber', 'jonas', web],
		['Mia Schneider', 'mia', design],
		['Emre Yilmaz', 'emre', web],
		['Lena Fischer', 'lena', design],
		['Paul Krüger', 'paul', web],
	];
	people.forEach(([name, mailbox, team], index) => {
		addUser(book, name, `${mailbox}@nordlicht.example`, {
			number: `MA-0${index + 2}`,
			boss: 1,
			teams_id: team?.id ?? null,
			absence_managers_id: [1],
		});
	});
	addServices(book);
	addCustomers(book);
	addRates(book);
	for (const user of Object.values(book.collections.users)) {
		book.add('holidaysQuota', {
			users_id: user.id,
			year_since: year - 1,
			year_until: null,
			count: 30,
			note: null,
		});
		book.add('targethours', weeklyTarget(user.id, year));
	}
	book.add('holidaysCarry', { users_id: 2, year, count: 4, note: 'Resturlaub' });
	book.add('overtimeCarry', { users_id: 3, year, hours: 12.5, note: null });
	book.add('overtimeReductions', {
		users_id: 3,
		date: workday(-20),
		hours: 4,
		note: 'Freier Nachmittag',
		added_at: workday(-22),
		added_by_users_id: 1,
	});
	addAbsences(book);
	addEntries(book);
	book.add('favorites', favorite('Website Hotel Bergblick', 1, 1, 1, 2));
	book.add('favorites', favorite('Abstimmung Stadtwerke', 2, 3, null, 4));
	book.add('changeRequests', {
		date: workday(-1),
		users_id: 4,
		status: 1,
		created_at: isoSeconds(Date.now() - 3 * 60 * 60 * 1000),
		declined_at: null,
		declined_by: null,
		changes: [
			{ type: 1, time_since: `${workday(-1)}T16:00:00Z`, time_until: `${workday(-1)}T17:30:00Z` },
		],
	});
}

function addServices(book: Book): void {
	for (const [name, number] of [
		['Konzeption', 'L-100'],
		['Webentwicklung', 'L-200'],
		['Grafikdesign', 'L-300'],
		['Projektleitung', 'L-400'],
		['Internes', null],
	]) {
		book.add('services', { name, number, active: true, note: null, bill_service_id: null });
	}
	for (const [name, price, unit] of [
		['Fahrtkosten', 0.3, 'km'],
		['Stockfoto', 12.5, 'Stk.'],
	]) {
		book.add('lumpSumServices', { name, price, unit, active: true, number: null, note: null });
	}
}

function addCustomers(book: Book): void {
	const customers: Array<[string, string, number]> = [
		['Hotel Bergblick', 'K-1001', 5],
		['Stadtwerke Altona', 'K-1002', 3],
		['Möwe Fischmanufaktur', 'K-1003', 2],
		['Kanzlei Petersen & Partner', 'K-1004', 7],
		['Nordlicht (intern)', 'K-0000', 6],
	];
	for (const [name, number, color] of customers) {
		book.add('customers', {
			name,
			number,
			color,
			active: true,
			billable_default: name !== 'Nordlicht (intern)',
			note: null,
			bill_service_id: null,
			test_data: false,
			service_assignments: [],
		});
	}
	const hours = (amount: number, thresholds: number[]) => ({
		monetary: false,
		hard: false,
		from_subprojects: false,
		interval: null,
		amount,
		notification_thresholds: thresholds,
	});
	addProject(book, 1, 'Neue Website', 'P-24-01', hours(120, [50, 80, 100]));
	addProject(book, 1, 'Winterkampagne', 'P-24-02', {
		...hours(8000, [80, 100]),
		monetary: true,
		hard: true,
	});
	addProject(book, 2, 'Kundenportal', 'P-24-03', null);
	addProject(book, 3, 'Onlineshop', 'P-24-04', hours(200, [70, 90]));
	addProject(book, 4, 'Betreuung', 'P-24-05', { ...hours(10, [100]), interval: 1 });
	for (const [projects_id, name, amount] of [
		[1, 'Konzept', 20],
		[1, 'Umsetzung', 100],
		[3, 'Prototyp', null],
	] as const) {
		book.add('subprojects', {
			projects_id,
			name,
			note: null,
			number: null,
			budget:
				amount === null
					? null
					: { monetary: false, hard: false, amount, notification_thresholds: [80, 100] },
			billed: 0,
			billed_money: null,
			billed_completely: null,
			billable_default: true,
			completed: false,
			completed_at: null,
			revenue_factor: null,
			start_date: null,
			deadline: null,
			active: true,
			automatic_completion: false,
			service_assignments: [],
			bill_service_id: null,
		});
	}
}

function addProject(
	book: Book,
	customers_id: number,
	name: string,
	number: string,
	budget: Record<string, unknown> | null,
): void {
	book.add('projects', {
		customers_id,
		name,
		number,
		active: true,
		billable_default: true,
		note: null,
		billed_money: null,
		billed_completely: null,
		completed: false,
		completed_at: null,
		revenue_factor: null,
		deadline: addDays(isoDay(), 90),
		start_date: addDays(isoDay(), -60),
		automatic_completion: false,
		test_data: false,
		budget,
		bill_service_id: null,
		service_assignments: [],
	});
}

function addRates(book: Book): void {
	const rate = (hourly_rate: number, condition: Record<string, number[]>, position: number) =>
		book.add('rates', {
			parent_rate_id: 1,
			customer_ids: [],
			project_ids: [],
			service_ids: [],
			user_ids: [],
			...condition,
			hourly_rate,
			test_data: false,
			position,
		});
	rate(0, { service_ids: [5] }, 0);
	rate(110, { service_ids: [1, 4] }, 1);
	rate(85, { customer_ids: [3] }, 2);
}

function addAbsences(book: Book): void {
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

function addEntries(book: Book): void {
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
	const found = Object.values(book.collections.texts ?? {}).find((each) => each.text === text);
	return (found ?? book.add('texts', { text })).id;
}

function favorite(
	name: string,
	customers_id: number,
	projects_id: number,
	subprojects_id: number | null,
	services_id: number,
) {
	return { users_id: 1, name, customers_id, projects_id, subprojects_id, services_id, text: name };
}

function weeklyTarget(users_id: number, year: number) {
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

/** The workday that lies so many workdays from today; negative ones lie in the past. */
function workday(distance: number): string {
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
