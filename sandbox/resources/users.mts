import { randomBytes } from 'node:crypto';
import { refused } from '../store/refusals.mjs';
import { isoSeconds } from '../store/time.mjs';
import { absences } from './absences.mjs';
import { holidaysCarry, holidaysQuota, overtimeCarry } from './carries.mjs';
import type { Company } from './company.mjs';
import { entries } from './entries.mjs';
import { nothingRuns } from './entry-values.mjs';
import { isOwner } from './permissions.mjs';
import { mustExistIn } from './references.mjs';
import type { Resource } from './resource.mjs';

/** What a user has where nobody has set anything. */
export const plainUser = () => ({
	number: null,
	active: true,
	boss: null,
	language: 'de',
	teams_id: null,
	timeformat_12h: false,
	timezone: 'Europe/Berlin',
	weekstart_monday: true,
	weekend_friday: false,
	wage_type: null,
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
	bill_service_id: null,
	nonbusiness_groups_id: null,
});

export const users: Resource = {
	collection: 'users',
	path: '/v3/users',
	entity: 'user',
	vendorName: 'users',
	defaults: ({ user }) => ({
		...plainUser(),
		creator: user.id,
		created_at: isoSeconds(),
		support_pin: String(1000 + (Date.now() % 9000)),
	}),
	notKept: ['mail_to_user', 'exempt_from_flextime', 'show_favorites', 'access_groups_ids'],
	references: { boss: 'users', teams_id: 'teams', absence_managers_id: 'users' },
	unique: {
		properties: ['email'],
		type: 'EmailNotAvailable',
		message: 'Email is not available.',
	},
	settle: ({ before, next, call }, company) => {
		if (before?.id === call.user.id && next.active === false) {
			throw refused('BossCannotBeArchived', 'Users cannot archive themselves.', { path: 'active' });
		}
		if (before && isOwner(before) && !isOwner(next) && countOwners(company) === 1) {
			throw refused('Forbidden', 'The last owner must stay an owner.', { path: 'role' });
		}
		const groups = call.body.access_groups_ids as number[] | undefined;
		if (groups) {
			mustExistIn('accessGroups', groups, 'access_groups_ids', company);
		}
		return next;
	},
	mayDelete: ({ id }, { user }, company) => {
		if (id === user.id) {
			throw refused('UserCannotDeleteThemselves', 'User cannot delete themselves.');
		}
		nothingRuns('users_id', id, company);
	},
	derive: (user, company) => ({
		access_groups_ids: groupsOf(user.id, company),
		// Seen: a client's integration tests still get the name that the description calls deprecated.
		worktime_regulation_id: user.work_time_regulations_id,
		initials: initials(String(user.name)),
		can_generally_see_absences: isOwner(user),
		can_generally_manage_absences: isOwner(user),
		can_add_customers: isOwner(user),
		future_coworker: typeof user.start_date === 'string' && user.start_date > isoSeconds(),
	}),
	followUp: ({ before, after, call }, company) => {
		const { apiKeys } = company.store.data;
		if (after && !before) apiKeys[after.id] = newApiKey();
		if (before && !after) {
			delete apiKeys[before.id];
			setGroups(before.id, [], company);
		}
		if (after && call.body.access_groups_ids) {
			setGroups(after.id, call.body.access_groups_ids as number[], company);
		}
		company.store.changed();
	},
	fulltext: ['name', 'number', 'email'],
	sortValue: (user, name, company) =>
		name === 'teams_name' ? company.records('teams').find(user.teams_id)?.name : user[name],
	dependents: [
		{ resource: entries, property: 'users_id' },
		{ resource: absences, property: 'users_id' },
		{ resource: holidaysQuota, property: 'users_id' },
		{ resource: holidaysCarry, property: 'users_id' },
		{ resource: overtimeCarry, property: 'users_id' },
	],
};

/** In the form of the vendor's: 32 hexadecimal characters. */
export function newApiKey(): string {
	return randomBytes(16).toString('hex');
}

/** The access groups that a user is in. Who is in a group stands at the group (`users_ids`). */
export function groupsOf(userId: number, company: Company): number[] {
	return company
		.records('accessGroups')
		.all()
		.filter(({ users_ids }) => (users_ids as number[]).includes(userId))
		.map(({ id }) => id);
}

function setGroups(userId: number, wanted: number[], company: Company): void {
	const groups = company.records('accessGroups');
	for (const group of groups.all()) {
		const others = (group.users_ids as number[]).filter((id) => id !== userId);
		const users_ids = wanted.includes(group.id) ? [...others, userId] : others;
		groups.replace({ ...group, users_ids });
	}
}

function initials(name: string): string {
	return name
		.split(/\s+/)
		.map((part) => part.charAt(0))
		.join('')
		.slice(0, 3)
		.toUpperCase();
}

function countOwners(company: Company): number {
	return company.records('users').all().filter(isOwner).length;
}
