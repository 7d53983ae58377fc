// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { date, dateOrNull, id, idOrIds, integer, success } from './shapes';

export const userNonbusinessGroupOperations = (): Operation[] => [
	{
		id: 'getUsersNonbusinessGroupsV3',
		method: 'GET',
		path: '/v3/usersNonbusinessGroups',
		tag: 'UserNonbusinessGroup',
		query: {
			filter: { type: 'object', properties: { nonbusiness_groups_id: idOrIds, users_id: idOrIds } },
			items_per_page: { type: 'integer', minimum: 1, maximum: 1000 },
			page: id,
		},
		answer: { key: 'data', list: true, paging: true, of: { $ref: 'UsersNonbusinessGroupV3' } },
	},
	{
		id: 'createUsersNonbusinessGroupV3',
		method: 'POST',
		path: '/v3/usersNonbusinessGroups',
		tag: 'UserNonbusinessGroup',
		body: {
			users_id: integer,
			nonbusiness_groups_id: integer,
			date_since: date,
			date_until: dateOrNull,
		},
		requiredBody: ['users_id', 'nonbusiness_groups_id', 'date_since'],
		answer: { key: 'data', of: { $ref: 'UsersNonbusinessGroupV3' } },
	},
	{
		id: 'getUsersNonbusinessGroupByIdV3',
		method: 'GET',
		path: '/v3/usersNonbusinessGroups/{id}',
		tag: 'UserNonbusinessGroup',
		pathParameters: { id: integer },
		answer: { key: 'data', of: { $ref: 'UsersNonbusinessGroupV3' } },
	},
	{
		id: 'updateUsersNonbusinessGroupByIdV3',
		method: 'PUT',
		path: '/v3/usersNonbusinessGroups/{id}',
		tag: 'UserNonbusinessGroup',
		pathParameters: { id: integer },
		body: { nonbusiness_groups_id: integer, date_since: date, date_until: dateOrNull },
		answer: { key: 'data', of: { $ref: 'UsersNonbusinessGroupV3' } },
	},
	{
		id: 'deleteUsersNonbusinessGroupByIdV3',
		method: 'DELETE',
		path: '/v3/usersNonbusinessGroups/{id}',
		tag: 'UserNonbusinessGroup',
		pathParameters: { id: integer },
		answer: { of: success },
	},
];
