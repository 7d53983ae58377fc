import { refused } from '../store/refusals.mjs';
import { checkPeriod, holdsIn } from './period.mjs';
import type { Resource } from './resource.mjs';

const oneForUserAndYear = {
	type: 'DuplicateEntryForUserAndYear',
	message: 'A resource has already been defined for this user and year.',
};

export const holidaysCarry: Resource = {
	collection: 'holidaysCarry',
	path: '/v3/holidaysCarry',
	entity: 'holidays_carry',
	vendorName: 'holidays_carry',
	defaults: () => ({ note: null }),
	references: { users_id: 'users' },
	unique: { properties: ['users_id', 'year'], ...oneForUserAndYear },
	queryFilters: ['users_id', 'year'],
};

export const overtimeCarry: Resource = {
	collection: 'overtimeCarry',
	path: '/v3/overtimeCarry',
	entity: 'overtime_carry',
	vendorName: 'overtime_carrys',
	defaults: () => ({ note: null }),
	references: { users_id: 'users' },
	unique: { properties: ['users_id', 'year'], ...oneForUserAndYear },
	queryFilters: ['users_id', 'year'],
};

export const holidaysQuota: Resource = {
	collection: 'holidaysQuota',
	path: '/v2/holidaysQuota',
	entity: 'holidays_quota',
	vendorName: 'holidays_quota',
	defaults: () => ({ year_until: null, note: null }),
	references: { users_id: 'users' },
	settle: ({ next }, company) => {
		checkPeriod(next.year_since, next.year_until, () =>
			refused('EndBeforeStart', 'The last year lies before the first.', { path: 'year_until' }),
		);
		const others = company
			.records('holidaysQuota')
			.where({ users_id: next.users_id })
			.filter(({ id }) => id !== next.id);
		if (next.year_until === null && others.some(({ year_until }) => year_until === null)) {
			throw refused('OneOpenEndedQuota', 'There must be only one open ended holidays quota.', {
				path: 'year_until',
			});
		}
		if (others.some(({ year_since }) => year_since === next.year_since)) {
			throw refused(oneForUserAndYear.type, oneForUserAndYear.message, { path: 'year_since' });
		}
		return next;
	},
	queryFilters: ['users_id', 'year'],
	filters: () => ({ year: (quota, wanted) => holdsIn(Number(wanted))(quota) }),
};
