import { standardOperations, type Resource } from '../resource';

export const entry: Resource = {
	value: 'entry',
	name: 'Entry',
	operations: standardOperations('an entry', 'entries', {
		create: {
			description:
				'Create an entry of time (with a service, start and end) or of a lump sum (with a sum, or a lump sum service and its amount)',
			always: ['projects_id', 'services_id', 'time_since', 'time_until', 'text'],
			inherits: { billable: 'Default of the Project or Customer' },
			before: 'billable',
		},
		getAll: {
			description: 'Get a list of entries of time and of lump sums between two points in time',
		},
	}),
	fields: {
		lumpsum_services_id: {
			name: 'Lump Sum Service',
			description: 'For an entry of a lump sum service, instead of a service',
		},
	},
	simple: [
		'id',
		'type',
		'users_id',
		'customers_id',
		'projects_id',
		'services_id',
		'time_since',
		'time_until',
		'duration',
		'text',
	],
};
