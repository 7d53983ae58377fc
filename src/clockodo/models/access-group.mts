// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const accessGroupModels: Record<string, Schema> = {
	AccessGroupV2: {
		type: 'object',
		required: ['id', 'name', 'company_default'],
		properties: {
			id: { type: 'integer' },
			name: { type: 'string', maxLength: 100 },
			users_ids: { type: 'array', items: { type: 'integer' } },
			has_elevated_access: { type: ['boolean', 'null'] },
			has_master_data_access: { type: ['boolean', 'null'] },
			company_default: { type: 'boolean' },
		},
	},
};
