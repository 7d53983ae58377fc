// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { ids, integer, name, success } from './shapes';

export const accessGroupOperations = (): Operation[] => [
	{
		id: 'getAccessGroupsV2',
		method: 'GET',
		path: '/v2/accessGroups',
		tag: 'AccessGroup',
		answer: { key: 'data', list: true, of: { $ref: 'AccessGroupV2' } },
	},
	{
		id: 'createAccessGroupV2',
		method: 'POST',
		path: '/v2/accessGroups',
		tag: 'AccessGroup',
		body: { name, users_ids: ids },
		requiredBody: ['name'],
		answer: { key: 'data', of: { $ref: 'AccessGroupV2' } },
	},
	{
		id: 'getAccessGroupByIdV2',
		method: 'GET',
		path: '/v2/accessGroups/{id}',
		tag: 'AccessGroup',
		pathParameters: { id: integer },
		answer: { key: 'data', of: { $ref: 'AccessGroupV2' } },
	},
	{
		id: 'updateAccessGroupByIdV2',
		method: 'PUT',
		path: '/v2/accessGroups/{id}',
		tag: 'AccessGroup',
		pathParameters: { id: integer },
		body: { name, users_ids: ids },
		answer: { key: 'data', of: { $ref: 'AccessGroupV2' } },
	},
	{
		id: 'deleteAccessGroupByIdV2',
		method: 'DELETE',
		path: '/v2/accessGroups/{id}',
		tag: 'AccessGroup',
		pathParameters: { id: integer },
		answer: { of: success },
	},
];
