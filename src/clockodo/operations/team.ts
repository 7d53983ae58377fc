// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { id, idOrIds, integer, name, success, text } from './shapes';

export const teamOperations = (): Operation[] => [
	{
		id: 'getTeamsV3',
		method: 'GET',
		path: '/v3/teams',
		tag: 'Team',
		query: {
			filter: { type: 'object', properties: { fulltext: text } },
			items_per_page: { type: 'integer', minimum: 1, maximum: 1000 },
			page: id,
			scope: { $ref: 'UserScope' },
			sort: { type: 'array', items: { $ref: 'SortIdName' } },
		},
		answer: { key: 'data', list: true, paging: true, of: { $ref: 'TeamV3' } },
	},
	{
		id: 'createTeamV3',
		method: 'POST',
		path: '/v3/teams',
		tag: 'Team',
		body: { name, leader: { type: ['integer', 'null'] }, user_ids: idOrIds },
		requiredBody: ['name'],
		answer: { key: 'data', of: { $ref: 'TeamV3' } },
	},
	{
		id: 'getTeamByIdV3',
		method: 'GET',
		path: '/v3/teams/{id}',
		tag: 'Team',
		pathParameters: { id: integer },
		answer: { key: 'data', of: { $ref: 'TeamV3' } },
	},
	{
		id: 'updateTeamByIdV3',
		method: 'PUT',
		path: '/v3/teams/{id}',
		tag: 'Team',
		pathParameters: { id: integer },
		body: { name, leader: { type: ['integer', 'null'] }, user_ids: idOrIds },
		answer: { key: 'data', of: { $ref: 'TeamV3' } },
	},
	{
		id: 'deleteTeamByIdV3',
		method: 'DELETE',
		path: '/v3/teams/{id}',
		tag: 'Team',
		pathParameters: { id: integer },
		answer: { of: success },
	},
];
