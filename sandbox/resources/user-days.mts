import type { StoredRecord } from '../store/data.mjs';
import { filterOf } from '../store/lists.mjs';
import { refused } from '../store/refusals.mjs';
import { isoDay } from '../store/time.mjs';
import type { Company } from './company.mjs';
import { listAnswer } from './crud.mjs';
import { evaluatedDate } from './holidays.mjs';
import { nonbusinessGroupOf } from './nonbusiness-calendar.mjs';
import { checkDays } from './period.mjs';
import type { Handlers, Resource } from './resource.mjs';

/** Which group of nonbusiness days holds for a user, and when. */
export const usersNonbusinessGroups: Resource = {
	collection: 'usersNonbusinessGroups',
	path: '/v3/usersNonbusinessGroups',
	vendorName: 'nonbusiness_groups',
	defaults: () => ({ date_until: null }),
	references: { users_id: 'users', nonbusiness_groups_id: 'nonbusinessGroups' },
	settle: ({ next }, company) => {
		checkDays(next);
		const end = ({ date_until }: StoredRecord) => String(date_until ?? '9999-12-31');
		const collides = company
			.records('usersNonbusinessGroups')
			.where({ users_id: next.users_id })
			.some(
				(each) =>
					each.id !== next.id &&
					String(each.date_since) <= end(next) &&
					end(each) >= String(next.date_since),
			);
		if (collides) {
			throw refused(
				'UsersNonbusinessGroupsCollision',
				'The user has another group of nonbusiness days in this time.',
				{ path: 'date_since' },
			);
		}
		return next;
	},
};

export const overtimeReductions: Resource = {
	collection: 'overtimeReductions',
	path: '/v3/overtimeReductions',
	vendorName: 'overtime_carrys',
	defaults: ({ user }) => ({ note: null, added_at: isoDay(), added_by_users_id: user.id }),
	references: { users_id: 'users' },
	queryFilters: ['users_id'],
};

export const userDayHandlers: Handlers = {
	getUsersNonbusinessDaysV2: ({ operation, query }, company) => {
		const year = (query.year as number | undefined) ?? new Date().getUTCFullYear();
		const wanted = ([] as number[]).concat(
			(filterOf(query).users_id as number[] | undefined) ?? [],
		);
		const users = company
			.records('users')
			.all()
			.filter(({ id }) => wanted.length === 0 || wanted.includes(id))
			.map(({ id }) => ({ users_id: id, days: daysOf(id, year, company) }));
		return listAnswer(operation, query, users);
	},
};

function daysOf(userId: number, year: number, company: Company): unknown[] {
	return company
		.records('nonbusinessDays')
		.all()
		.flatMap((day) => {
			const date = evaluatedDate(day, year);
			if (!date?.startsWith(String(year))) return [];
			if (day.nonbusiness_group_id !== nonbusinessGroupOf(userId, date, company)) return [];
			const { id, ...rest } = day;
			return [{ id, ...rest, evaluated_date: date }];
		})
		.sort((a, b) => a.evaluated_date.localeCompare(b.evaluated_date));
}
