// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const accessGroupAccessModels: Record<string, Schema> = {
	custom_access_v2: {
		type: 'object',
		additionalProperties: {
			oneOf: [
				{ type: 'boolean', enum: [true] },
				{
					type: 'object',
					required: ['projects'],
					properties: {
						projects: { type: 'object', additionalProperties: { type: 'boolean', enum: [true] } },
					},
				},
			],
		},
	},
	customer_projects_access_v2: {
		type: 'object',
		required: ['add', 'report', 'edit'],
		properties: {
			add: { oneOf: [{ $ref: 'general_access_v2' }, { $ref: 'custom_access_v2' }] },
			report: { oneOf: [{ $ref: 'general_access_v2' }, { $ref: 'custom_access_v2' }] },
			edit: { oneOf: [{ $ref: 'general_access_v2' }, { $ref: 'custom_access_v2' }] },
		},
	},
	general_access_v2: { type: 'boolean' },
	services_access_v2: {
		type: 'object',
		required: ['add'],
		properties: {
			add: {
				oneOf: [
					{ $ref: 'general_access_v2' },
					{ type: 'object', additionalProperties: { type: 'boolean', enum: [true] } },
				],
			},
		},
	},
};
