// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import {
	activeOrText,
	flag,
	id,
	idOrIds,
	idOrZero,
	integer,
	name,
	note,
	number,
	sort,
	success,
} from './shapes';

export const customerOperations = (): Operation[] => [
	{
		id: 'getCustomersV3',
		method: 'GET',
		path: '/v3/customers',
		tag: 'Customer',
		query: {
			filter: activeOrText,
			items_per_page: { type: 'integer', minimum: 1, maximum: 5000 },
			page: id,
			scope: { $ref: 'CustomerProjectScope' },
			sort,
		},
		answer: { key: 'data', list: true, paging: true, of: { $ref: 'CustomerV3' } },
	},
	{
		id: 'createCustomerV3',
		method: 'POST',
		path: '/v3/customers',
		tag: 'Customer',
		body: {
			active: flag,
			bill_service_id: number,
			billable_default: flag,
			color: { oneOf: [{ $ref: 'CustomerColor' }, { type: 'null' }] },
			name,
			note,
			number,
			service_assignments: idOrIds,
		},
		requiredBody: ['name'],
		answer: { key: 'data', of: { $ref: 'CustomerV3' } },
	},
	{
		id: 'getCustomersCountProjectsV3',
		method: 'GET',
		path: '/v3/customers/countProjects',
		tag: 'Customer',
		query: {
			customers_id: {
				oneOf: [
					{ type: 'array', items: idOrZero },
					idOrZero,
					{ type: 'string', format: 'csv-string' },
				],
			},
			scope: { $ref: 'CustomerProjectScope' },
		},
		answer: { key: 'data', list: true, paging: true, of: { $ref: 'CustomerCountProjectsV3' } },
	},
	{
		id: 'getCustomerByIdV3',
		method: 'GET',
		path: '/v3/customers/{id}',
		tag: 'Customer',
		pathParameters: { id: integer },
		answer: { key: 'data', of: { $ref: 'CustomerV3' } },
	},
	{
		id: 'updateCustomerByIdV3',
		method: 'PUT',
		path: '/v3/customers/{id}',
		tag: 'Customer',
		pathParameters: { id: integer },
		body: {
			active: flag,
			bill_service_id: number,
			billable_default: flag,
			color: { $ref: 'CustomerColor' },
			name,
			note,
			number,
			service_assignments: idOrIds,
		},
		answer: { key: 'data', of: { $ref: 'CustomerV3' } },
	},
	{
		id: 'deleteCustomerByIdV3',
		method: 'DELETE',
		path: '/v3/customers/{id}',
		tag: 'Customer',
		pathParameters: { id: integer },
		query: { dry_run: flag, force: flag },
		answer: { of: success },
	},
];
