// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { id, idOrIds, year } from './shapes';

export const userNonbusinessDayOperations = (): Operation[] => [
	{
		id: 'getUsersNonbusinessDaysV2',
		method: 'GET',
		path: '/v2/usersNonbusinessDays',
		tag: 'UserNonbusinessDay',
		query: {
			filter: { type: 'object', properties: { users_id: idOrIds } },
			items_per_page: { type: 'integer', minimum: 1, maximum: 100 },
			page: id,
			year,
		},
		answer: { key: 'data', list: true, paging: true, of: { $ref: 'UsersNonbusinessDayV2' } },
	},
];
