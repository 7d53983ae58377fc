// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const entryTextModels: Record<string, Schema> = {
	entriesText_v3: {
		type: 'object',
		required: ['id', 'label', 'value'],
		properties: { id: { type: 'integer' }, label: { type: 'string' }, value: { type: 'string' } },
	},
};
