// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const subprojectModels: Record<string, Schema> = {
	SubprojectBudgetV3: {
		type: 'object',
		required: ['monetary', 'hard', 'amount'],
		properties: {
			monetary: { type: 'boolean' },
			hard: { type: 'boolean' },
			amount: { type: ['number', 'null'] },
			notification_thresholds: { type: 'array', items: { $ref: 'Thresholds' } },
		},
	},
	SubprojectV3: {
		type: 'object',
		required: [
			'id',
			'projects_id',
			'name',
			'number',
			'billed',
			'billed_money',
			'billed_completely',
			'billable_default',
			'completed',
			'completed_at',
			'start_date',
			'deadline',
			'active',
			'service_assignments',
		],
		properties: {
			id: { type: 'integer' },
			projects_id: { type: 'integer' },
			name: { type: 'string' },
			note: { type: ['string', 'null'] },
			number: { type: ['string', 'null'] },
			budget: { oneOf: [{ $ref: 'SubprojectBudgetV3' }, { type: 'null' }] },
			billed: { type: ['integer', 'null'] },
			billed_money: { type: ['number', 'null'] },
			billed_completely: { type: ['boolean', 'null'] },
			billable_default: { type: 'boolean' },
			completed: { type: 'boolean' },
			completed_at: { type: ['string', 'null'], format: 'date-time' },
			revenue_factor: { type: ['number', 'null'] },
			start_date: { type: ['string', 'null'], format: 'date' },
			deadline: { type: ['string', 'null'], format: 'date' },
			active: { type: 'boolean' },
			automatic_completion: { type: 'boolean' },
			service_assignments: { type: 'array', items: { type: 'integer' } },
			bill_service_id: { type: ['string', 'null'] },
		},
	},
};
