// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const projectModels: Record<string, Schema> = {
	ProjectBudgetV4: {
		type: 'object',
		required: [
			'monetary',
			'hard',
			'from_subprojects',
			'interval',
			'amount',
			'subprojects_budget_total',
		],
		properties: {
			monetary: { type: 'boolean' },
			hard: { type: 'boolean' },
			from_subprojects: { type: 'boolean' },
			interval: { oneOf: [{ $ref: 'BudgetInterval' }, { type: 'null' }] },
			amount: { type: ['number', 'null'] },
			subprojects_budget_total: { type: 'number' },
			notification_thresholds: { type: 'array', items: { $ref: 'Thresholds' } },
		},
	},
	ProjectV4: {
		type: 'object',
		required: [
			'id',
			'customers_id',
			'name',
			'number',
			'active',
			'billable_default',
			'completed',
			'completed_at',
			'test_data',
			'count_subprojects',
			'service_assignments',
		],
		properties: {
			id: { type: 'integer' },
			customers_id: { type: 'integer' },
			name: { type: 'string' },
			number: { type: ['string', 'null'] },
			active: { type: 'boolean' },
			billable_default: { type: 'boolean' },
			note: { type: ['string', 'null'] },
			billed_money: { type: ['number', 'null'] },
			billed_completely: { type: ['boolean', 'null'] },
			completed: { type: 'boolean' },
			completed_at: { type: ['string', 'null'], format: 'date-time' },
			revenue_factor: { type: ['number', 'null'] },
			deadline: { type: ['string', 'null'], format: 'date' },
			start_date: { type: ['string', 'null'], format: 'date' },
			automatic_completion: { type: 'boolean' },
			test_data: { type: 'boolean' },
			count_subprojects: { type: 'integer' },
			budget: { oneOf: [{ $ref: 'ProjectBudgetV4' }, { type: 'null' }] },
			bill_service_id: { type: ['string', 'null'] },
			service_assignments: { type: 'array', items: { type: 'integer' } },
		},
	},
};
