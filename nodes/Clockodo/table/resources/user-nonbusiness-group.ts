import { standardOperations, type Resource } from '../resource';

export const userNonbusinessGroup: Resource = {
	value: 'userNonbusinessGroup',
	name: "User's Nonbusiness Group",
	operations: standardOperations({
		one: 'a nonbusiness group of a user',
		many: 'nonbusiness groups of users',
		ids: {
			create: 'createUsersNonbusinessGroupV3',
			delete: 'deleteUsersNonbusinessGroupByIdV3',
			get: 'getUsersNonbusinessGroupByIdV3',
			getAll: 'getUsersNonbusinessGroupsV3',
			update: 'updateUsersNonbusinessGroupByIdV3',
		},
	}),
};
