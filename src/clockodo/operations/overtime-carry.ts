// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { id, integer, note, success, year } from './shapes';

export const overtimeCarryOperations = (): Operation[] => [
	{
		id: 'getOvertimeCarryV3',
		method: 'GET',
		path: '/v3/overtimeCarry',
		tag: 'OvertimeCarry',
		query: { users_id: id, year },
		answer: { key: 'data', list: true, of: { $ref: 'OvertimeCarryV3' } },
	},
	{
		id: 'createOvertimeCarryV3',
		method: 'POST',
		path: '/v3/overtimeCarry',
		tag: 'OvertimeCarry',
		body: { year, users_id: id, hours: { type: 'number', minimum: -999, maximum: 999 }, note },
		requiredBody: ['year', 'users_id', 'hours'],
		answer: { key: 'data', of: { $ref: 'OvertimeCarryV3' } },
	},
	{
		id: 'getOvertimeCarryByIdV3',
		method: 'GET',
		path: '/v3/overtimeCarry/{id}',
		tag: 'OvertimeCarry',
		pathParameters: { id: integer },
		answer: { key: 'data', of: { $ref: 'OvertimeCarryV3' } },
	},
	{
		id: 'updateOvertimeCarryByIdV3',
		method: 'PUT',
		path: '/v3/overtimeCarry/{id}',
		tag: 'OvertimeCarry',
		pathParameters: { id: integer },
		body: { year, hours: { type: 'number', minimum: -999, maximum: 999 }, note },
		answer: { key: 'data', of: { $ref: 'OvertimeCarryV3' } },
	},
	{
		id: 'deleteOvertimeCarryByIdV3',
		method: 'DELETE',
		path: '/v3/overtimeCarry/{id}',
		tag: 'OvertimeCarry',
		pathParameters: { id: integer },
		answer: { of: success },
	},
];
