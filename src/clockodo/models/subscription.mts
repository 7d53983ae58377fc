// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const subscriptionModels: Record<string, Schema> = {
	subscription_v2: {
		type: 'object',
		required: ['current_until', 'current', 'upcoming', 'cancel_date'],
		properties: {
			current_until: { type: 'string', format: 'date' },
			current: {
				type: 'object',
				required: ['plan_id', 'plan_name', 'number_of_licences', 'interval'],
				properties: {
					plan_id: { type: 'integer' },
					plan_name: { type: 'string' },
					number_of_licences: { type: ['integer', 'null'] },
					interval: { type: ['string', 'null'] },
				},
			},
			upcoming: {
				type: ['object', 'null'],
				required: ['plan_id', 'plan_name', 'number_of_licences', 'interval'],
				properties: {
					plan_id: { type: 'integer' },
					plan_name: { type: 'string' },
					number_of_licences: { type: 'integer' },
					interval: { type: 'string' },
				},
			},
			cancel_date: { type: ['string', 'null'], format: 'date' },
		},
	},
};
