// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { activeOrText, flag, id, integer, name, note, number, sort, success } from './shapes';

export const serviceOperations = (): Operation[] => [
	{
		id: 'getServicesV4',
		method: 'GET',
		path: '/v4/services',
		tag: 'Service',
		query: {
			filter: activeOrText,
			items_per_page: { type: 'integer', minimum: 1, maximum: 5000 },
			page: id,
			scope: { $ref: 'ServiceScope' },
			sort,
		},
		answer: { key: 'data', list: true, paging: true, of: { $ref: 'ServiceV4' } },
	},
	{
		id: 'createServiceV4',
		method: 'POST',
		path: '/v4/services',
		tag: 'Service',
		body: { name, active: flag, number, note, bill_service_id: number },
		requiredBody: ['name'],
		answer: { key: 'data', of: { $ref: 'ServiceV4' } },
	},
	{
		id: 'getServiceByIdV4',
		method: 'GET',
		path: '/v4/services/{id}',
		tag: 'Service',
		pathParameters: { id: integer },
		answer: { key: 'data', of: { $ref: 'ServiceV4' } },
	},
	{
		id: 'updateServiceByIdV4',
		method: 'PUT',
		path: '/v4/services/{id}',
		tag: 'Service',
		pathParameters: { id: integer },
		body: { name, active: flag, number, note, bill_service_id: number },
		answer: { key: 'data', of: { $ref: 'ServiceV4' } },
	},
	{
		id: 'deleteServiceByIdV4',
		method: 'DELETE',
		path: '/v4/services/{id}',
		tag: 'Service',
		pathParameters: { id: integer },
		query: { dry_run: flag, force: flag },
		answer: { of: success },
	},
];
