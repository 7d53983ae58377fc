import { standardOperations, type Resource } from '../resource';
import { safeguards } from '../safeguards';

/** How Mark Billed is told its entries. */
const byIds = 'ids';
const byFilters = 'filters';

export const entry: Resource = {
	value: 'entry',
	name: 'Entry',
	operations: [
		...standardOperations('an entry', 'entries', {
			create: {
				description:
					'Create an entry of time (with a service, start and end) or of a lump sum (with a sum, or a lump sum service and its amount)',
				always: [
					'projects_id',
					'subprojects_id',
					'services_id',
					'time_since',
					'time_until',
					'text',
					'users_id',
				],
				moved: ['subprojects_id', 'users_id'],
				order: [
					'customers_id',
					'projects_id',
					'subprojects_id',
					'services_id',
					'time_since',
					'time_until',
					'text',
					'billable',
					'users_id',
				],
				words: {
					services_id: {
						name: 'Service',
						description: 'What kind of work it was. Needed, except for a lump sum.',
					},
					time_since: {
						name: 'Start Time',
						description: 'When it began. Needed, except for a lump sum service.',
					},
					time_until: {
						name: 'End Time',
						description:
							'When it ended; a day without a time means the end of that day. Needed, except for a lump sum.',
					},
				},
				inherits: { billable: 'Default of the Project or Customer' },
				before: 'billable',
			},
			getAll: {
				description: 'Get a list of entries of time and of lump sums between two points in time',
			},
		}),
		{
			value: 'markBilled',
			name: 'Mark Billed',
			action: 'Mark entries as billed',
			description:
				'Set entries to billed: one or several by their IDs, or all of a period that match the filters',
			id: 'updateEntrygroupV2',
			act: 'markBilled',
			order: ['which', 'ids'],
			preset: { billable: 2 },
			own: [
				{
					name: 'which',
					required: true,
					kind: {
						type: 'choice',
						values: [
							{ value: byIds, label: 'By Their IDs' },
							{ value: byFilters, label: 'All of a Period That Match' },
						],
					},
					words: { name: 'Entries', description: 'Which entries are meant' },
				},
				{
					name: 'ids',
					required: true,
					kind: { type: 'integers' },
					words: {
						name: 'IDs',
						description: 'One, or several with commas',
						placeholder: '1017,1018',
					},
				},
				...safeguards,
			],
			when: {
				ids: { which: [byIds] },
				...Object.fromEntries(
					['time_since', 'time_until', 'filters', 'confirm', 'options'].map((name) => [
						name,
						{ which: [byFilters] },
					]),
				),
			},
			words: {
				billable: {
					name: 'Billable',
					description: 'Left out, only what is billable and not billed yet',
				},
			},
		},
	],
	simple: [
		'id',
		'type',
		'users_id',
		'customers_id',
		'projects_id',
		'subprojects_id',
		'services_id',
		'lumpsum_services_id',
		'billable',
		'time_since',
		'time_until',
		'duration',
		'text',
	],
};
