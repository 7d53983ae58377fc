// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const nonbusinessGroupModels: Record<string, Schema> = {
	NonbusinessGroupV2: {
		type: 'object',
		required: ['id', 'name', 'company_default'],
		properties: {
			id: { type: 'integer' },
			name: { type: 'string', maxLength: 100 },
			company_default: { type: 'boolean' },
		},
	},
};
