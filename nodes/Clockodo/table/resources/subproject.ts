import { standardOperations, type Resource } from '../resource';
import { upsertOperation } from './upsert';

export const subproject: Resource = {
	value: 'subproject',
	name: 'Subproject',
	operations: [
		...standardOperations('a subproject', 'subprojects'),
		upsertOperation('Subproject', 'a subproject'),
		{
			value: 'complete',
			name: 'Complete',
			action: 'Complete a subproject',
			description: 'Set a subproject to completed, or take that back',
			id: 'completeSubprojectByIdV3',
		},
	],
	fields: {
		projects_id: { name: 'Project', description: 'The project that it is part of' },
	},
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
