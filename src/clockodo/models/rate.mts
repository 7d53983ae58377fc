// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const rateModels: Record<string, Schema> = {
	RateV4: {
		type: 'object',
		required: [
			'id',
			'customer_ids',
			'project_ids',
			'service_ids',
			'user_ids',
			'hourly_rate',
			'test_data',
			'children',
		],
		properties: {
			id: { type: 'integer' },
			customer_ids: { type: 'array', items: { type: 'integer' } },
			project_ids: { type: 'array', items: { type: 'integer' } },
			service_ids: { type: 'array', items: { type: 'integer' } },
			user_ids: { type: 'array', items: { type: 'integer' } },
			hourly_rate: { type: 'number' },
			test_data: { type: 'boolean' },
			children: { type: 'array', items: { $ref: 'RateV4' } },
		},
	},
};
