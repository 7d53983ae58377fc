// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const customerModels: Record<string, Schema> = {
	CustomerCountProjectsV3: {
		type: 'object',
		required: ['customers_id', 'active', 'inactive'],
		properties: {
			customers_id: { type: 'integer' },
			active: { type: 'integer' },
			inactive: { type: 'integer' },
		},
	},
	CustomerV3: {
		type: 'object',
		required: ['id', 'name', 'number', 'color', 'active', 'billable_default', 'test_data'],
		properties: {
			id: { type: 'integer' },
			name: { type: 'string', maxLength: 100 },
			number: { type: ['string', 'null'], maxLength: 50 },
			color: { $ref: 'CustomerColor' },
			active: { type: 'boolean' },
			billable_default: { type: 'boolean' },
			note: { type: ['string', 'null'], maxLength: 1000 },
			bill_service_id: { type: ['string', 'null'] },
			test_data: { type: 'boolean' },
			service_assignments: { type: 'array', items: { type: 'integer' } },
		},
	},
};
