// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import {
	activeOrText,
	flag,
	id,
	integer,
	name,
	note,
	number,
	price,
	sort,
	success,
} from './shapes';

export const lumpSumServiceOperations = (): Operation[] => [
	{
		id: 'getLumpSumServicesV4',
		method: 'GET',
		path: '/v4/lumpSumServices',
		tag: 'LumpSumService',
		query: {
			filter: activeOrText,
			items_per_page: { type: 'integer', minimum: 1, maximum: 5000 },
			page: id,
			sort,
		},
		answer: { key: 'data', list: true, paging: true, of: { $ref: 'LumpSumServiceV4' } },
	},
	{
		id: 'createLumpSumServiceV4',
		method: 'POST',
		path: '/v4/lumpSumServices',
		tag: 'LumpSumService',
		body: {
			name,
			price,
			unit: { type: ['string', 'null'], maxLength: 6 },
			active: flag,
			number,
			note,
		},
		requiredBody: ['name', 'price'],
		answer: { key: 'data', of: { $ref: 'LumpSumServiceV4' } },
	},
	{
		id: 'getLumpSumServiceByIdV4',
		method: 'GET',
		path: '/v4/lumpSumServices/{id}',
		tag: 'LumpSumService',
		pathParameters: { id: integer },
		answer: { key: 'data', of: { $ref: 'LumpSumServiceV4' } },
	},
	{
		id: 'updateLumpSumServiceByIdV4',
		method: 'PUT',
		path: '/v4/lumpSumServices/{id}',
		tag: 'LumpSumService',
		pathParameters: { id: integer },
		body: {
			name,
			price,
			unit: { type: ['string', 'null'], maxLength: 6 },
			active: flag,
			number,
			note,
		},
		answer: { key: 'data', of: { $ref: 'LumpSumServiceV4' } },
	},
	{
		id: 'deleteLumpSumServiceByIdV4',
		method: 'DELETE',
		path: '/v4/lumpSumServices/{id}',
		tag: 'LumpSumService',
		pathParameters: { id: integer },
		query: { dry_run: flag, force: flag },
		answer: { of: success },
	},
];
