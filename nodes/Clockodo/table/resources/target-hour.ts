import { standardOperations, type Resource } from '../resource';

export const targetHour: Resource = {
	value: 'targetHour',
	name: 'Target Hours',
	operations: standardOperations('target hours', 'target hours', {
		create: { description: 'Set the hours that a user has to work, by the week or month' },
	}),
	fields: {
		type: { name: 'Type', description: 'Whether the hours are those of a week or of a month' },
		date_until: { name: 'End Date', description: 'Left empty, without an end' },
	},
	simple: [
		'id',
		'users_id',
		'type',
		'date_since',
		'date_until',
		'monday',
		'tuesday',
		'wednesday',
		'thursday',
		'friday',
	],
};
