// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const nonbusinessDayModels: Record<string, Schema> = {
	NonbusinessDayV2: {
		type: 'object',
		required: [
			'id',
			'nonbusiness_group_id',
			'type',
			'name',
			'half_day',
			'surcharge_special',
			'evaluated_date',
		],
		properties: {
			id: { type: 'integer' },
			nonbusiness_group_id: { type: 'integer' },
			type: { $ref: 'NonbusinessDayType' },
			name: { type: 'string' },
			half_day: { type: 'boolean' },
			surcharge_special: { type: 'boolean' },
			special_id: { type: 'integer' },
			evaluated_date: { type: 'string', format: 'date' },
			day: { type: 'integer' },
			month: { type: 'integer' },
			year: { type: 'integer' },
		},
	},
};
