import type { StoredRecord } from '../store/data.mjs';
import { daysBetween, isoDay, isWeekend, weekdayOf } from '../store/time.mjs';
import { requireOne } from './changes.mjs';
import type { Company } from './company.mjs';
import { secondsBetween, secondsOf, TIME, type Entry } from './entry-values.mjs';
import { isoWeek } from './intervals.mjs';
import { isNonbusinessDay } from './nonbusiness-calendar.mjs';
import { holdsIn } from './period.mjs';
import type { Handlers } from './resource.mjs';
import { toHundredths } from './rounding.mjs';
import { targetOf } from './target-hours.mjs';

/** The vendor's numbers of a report's depth. */
const MONTH = 1;
const WEEK = 2;
const DAY = 3;
const DAY_WITH_WORK_TIME = 4;

/** The vendor's number of an absence that holds. */
const APPROVED = 1;

export const userReportHandlers: Handlers = {
	getUserreports: ({ query }, company) => ({
		userreports: company
			.records('users')
			.all()
			.map((user) => userReport(user, query, company)),
	}),
	getUserreportById: ({ path, query }, company) => ({
		userreport: userReport(requireOne(company, 'users', path.id), query, company),
	}),
};

/** Names of absences in a report, by the vendor's number of the absence's type. */
const ABSENCES: Partial<Record<number, string>> = {
	1: 'regular_holidays',
	2: 'special_leaves',
	4: 'sick_self',
	5: 'sick_child',
	6: 'school',
	7: 'maternity_protection',
	8: 'home_office',
	9: 'out_of_office',
	13: 'quarantine',
	14: 'military_service',
};

const noSurcharges = {
	saturday: 0,
	sunday: 0,
	nonbusiness: 0,
	nonbusiness_special: 0,
	night: 0,
	night_increased: 0,
};

interface Day {
	date: string;
	nonbusiness: boolean;
	/** Seconds, as all times of a report. Source: the vendor's API documentation, "User reports". */
	target: number;
	hours: number;
	absence: Record<string, number>;
	work: Array<{ since: string; until: string }>;
}

function userReport(user: StoredRecord, query: Record<string, unknown>, company: Company): unknown {
	const year = query.year as number;
	const type = (query.type as number | undefined) ?? 0;
	const days = daysOf(user.id, year, company);
	const carry = toSeconds(sumOf('overtimeCarry', 'hours', user.id, year, company));
	const sum_target = sum(days.map(({ target }) => target));
	const sum_hours = sum(days.map(({ hours }) => hours));
	const reduced = company
		.records('overtimeReductions')
		.where({ users_id: user.id })
		.filter(({ date }) => String(date).startsWith(String(year)))
		.reduce((total, each) => total + Number(each.hours), 0);
	return {
		users_id: user.id,
		users_name: user.name,
		users_number: user.number,
		users_email: user.email,
		sum_target,
		sum_hours,
		sum_reduction_used: 0,
		sum_reduction_planned: 0,
		overtime_carryover: carry,
		overtime_reduced: toSeconds(reduced),
		diff: toHundredths(sum_hours - sum_target + carry - toSeconds(reduced)),
		holidays_quota: quotaOf(user.id, year, company),
		holidays_carry: sumOf('holidaysCarry', 'count', user.id, year, company),
		sum_absence: absenceSums(days),
		surcharges: noSurcharges,
		workdays: days.filter(({ target }) => target > 0).length,
		month_details: type >= MONTH ? monthDetails(days, type) : null,
	};
}

function monthDetails(days: Day[], type: number): unknown[] {
	return [...groupBy(days, ({ date }) => date.slice(0, 7))].map(([name, month]) => ({
		nr: Number(name.slice(5, 7)),
		...sums(month),
		sum_hours_without_compensation: sum(month.map(({ hours }) => hours)),
		sum_overtime_reduced: 0,
		week_details: type >= WEEK ? weekDetails(month, type) : null,
	}));
}

function weekDetails(days: Day[], type: number): unknown[] {
	return [...groupBy(days, ({ date }) => isoWeek(date))].map(([name, week]) => ({
		nr: Number(name.slice(-2)),
		...sums(week),
		day_details: type >= DAY ? week.map((day) => dayDetail(day, type)) : null,
	}));
}

function sums(days: Day[]) {
	const target = sum(days.map((day) => day.target));
	const hours = sum(days.map((day) => day.hours));
	return {
		sum_target: target,
		sum_hours: hours,
		sum_reduction_used: 0,
		diff: toHundredths(hours - target),
		surcharges: noSurcharges,
	};
}

function dayDetail(day: Day, type: number): unknown {
	const work = day.work;
	return {
		date: day.date,
		weekday: weekdayOf(day.date),
		nonbusiness: day.nonbusiness,
		count_absence: absenceSums([day]),
		count_reduction_used: 0,
		target: day.target,
		target_raw: day.target,
		surcharges: noSurcharges,
		hours: day.hours,
		hours_without_compensation: day.hours,
		diff: toHundredths(day.hours - day.target),
		...(type >= DAY_WITH_WORK_TIME
			? {
					breaks: breaksOf(work),
					work_start: work[0]?.since ?? null,
					work_end: work.at(-1)?.until ?? null,
				}
			: {}),
	};
}

function breaksOf(work: Day['work']): unknown[] {
	return work.flatMap(({ until }, index) => {
		const since = work[index + 1]?.since;
		if (!since) return [];
		const length = secondsBetween(until, since);
		return length > 0 ? [{ since: until, until: since, length }] : [];
	});
}

/** The days of a year up to today: a report speaks of what was. */
function daysOf(userId: number, year: number, company: Company): Day[] {
	const today = isoDay();
	const last = `${year}-12-31` < today ? `${year}-12-31` : today;
	const entries = company
		.records<Entry>('entries')
		.where({ users_id: userId, type: TIME })
		.filter(({ time_until }) => time_until)
		.sort((a, b) => a.time_since.localeCompare(b.time_since));
	const byDay = groupBy(entries, ({ time_since }) => isoDay(time_since));
	const absences = company.records('absences').where({ users_id: userId, status: APPROVED });
	return daysBetween(`${year}-01-01`, last).map((date) => {
		const nonbusiness = isNonbusinessDay(date, userId, company);
		const absent = absences.find(
			(each) => String(each.date_since) <= date && String(each.date_until) >= date,
		);
		const raw = nonbusiness ? 0 : toSeconds(targetOf(userId, date, company));
		const share = absent?.count_days === 0.5 ? 0.5 : 1;
		const name = absent && ABSENCES[Number(absent.type)];
		const counts = name && !isWeekend(date) && !nonbusiness;
		const atWork = name === 'home_office' || name === 'out_of_office';
		const own = byDay.get(date) ?? [];
		return {
			date,
			nonbusiness,
			target: counts && !atWork ? raw * (1 - share) : raw,
			hours: sum(own.map(secondsOf)),
			absence: counts ? { [name]: share } : {},
			work: own.map(({ time_since, time_until }) => ({
				since: time_since,
				until: time_until as string,
			})),
		};
	});
}

function absenceSums(days: Day[]): Record<string, number> {
	const names = Object.values(ABSENCES).filter((name) => name !== undefined);
	return Object.fromEntries(
		names.map((name) => [name, sum(days.map(({ absence }) => absence[name] ?? 0))]),
	);
}

function quotaOf(userId: number, year: number, company: Company): number {
	return company
		.records('holidaysQuota')
		.where({ users_id: userId })
		.filter(holdsIn(year))
		.reduce((total, each) => total + Number(each.count), 0);
}

function sumOf(
	collection: string,
	property: string,
	userId: number,
	year: number,
	company: Company,
): number {
	return company
		.records(collection)
		.where({ users_id: userId, year })
		.reduce((total, each) => total + Number(each[property]), 0);
}

/** By their keys, in the order in which these come first. */
function groupBy<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const group = groups.get(key(item));
		if (group) group.push(item);
		else groups.set(key(item), [item]);
	}
	return groups;
}

function toSeconds(hours: number): number {
	return Math.round(hours * 3_600);
}

function sum(numbers: number[]): number {
	return toHundredths(numbers.reduce((total, number) => total + number, 0));
}
