import { entries } from './entries.mjs';
import { nothingRuns } from './entry-values.mjs';
import type { Resource } from './resource.mjs';

export const services: Resource = {
	collection: 'services',
	path: '/v4/services',
	entity: 'service',
	vendorName: 'services',
	defaults: () => ({ number: null, active: true, note: null, bill_service_id: null }),
	unique: {
		properties: ['name'],
		type: 'ResourceConflictFound',
		message: 'There is already a service with this name.',
	},
	mayDelete: ({ id }, _call, company) => nothingRuns('services_id', id, company),
	fulltext: ['name', 'number', 'note'],
	dependents: [{ resource: entries, property: 'services_id' }],
};

export const lumpSumServices: Resource = {
	collection: 'lumpSumServices',
	path: '/v4/lumpSumServices',
	entity: 'lump_sum_service',
	vendorName: 'lumpsum_services',
	defaults: () => ({ unit: null, active: true, number: null, note: null }),
	unique: {
		properties: ['name'],
		type: 'ResourceConflictFound',
		message: 'There is already a lump sum service with this name.',
	},
	fulltext: ['name', 'number', 'note'],
	dependents: [{ resource: entries, property: 'lumpsum_services_id' }],
};
