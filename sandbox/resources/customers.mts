import { entries } from './entries.mjs';
import { nothingRuns } from './entry-values.mjs';
import { projects } from './projects.mjs';
import type { Resource } from './resource.mjs';

export const customers: Resource = {
	collection: 'customers',
	path: '/v3/customers',
	entity: 'customer',
	vendorName: 'customers',
	defaults: () => ({
		number: null,
		color: 6,
		active: true,
		billable_default: true,
		note: null,
		bill_service_id: null,
		test_data: false,
		service_assignments: [],
	}),
	references: { service_assignments: 'services' },
	unique: {
		properties: ['name'],
		type: 'ResourceConflictFound',
		message: 'There is already a customer with this name.',
	},
	mayDelete: ({ id }, _call, company) => nothingRuns('customers_id', id, company),
	fulltext: ['name', 'number', 'note'],
	dependents: [
		{ resource: projects, property: 'customers_id' },
		{ resource: entries, property: 'customers_id' },
	],
};
