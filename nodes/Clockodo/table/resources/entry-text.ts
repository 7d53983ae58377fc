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
		day: { name: 'Day', description: 'Only descriptions of entries of this day' },
		time_since: { name: 'Start Date', description: 'Only of entries from this day on' },
		time_until: { name: 'End Date', description: 'Only of entries up to this day' },
	},
};
