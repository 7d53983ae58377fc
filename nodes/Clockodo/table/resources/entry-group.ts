import type { Resource } from '../resource';

export const entryGroup: Resource = {
	value: 'entryGroup',
	name: 'Entry Group',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many entry groups',
			description:
				'Get sums of entries, grouped by customer, project, day and more. The API allows 10 such requests a minute.',
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete a group of entries',
			description: 'Delete all entries that match the filters; needs a confirm key',
			id: 'deleteEntrygroupV2',
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update a group of entries',
			description: 'Change all entries that match the filters; needs a confirm key',
			id: 'updateEntrygroupV2',
		},
	],
	simple: [
		'group',
		'name',
		'grouped_by',
		'duration',
		'revenue',
		'hourly_rate',
		'budget_used',
		'sub_groups',
	],
};
