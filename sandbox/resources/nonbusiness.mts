import type { StoredRecord } from '../store/data.mjs';
import { filtered } from '../store/lists.mjs';
import { refused } from '../store/refusals.mjs';
import { requireOne } from './changes.mjs';
import type { Company } from './company.mjs';
import { listAnswer } from './crud.mjs';
import { evaluatedDate, presetDays } from './holidays.mjs';
import type { Handlers, Resource } from './resource.mjs';
import { usersNonbusinessGroups } from './user-days.mjs';

export const nonbusinessGroups: Resource = {
	collection: 'nonbusinessGroups',
	path: '/v2/nonbusinessGroups',
	entity: 'nonbusiness_group',
	vendorName: 'nonbusiness_groups',
	defaults: () => ({ company_default: false }),
	notKept: ['preset'],
	unique: {
		properties: ['name'],
		type: 'ResourceConflictFound',
		message: 'There is already a group of nonbusiness days with this name.',
	},
	followUp: ({ before, after, call }, company) => {
		if (after && !before && call.body.preset) addPresetDays(after.id, company);
		if (!after && before) {
			const days = company.records('nonbusinessDays');
			for (const { id } of days.where({ nonbusiness_group_id: before.id })) days.remove(id);
		}
	},
	mayDelete: ({ company_default }) => {
		if (!company_default) return;
		throw refused(
			'DeleteCompanyDefaultIsNotAllowed',
			'It is not allowed to delete a resource which is company default.',
		);
	},
	dependents: [{ resource: usersNonbusinessGroups, property: 'nonbusiness_groups_id' }],
};

/** In which every day of a year exists. */
const LEAP_YEAR = 2028;

export const nonbusinessDays: Resource = {
	collection: 'nonbusinessDays',
	path: '/v2/nonbusinessDays',
	vendorName: 'nonbusiness_days',
	defaults: () => ({ half_day: false, surcharge_special: false }),
	references: { nonbusiness_group_id: 'nonbusinessGroups' },
	settle: ({ next }) => {
		if (!evaluatedDate(next, LEAP_YEAR)) {
			throw refused('InvalidDate', 'The given value is not an actual date.', { path: 'day' });
		}
		return next;
	},
	derive: (day) => ({ evaluated_date: evaluatedDate(day, new Date().getUTCFullYear()) }),
};

/** Both take the year that the date is worked out for. */
export const nonbusinessHandlers: Handlers = {
	getNonbusinessDaysV2: ({ operation, query }, company) => {
		const { nonbusiness_group_id, year = new Date().getUTCFullYear() } = query;
		const ofGroups = filtered(
			company.records('nonbusinessDays').all(),
			{ nonbusiness_group_id },
			{},
		);
		// A day of one year only is missing in the others; the rest come back each year.
		const days = ofGroups.filter(
			(day) => day.type !== 'DISTINCT_ONCE' || !query.year || day.year === year,
		);
		return listAnswer(operation, query, days, (day) => inYear(day, year as number));
	},
	getNonbusinessDayByIdV2: ({ path, query }, company) => {
		const { year = new Date().getUTCFullYear() } = query;
		const day = requireOne(company, 'nonbusinessDays', path.id);
		return { data: inYear(day, year as number) };
	},
};

function inYear(day: StoredRecord, year: number): StoredRecord {
	const { id, ...rest } = day;
	return { id, ...rest, evaluated_date: evaluatedDate(day, year) };
}

function addPresetDays(groupId: number, company: Company): void {
	for (const day of presetDays) {
		const { name, ...rest }: Omit<StoredRecord, 'id'> = day;
		company.records('nonbusinessDays').insert({
			...rest,
			name,
			nonbusiness_group_id: groupId,
			half_day: false,
			surcharge_special: false,
		});
	}
}
