// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const userNonbusinessDayModels: Record<string, Schema> = {
	UsersNonbusinessDayV2: {
		type: 'object',
		required: ['users_id', 'days'],
		properties: {
			users_id: { type: 'integer' },
			days: { type: 'array', items: { $ref: 'NonbusinessDayV2' } },
		},
	},
};
