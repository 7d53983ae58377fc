// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';

export const aggregatesUsersMeOperations = (): Operation[] => [
	{
		id: 'getAggregatesUsersMeV2',
		method: 'GET',
		path: '/v2/aggregates/users/me',
		tag: 'AggregatesUsersMe',
		deprecated: true,
		answer: { of: { $ref: 'AggregatesUsersMeV2' } },
	},
];
