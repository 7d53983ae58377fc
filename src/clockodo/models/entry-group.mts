// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const entryGroupModels: Record<string, Schema> = {
	EntryGroupConfirmUpdateV2: {
		type: 'object',
		required: ['confirm_key', 'affected_entries'],
		properties: { confirm_key: { type: 'string' }, affected_entries: { type: 'integer' } },
	},
	EntryGroupNoRestrictionV2: { properties: {} },
	EntryGroupRestrictionV2: {
		type: 'object',
		required: [
			'users_id',
			'teams_id',
			'customers_id',
			'projects_id',
			'subprojects_id',
			'services_id',
			'lumpsum_services_id',
			'billable',
			'entriesTexts_id',
			'budget_type',
		],
		properties: {
			users_id: { type: ['integer', 'null'] },
			teams_id: { type: ['integer', 'null'] },
			customers_id: { type: ['integer', 'null'] },
			projects_id: { type: ['integer', 'null'] },
			subprojects_id: { type: ['integer', 'null'] },
			services_id: { type: ['integer', 'null'] },
			lumpsum_services_id: { type: ['integer', 'null'] },
			billable: { oneOf: [{ $ref: 'Billable' }, { type: 'null' }] },
			entriesTexts_id: { type: ['integer', 'null'] },
			budget_type: { type: ['string', 'null'] },
		},
	},
	EntryGroupUpdateV2: {
		type: 'object',
		required: ['success', 'edited_entries'],
		properties: { success: { type: 'boolean' }, edited_entries: { type: 'integer' } },
	},
	EntryGroupV2: {
		type: 'object',
		required: [
			'group',
			'name',
			'duration',
			'restrictions',
			'revenue',
			'has_budget_revenues_billed',
			'has_budget_revenues_not_billed',
			'has_non_budget_revenues_billed',
			'has_non_budget_revenues_not_billed',
			'budget_used',
			'hourly_rate',
			'hourly_rate_is_equal_and_has_no_lumpsums',
			'grouped_by',
		],
		properties: {
			group: { type: 'string' },
			name: { type: 'string' },
			duration: { type: 'integer' },
			restrictions: {
				oneOf: [
					{ $ref: 'EntryGroupNoRestrictionV2' },
					{ $ref: 'EntryGroupRestrictionV2' },
					{ type: 'null' },
				],
			},
			revenue: { type: 'integer' },
			has_budget_revenues_billed: { type: 'boolean' },
			has_budget_revenues_not_billed: { type: 'boolean' },
			has_non_budget_revenues_billed: { type: 'boolean' },
			has_non_budget_revenues_not_billed: { type: 'boolean' },
			budget_used: { type: 'boolean' },
			hourly_rate: { type: ['number', 'null'] },
			hourly_rate_is_equal_and_has_no_lumpsums: { type: 'boolean' },
			sub_groups: { type: ['array', 'null'], items: { $ref: 'EntryGroupV2' } },
			grouped_by: { type: 'string' },
		},
	},
};
