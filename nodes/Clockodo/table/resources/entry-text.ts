import type { Resource } from '../resource';

export const entryText: Resource = {
	value: 'entryText',
	name: 'Entry Description',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many entry descriptions',
			description: 'Get the descriptions that entries have, for example to offer them again',
			always: ['term'],
		},
	],
	fields: {
		time_since: { name: 'Start Date' },
		time_until: { name: 'End Date' },
		day: { name: 'Day', description: 'Only descriptions of entries of this day' },
	},
};
