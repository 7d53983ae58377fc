import type { Company } from './company.mjs';
import type { Resource } from './resource.mjs';

/** Who is in a team stands at the user (`teams_id`); the team's `user_ids` is read from there. */
export const teams: Resource = {
	collection: 'teams',
	path: '/v3/teams',
	entity: 'team',
	vendorName: 'team',
	defaults: () => ({ leader: null }),
	notKept: ['user_ids'],
	references: { leader: 'users' },
	unique: {
		properties: ['name'],
		type: 'ResourceConflictFound',
		message: 'There is already a team with this name.',
	},
	derive: (team, company) => ({ user_ids: members(team.id, company) }),
	followUp: ({ before, after, call }, company) => {
		if (!after && before) setMembers(before.id, [], company);
		else if (after && Array.isArray(call.body.user_ids)) {
			setMembers(after.id, call.body.user_ids as number[], company);
		}
	},
	fulltext: ['name'],
};

function members(teamId: number, company: Company): number[] {
	return company
		.records('users')
		.where({ teams_id: teamId })
		.map(({ id }) => id);
}

function setMembers(teamId: number, userIds: number[], company: Company): void {
	const users = company.records('users');
	for (const user of users.all()) {
		const belongs = userIds.includes(user.id);
		if (belongs && user.teams_id !== teamId) users.replace({ ...user, teams_id: teamId });
		if (!belongs && user.teams_id === teamId) users.replace({ ...user, teams_id: null });
	}
}
