// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { id, integer, note, success, year } from './shapes';

export const holidayCarryoverOperations = (): Operation[] => [
	{
		id: 'getHolidaysCarryV3',
		method: 'GET',
		path: '/v3/holidaysCarry',
		tag: 'HolidayCarryover',
		query: { users_id: id, year },
		answer: { key: 'data', list: true, of: { $ref: 'HolidaysCarryV3' } },
	},
	{
		id: 'createHolidaysCarryV3',
		method: 'POST',
		path: '/v3/holidaysCarry',
		tag: 'HolidayCarryover',
		body: { year, users_id: id, count: { type: 'number', minimum: -9999, maximum: 9999 }, note },
		requiredBody: ['year', 'users_id', 'count'],
		answer: { key: 'data', of: { $ref: 'HolidaysCarryV3' } },
	},
	{
		id: 'getHolidaysCarryByIdV3',
		method: 'GET',
		path: '/v3/holidaysCarry/{id}',
		tag: 'HolidayCarryover',
		pathParameters: { id: integer },
		answer: { key: 'data', of: { $ref: 'HolidaysCarryV3' } },
	},
	{
		id: 'updateHolidaysCarryByIdV3',
		method: 'PUT',
		path: '/v3/holidaysCarry/{id}',
		tag: 'HolidayCarryover',
		pathParameters: { id: integer },
		body: { year, count: { type: 'number', minimum: -9999, maximum: 9999 }, note },
		answer: { key: 'data', of: { $ref: 'HolidaysCarryV3' } },
	},
	{
		id: 'deleteHolidaysCarryByIdV3',
		method: 'DELETE',
		path: '/v3/holidaysCarry/{id}',
		tag: 'HolidayCarryover',
		pathParameters: { id: integer },
		answer: { of: success },
	},
];
