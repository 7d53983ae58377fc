import { standardOperations, type Resource } from '../resource';
import { upsertOperation } from './upsert';

export const project: Resource = {
	value: 'project',
	name: 'Project',
	operations: [
		...standardOperations('a project', 'projects'),
		upsertOperation('Project', 'a project'),
		{
			value: 'complete',
			name: 'Complete',
			action: 'Complete a project',
			description: 'Set a project to completed, or take that back',
			id: 'completeProjectByIdV4',
		},
		{
			value: 'createNextInterval',
			name: 'Create Next Interval',
			action: 'Create the next interval of a project',
			description:
				'Create the subproject of the next interval of a project whose budget starts anew each week, month, quarter or year',
			id: 'createProjectsCreateNextIntervalByIdV2',
		},
		{
			value: 'setBilled',
			name: 'Set Billed',
			action: 'Set a project to billed',
			description: 'Set a completed project with a hard budget to billed, or take that back',
			id: 'updateProjectsSetBilledByIdV3',
			always: ['billed', 'billed_money'],
		},
	],
	simple: [
		'id',
		'customers_id',
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
