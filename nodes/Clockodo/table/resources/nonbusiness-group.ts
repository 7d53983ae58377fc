import { standardOperations, type Resource } from '../resource';

export const nonbusinessGroup: Resource = {
	value: 'nonbusinessGroup',
	name: 'Nonbusiness Group',
	operations: standardOperations({
		one: 'a nonbusiness group',
		many: 'nonbusiness groups',
		ids: {
			create: 'createNonbusinessGroupV2',
			delete: 'deleteNonbusinessGroupByIdV2',
			get: 'getNonbusinessGroupByIdV2',
			getAll: 'getNonbusinessGroupsV2',
			update: 'updateNonbusinessGroupByIdV2',
		},
	}),
};
