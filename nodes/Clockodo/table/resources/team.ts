import { standardOperations, type Resource } from '../resource';

export const team: Resource = {
	value: 'team',
	name: 'Team',
	operations: standardOperations({
		one: 'a team',
		many: 'teams',
		ids: {
			create: 'createTeamV3',
			delete: 'deleteTeamByIdV3',
			get: 'getTeamByIdV3',
			getAll: 'getTeamsV3',
			update: 'updateTeamByIdV3',
		},
	}),
};
