// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const serviceModels: Record<string, Schema> = {
	ServiceV4: {
		type: 'object',
		required: ['id', 'name', 'number', 'active'],
		properties: {
			id: { type: 'integer' },
			name: { type: 'string', maxLength: 100 },
			number: { type: ['string', 'null'], maxLength: 50 },
			active: { type: 'boolean' },
			note: { type: ['string', 'null'], maxLength: 1000 },
			bill_service_id: { type: ['string', 'null'] },
		},
	},
};
