// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { flag, id, idOrIds, idOrNull, integer, name, success, year, yearOrNull } from './shapes';

export const nonbusinessDayOperations = (): Operation[] => [
	{
		id: 'getNonbusinessDaysV2',
		method: 'GET',
		path: '/v2/nonbusinessDays',
		tag: 'NonbusinessDay',
		query: { nonbusiness_group_id: idOrIds, year },
		answer: { key: 'data', list: true, of: { $ref: 'NonbusinessDayV2' } },
	},
	{
		id: 'createNonbusinessDayV2',
		method: 'POST',
		path: '/v2/nonbusinessDays',
		tag: 'NonbusinessDay',
		body: {
			nonbusiness_group_id: id,
			type: { $ref: 'NonbusinessDayType' },
			name,
			half_day: flag,
			surcharge_special: flag,
			special_id: id,
			day: { type: 'integer', minimum: 1, maximum: 31 },
			month: { type: 'integer', minimum: 1, maximum: 12 },
			year,
		},
		requiredBody: ['nonbusiness_group_id', 'type', 'name'],
		answer: { key: 'data', of: { $ref: 'NonbusinessDayV2' } },
	},
	{
		id: 'getNonbusinessDayByIdV2',
		method: 'GET',
		path: '/v2/nonbusinessDays/{id}',
		tag: 'NonbusinessDay',
		pathParameters: { id: integer },
		query: { year },
		answer: { key: 'data', of: { $ref: 'NonbusinessDayV2' } },
	},
	{
		id: 'updateNonbusinessDayByIdV2',
		method: 'PUT',
		path: '/v2/nonbusinessDays/{id}',
		tag: 'NonbusinessDay',
		pathParameters: { id: integer },
		body: {
			type: { $ref: 'NonbusinessDayType' },
			name,
			half_day: flag,
			surcharge_special: flag,
			special_id: idOrNull,
			day: { type: ['integer', 'null'], minimum: 1, maximum: 31 },
			month: { type: ['integer', 'null'], minimum: 1, maximum: 12 },
			year: yearOrNull,
		},
		answer: { key: 'data', of: { $ref: 'NonbusinessDayV2' } },
	},
	{
		id: 'deleteNonbusinessDayByIdV2',
		method: 'DELETE',
		path: '/v2/nonbusinessDays/{id}',
		tag: 'NonbusinessDay',
		pathParameters: { id: integer },
		answer: { of: success },
	},
];
