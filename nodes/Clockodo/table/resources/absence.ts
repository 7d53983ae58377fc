import {
	standardOperations,
	type OwnField,
	type Resource,
	type ResourceOperation,
} from '../resource';

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

/** What a decision may say. */
const note: Partial<ResourceOperation> = {
	always: ['note'],
	words: {
		note: {
			name: 'Note',
			description: 'Is added to the note that the request has',
			rows: 3,
		},
	},
	before: 'note',
};

/** Who is asked for in an act. */
const whose: readonly OwnField[] = [
	{
		name: 'teams_id',
		section: 'options',
		kind: { type: 'reference', list: 'team' },
		words: { name: 'Team', description: 'Only members of this team' },
	},
	{
		name: 'users_id',
		section: 'options',
		kind: { type: 'references', list: 'user' },
		words: { name: 'Users', description: "Left empty, everybody's" },
	},
];

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
				order: ['users_id', 'type', 'date_since', 'date_until'],
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
			getAll: {
				act: 'absenceList',
				like: 'getAll',
				own: [
					{
						name: 'date_since',
						section: 'filters',
						kind: { type: 'date' },
						words: { name: 'From Day', description: 'Only what lasts on this day or ends later' },
					},
					{
						name: 'date_until',
						section: 'filters',
						kind: { type: 'date' },
						words: {
							name: 'Until Day',
							description: 'Only what lasts on this day or begins before',
						},
					},
				],
			},
		}),
		decision('approve', 'Approve', 1, 'Approve a request for an absence', note),
		// 4 takes a request back that is still open; of an approved one, `before` makes it 3.
		decision('cancel', 'Cancel', 4, 'Cancel an absence, which keeps it as cancelled', {
			before: 'cancel',
		}),
		decision('decline', 'Decline', 2, 'Decline a request for an absence', note),
		{
			value: 'getOpenRequests',
			name: 'Get Open Requests',
			action: 'Get open requests for absences',
			description:
				'Get the requests for absences that nobody has decided on, each with who decides and their e-mail addresses',
			act: 'openRequests',
			own: [
				{
					name: 'onlyMine',
					section: 'options',
					kind: { type: 'flag' },
					words: {
						name: 'Only Mine to Decide',
						description: 'Whether to get only what the user of the API key may decide on',
					},
				},
				...whose,
			],
		},
		{
			value: 'getAway',
			name: 'Get Who Is Away',
			action: 'Get who is away',
			description:
				'Get who is away on a day or in a period, one item for each person and absence, with when they are back',
			act: 'whoIsAway',
			own: [
				{
					name: 'date_since',
					kind: { type: 'date' },
					words: {
						name: 'First Day',
						description: "Left empty, today in the workflow's time zone",
					},
				},
				{
					name: 'date_until',
					kind: { type: 'date' },
					words: { name: 'Last Day', description: 'Left empty, the first day alone' },
				},
				{
					name: 'withRequests',
					section: 'options',
					kind: { type: 'flag' },
					words: {
						name: 'Include Requests',
						description: 'Whether to include what was asked for and is not approved yet',
						default: true,
					},
				},
				{
					name: 'withWork',
					section: 'options',
					kind: { type: 'flag' },
					words: {
						name: 'Include Home Office and Out Of Office',
						description: 'Whether to include those who work, but not in the office',
						default: true,
					},
				},
				...whose,
			],
		},
	],
	fields: {
		type: { name: 'Type', description: 'What kind of absence it is' },
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
