import { reportLevels } from '../report-levels';
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
		{
			value: 'getRows',
			name: 'Get Rows',
			action: 'Get user reports as rows',
			description:
				'Get target hours, worked hours and overtime of users as flat rows: one item for each month, week or day',
			id: 'getUserreports',
			act: 'reportRows',
			without: ['type'],
			own: [
				{
					name: 'rows',
					required: true,
					kind: {
						type: 'choice',
						values: reportLevels.map(({ value, label }) => ({ value, label })),
					},
					words: { name: 'Rows', description: 'What one item is' },
				},
				{
					name: 'users_id',
					kind: { type: 'reference', list: 'user' },
					words: { name: 'User', description: "Left empty, everybody's" },
				},
				{
					name: 'month',
					section: 'options',
					kind: { type: 'number', whole: true, minimum: 1, maximum: 12 },
					words: { name: 'Month', description: 'Only this month, from 1 to 12' },
				},
			],
		},
	],
	fields: {
		id: { name: 'User' },
		year: { name: 'Year', description: 'The year of the report' },
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
