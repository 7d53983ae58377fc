// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { date, id, idOrIds, integer, note, success } from './shapes';

export const overtimeReductionOperations = (): Operation[] => [
	{
		id: 'getOvertimeReductionsV3',
		method: 'GET',
		path: '/v3/overtimeReductions',
		tag: 'OvertimeReduction',
		query: { users_id: idOrIds },
		answer: { key: 'data', list: true, of: { $ref: 'OvertimeReductionV3' } },
	},
	{
		id: 'createOvertimeReductionV3',
		method: 'POST',
		path: '/v3/overtimeReductions',
		tag: 'OvertimeReduction',
		body: { users_id: id, date, hours: { type: 'number', minimum: -999, maximum: 999 }, note },
		requiredBody: ['users_id', 'date', 'hours'],
		answer: { key: 'data', of: { $ref: 'OvertimeReductionV3' } },
	},
	{
		id: 'getOvertimeReductionByIdV3',
		method: 'GET',
		path: '/v3/overtimeReductions/{id}',
		tag: 'OvertimeReduction',
		pathParameters: { id: integer },
		answer: { key: 'data', of: { $ref: 'OvertimeReductionV3' } },
	},
	{
		id: 'updateOvertimeReductionByIdV3',
		method: 'PUT',
		path: '/v3/overtimeReductions/{id}',
		tag: 'OvertimeReduction',
		pathParameters: { id: integer },
		body: { date, hours: { type: 'number', minimum: -999, maximum: 999 }, note },
		answer: { key: 'data', of: { $ref: 'OvertimeReductionV3' } },
	},
	{
		id: 'deleteOvertimeReductionByIdV3',
		method: 'DELETE',
		path: '/v3/overtimeReductions/{id}',
		tag: 'OvertimeReduction',
		pathParameters: { id: integer },
		answer: { of: success },
	},
];
