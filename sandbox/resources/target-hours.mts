import type { StoredRecord } from '../store/data.mjs';
import { weekdayOf } from '../store/time.mjs';
import type { Company } from './company.mjs';
import { checkDays, holdsFor } from './period.mjs';
import type { Resource } from './resource.mjs';

const WEEKDAYS = [
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
	'sunday',
] as const;

export const targetHours: Resource = {
	collection: 'targethours',
	path: '/targethours',
	vendorName: 'targethours',
	defaults: () => ({ surcharge_models_id: null, test_data: false, compensation_daily: 0 }),
	references: { users_id: 'users' },
	settle: ({ next }) => {
		checkDays(next);
		return next.type === 'weekly' ? weekly(next) : monthly(next);
	},
	queryFilters: ['users_id'],
};

function common(next: StoredRecord) {
	const { id, users_id, type, surcharge_models_id, date_since, date_until, test_data } = next;
	return {
		id,
		users_id,
		type,
		surcharge_models_id,
		date_since,
		date_until: date_until ?? null,
		test_data,
		compensation_monthly: next.compensation_monthly ?? 0,
	};
}

function weekly(next: StoredRecord): StoredRecord {
	return {
		...common(next),
		...Object.fromEntries(WEEKDAYS.map((day) => [day, next[day] ?? 0])),
		absence_fixed_credit: next.holiday_fixed_credit === 1 || next.absence_fixed_credit === true,
		compensation_daily: next.compensation_daily ?? 0,
	};
}

function monthly(next: StoredRecord): StoredRecord {
	const workdays = WEEKDAYS.map((day) => `workday_${day}`);
	return {
		...common(next),
		...Object.fromEntries(workdays.map((day) => [day, next[day] ?? false])),
		monthly_target: next.monthly_target ?? 0,
	};
}

const DAYS_OF_A_MONTH = 30;

/** How many hours a user is to work on a day, before holidays and absences. */
export function targetOf(userId: number, day: string, company: Company): number {
	const target = company.records('targethours').all().find(holdsFor(userId, day));
	if (!target) return 0;
	if (target.type === 'monthly') return Number(target.monthly_target) / DAYS_OF_A_MONTH;
	const weekday = WEEKDAYS.at((weekdayOf(day) + 6) % 7);
	return Number((weekday && target[weekday]) ?? 0);
}
