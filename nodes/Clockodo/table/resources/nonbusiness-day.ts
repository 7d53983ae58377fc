import { standardOperations, type Resource } from '../resource';

export const nonbusinessDay: Resource = {
	value: 'nonbusinessDay',
	name: 'Nonbusiness Day',
	operations: standardOperations('a nonbusiness day', 'nonbusiness days', {
		create: { always: ['day', 'month'] },
	}),
	fields: {
		type: { name: 'Type', description: 'Whether it has a fixed date, or moves every year' },
		half_day: { name: 'Half Day', description: 'Whether only half of the day is off' },
		year: {
			name: 'Year',
			description: 'Of a day that comes once; of a day of every year, the year to show it for',
		},
	},
	simple: [
		'id',
		'nonbusiness_group_id',
		'name',
		'type',
		'evaluated_date',
		'half_day',
		'day',
		'month',
		'year',
	],
};
