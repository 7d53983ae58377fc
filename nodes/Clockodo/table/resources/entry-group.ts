import type { Resource } from '../resource';
import { safeguards } from '../safeguards';

export const entryGroup: Resource = {
	value: 'entryGroup',
	name: 'Entry Report (Groups)',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get a report of entries in groups',
			description:
				'Get a report of entries: their sums, grouped by customer, project, day and more. The API allows 10 such requests a minute.',
		},
		{
			value: 'getRows',
			name: 'Get Rows',
			action: 'Get a report of entries as rows',
			description:
				'Get a report of entries as flat rows, such as the hours of each customer and project: one item for each of the innermost groups, with the names and IDs of all that it stands in',
			id: 'getEntrygroupsV2',
			act: 'groupRows',
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete many entries of a period',
			description:
				'Delete all entries of a period that match the filters, or first only say how many that would be',
			id: 'deleteEntrygroupV2',
			act: 'deleteGroup',
			own: safeguards,
			without: ['confirm_key'],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update many entries of a period',
			description:
				'Change all entries of a period that match the filters, or first only say how many that would be',
			id: 'updateEntrygroupV2',
			act: 'updateGroup',
			own: safeguards,
			without: ['confirm_key'],
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
