import { standardOperations, type Resource, type ResourceOperation } from '../resource';

const decision = (
	value: string,
	name: string,
	status: number,
	description: string,
	more: Partial<ResourceOperation> = {},
): ResourceOperation => ({
	value,
	name,
	action: `${name} an absence`,
	description,
	like: 'update',
	preset: { status },
	...more,
});

/** Sick Day and Sick Day of a Child: of others the API is not known to want a sick note. */
const sickDays = [4, 5];

export const absence: Resource = {
	value: 'absence',
	name: 'Absence',
	operations: [
		...standardOperations('an absence', 'absences', {
			create: {
				description: 'Enter or request an absence, such as a holiday or a day of sickness',
				always: ['date_until', 'users_id'],
				companions: [
					{
						field: 'sick_note',
						beside: 'type',
						values: sickDays,
						because: 'Of a sick day, Clockodo wants to know whether there is a certificate.',
					},
				],
			},
			delete: {
				description: 'Delete an absence by its ID; an approved one must be cancelled before',
				explain: 'approvedAbsence',
			},
		}),
		decision('approve', 'Approve', 1, 'Approve a request for an absence'),
		// 4 takes a request back that is still open; of an approved one, `before` makes it 3.
		decision('cancel', 'Cancel', 4, 'Cancel an absence, which keeps it as cancelled', {
			before: 'cancel',
		}),
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
