import type { Resource } from '../resource';

export const userReport: Resource = {
	value: 'userReport',
	name: 'User Report',
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get the report of a user',
			description: 'Get target hours, worked hours, overtime and absences of a user in a year',
			lists: { id: 'user' },
			always: ['type'],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get the reports of all users',
			description: 'Get target hours, worked hours, overtime and absences of all users in a year',
			always: ['type'],
		},
	],
	fields: {
		id: { name: 'User' },
		type: { name: 'Detail', description: 'How far the report goes into the details' },
	},
	simple: [
		'users_id',
		'users_name',
		'sum_target',
		'sum_hours',
		'diff',
		'overtime_carryover',
		'overtime_reduced',
		'holidays_quota',
		'holidays_carry',
		'sum_absence',
	],
};
