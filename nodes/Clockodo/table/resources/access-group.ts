import { standardOperations, type Resource } from '../resource';

export const accessGroup: Resource = {
	value: 'accessGroup',
	name: 'Access Group',
	operations: standardOperations({
		one: 'an access group',
		many: 'access groups',
		ids: {
			create: 'createAccessGroupV2',
			delete: 'deleteAccessGroupByIdV2',
			get: 'getAccessGroupByIdV2',
			getAll: 'getAccessGroupsV2',
			update: 'updateAccessGroupByIdV2',
		},
	}),
};
