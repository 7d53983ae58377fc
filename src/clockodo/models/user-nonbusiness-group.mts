// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const userNonbusinessGroupModels: Record<string, Schema> = {
	UsersNonbusinessGroupV3: {
		type: 'object',
		required: ['id', 'date_since', 'date_until', 'nonbusiness_groups_id', 'users_id'],
		properties: {
			id: { type: 'integer' },
			date_since: { type: 'string', format: 'date' },
			date_until: { type: ['string', 'null'], format: 'date' },
			nonbusiness_groups_id: { type: ['integer', 'null'] },
			users_id: { type: 'integer' },
		},
	},
};
