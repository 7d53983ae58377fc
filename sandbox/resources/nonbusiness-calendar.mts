import type { StoredRecord } from '../store/data.mjs';
import type { Company } from './company.mjs';
import { evaluatedDate } from './holidays.mjs';
import { holdsFor } from './period.mjs';

/** Whether it is a whole free day for this user, by the group of the user or of the company. */
export function isNonbusinessDay(day: string, userId: number, company: Company): boolean {
	const groupId = nonbusinessGroupOf(userId, day, company);
	return company
		.records('nonbusinessDays')
		.where({ nonbusiness_group_id: groupId })
		.some((each) => !each.half_day && evaluatedDate(each, Number(day.slice(0, 4))) === day);
}

/** The id of the group of nonbusiness days that holds for a user on a day. */
export function nonbusinessGroupOf(
	userId: number,
	day: string,
	company: Company,
): number | undefined {
	const own = company.records('usersNonbusinessGroups').all().find(holdsFor(userId, day));
	return own ? (own.nonbusiness_groups_id as number) : defaultNonbusinessGroup(company)?.id;
}

/** The group that holds for everybody who has none of their own. */
export function defaultNonbusinessGroup(company: Company): StoredRecord | undefined {
	return company
		.records('nonbusinessGroups')
		.all()
		.find(({ company_default }) => company_default);
}
