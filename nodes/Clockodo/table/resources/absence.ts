import { standardOperations, type Resource, type ResourceOperation } from '../resource';

const decision = (
	value: string,
	name: string,
	status: number,
	description: string,
): ResourceOperation => ({
	value,
	name,
	action: `${name} an absence`,
	description,
	like: 'update',
	preset: { status },
});

export const absence: Resource = {
	value: 'absence',
	name: 'Absence',
	operations: [
		...standardOperations('an absence', 'absences', {
			create: {
				description: 'Enter or request an absence, such as a holiday or a day of sickness',
				always: ['date_until', 'users_id'],
			},
		}),
		decision('approve', 'Approve', 1, 'Approve a request for an absence'),
		decision('cancel', 'Cancel', 4, 'Cancel an absence, which keeps it as cancelled'),
		decision('decline', 'Decline', 2, 'Decline a request for an absence'),
	],
	fields: {
		half_day: { name: 'Half Days', description: 'Whether only half of each day is taken' },
	},
	simple: [
		'id',
		'users_id',
		'date_since',
		'date_until',
		'type',
		'status',
		'count_days',
		'count_hours',
		'note',
		'date_approved',
	],
};
