// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const overtimeReductionModels: Record<string, Schema> = {
	OvertimeReductionV3: {
		type: 'object',
		required: ['id', 'users_id', 'date', 'hours', 'note', 'added_at', 'added_by_users_id'],
		properties: {
			id: { type: 'integer' },
			users_id: { type: 'integer' },
			date: { type: 'string', format: 'date' },
			hours: { type: 'number' },
			note: { type: ['string', 'null'], maxLength: 1000 },
			added_at: { type: 'string', format: 'date' },
			added_by_users_id: { type: 'integer' },
		},
	},
};
