// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const holidayQuotaModels: Record<string, Schema> = {
	HolidaysQuotaV2: {
		type: 'object',
		required: ['id', 'users_id', 'year_since', 'year_until', 'count'],
		properties: {
			id: { type: 'integer' },
			users_id: { type: 'integer' },
			year_since: { type: 'integer' },
			year_until: { type: ['integer', 'null'] },
			count: { type: 'number' },
			note: { type: ['string', 'null'], maxLength: 1000 },
		},
	},
};
