// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const lumpSumServiceModels: Record<string, Schema> = {
	LumpSumServiceV4: {
		type: 'object',
		required: ['id', 'name', 'price', 'unit', 'active', 'number'],
		properties: {
			id: { type: 'integer' },
			name: { type: 'string', maxLength: 100 },
			price: { type: 'number' },
			unit: { type: ['string', 'null'], maxLength: 6 },
			active: { type: 'boolean' },
			number: { type: ['string', 'null'], maxLength: 50 },
			note: { type: ['string', 'null'], maxLength: 1000 },
		},
	},
};
