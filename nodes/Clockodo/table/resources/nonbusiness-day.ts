import { standardOperations, type Resource } from '../resource';

export const nonbusinessDay: Resource = {
	value: 'nonbusinessDay',
	name: 'Nonbusiness Day',
	operations: standardOperations({
		one: 'a nonbusiness day',
		many: 'nonbusiness days',
		ids: {
			create: 'createNonbusinessDayV2',
			delete: 'deleteNonbusinessDayByIdV2',
			get: 'getNonbusinessDayByIdV2',
			getAll: 'getNonbusinessDaysV2',
			update: 'updateNonbusinessDayByIdV2',
		},
		but: { create: { always: ['day', 'month'] } },
	}),
	fields: {
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
