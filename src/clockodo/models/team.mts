// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const teamModels: Record<string, Schema> = {
	TeamV3: {
		type: 'object',
		required: ['id', 'name', 'leader', 'user_ids'],
		properties: {
			id: { type: 'integer' },
			name: { type: 'string' },
			leader: { type: ['integer', 'null'] },
			user_ids: { type: 'array', items: { type: 'integer' } },
		},
	},
};
