// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const holidayCarryoverModels: Record<string, Schema> = {
	HolidaysCarryV3: {
		type: 'object',
		required: ['id', 'users_id', 'year', 'count'],
		properties: {
			id: { type: 'integer' },
			users_id: { type: 'integer' },
			year: { type: 'integer' },
			count: { type: 'number' },
			note: { type: ['string', 'null'], maxLength: 1000 },
		},
	},
};
