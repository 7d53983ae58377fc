// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const overtimeCarryModels: Record<string, Schema> = {
	OvertimeCarryV3: {
		type: 'object',
		required: ['id', 'users_id', 'year', 'hours', 'note'],
		properties: {
			id: { type: 'integer' },
			users_id: { type: 'integer' },
			year: { type: 'integer' },
			hours: { type: 'number' },
			note: { type: ['string', 'null'], maxLength: 1000 },
		},
	},
};
