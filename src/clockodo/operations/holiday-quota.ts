// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { id, integer, note, success, year, yearOrNull } from './shapes';

export const holidayQuotaOperations = (): Operation[] => [
	{
		id: 'getHolidaysQuotaV2',
		method: 'GET',
		path: '/v2/holidaysQuota',
		tag: 'HolidayQuota',
		query: { filter: { type: 'object', properties: { users_id: id, year } }, users_id: id, year },
		answer: { key: 'data', list: true, of: { $ref: 'HolidaysQuotaV2' } },
	},
	{
		id: 'createHolidaysQuotaV2',
		method: 'POST',
		path: '/v2/holidaysQuota',
		tag: 'HolidayQuota',
		body: {
			users_id: id,
			year_since: year,
			year_until: yearOrNull,
			count: { type: 'number', minimum: 0, maximum: 365 },
			note,
		},
		requiredBody: ['users_id', 'year_since', 'count'],
		answer: { key: 'data', of: { $ref: 'HolidaysQuotaV2' } },
	},
	{
		id: 'getHolidaysQuotaByIdV2',
		method: 'GET',
		path: '/v2/holidaysQuota/{id}',
		tag: 'HolidayQuota',
		pathParameters: { id: integer },
		answer: { key: 'data', of: { $ref: 'HolidaysQuotaV2' } },
	},
	{
		id: 'updateHolidaysQuotaByIdV2',
		method: 'PUT',
		path: '/v2/holidaysQuota/{id}',
		tag: 'HolidayQuota',
		pathParameters: { id: integer },
		body: {
			year_since: year,
			year_until: yearOrNull,
			count: { type: 'number', minimum: 0, maximum: 365 },
			note,
		},
		answer: { key: 'data', of: { $ref: 'HolidaysQuotaV2' } },
	},
	{
		id: 'deleteHolidaysQuotaByIdV2',
		method: 'DELETE',
		path: '/v2/holidaysQuota/{id}',
		tag: 'HolidayQuota',
		pathParameters: { id: integer },
		answer: { of: success },
	},
];
