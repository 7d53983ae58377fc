import { standardOperations, type Resource } from '../resource';

export const subproject: Resource = {
	value: 'subproject',
	name: 'Subproject',
	operations: [
		...standardOperations({
			one: 'a subproject',
			many: 'subprojects',
			ids: {
				create: 'createSubprojectV3',
				delete: 'deleteSubprojectByIdV3',
				get: 'getSubprojectByIdV3',
				getAll: 'getSubprojectsV3',
				update: 'updateSubprojectByIdV3',
			},
		}),
		{
			value: 'complete',
			name: 'Complete',
			action: 'Complete a subproject',
			description: 'Set a subproject to completed, or take that back',
			id: 'completeSubprojectByIdV3',
		},
	],
	simple: [
		'id',
		'projects_id',
		'name',
		'number',
		'active',
		'completed',
		'start_date',
		'deadline',
		'budget',
		'note',
	],
};
