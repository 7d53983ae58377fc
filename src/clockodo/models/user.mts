// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const userModels: Record<string, Schema> = {
	UserV3: {
		type: 'object',
		required: [
			'id',
			'name',
			'weekstart_monday',
			'weekend_friday',
			'active',
			'timeformat_12h',
			'language',
			'timezone',
			'teams_id',
			'initials',
			'nonbusiness_groups_id',
		],
		properties: {
			id: { type: 'integer' },
			name: { type: 'string', maxLength: 100 },
			weekstart_monday: { type: 'boolean' },
			weekend_friday: { type: 'boolean' },
			active: { type: 'boolean' },
			timeformat_12h: { type: 'boolean' },
			language: { enum: ['en', 'fr', 'de'] },
			timezone: { type: 'string' },
			teams_id: { type: ['integer', 'null'] },
			initials: { type: 'string' },
			nonbusiness_groups_id: { type: ['integer', 'null'], deprecated: true },
			nonbusinessgroups_id: { type: 'integer', deprecated: true },
			number: { type: ['string', 'null'], maxLength: 50 },
			work_time_regulations_id: { type: ['integer', 'null'] },
			default_work_time_regulation: { type: 'boolean' },
			worktime_regulation_id: { type: ['integer', 'null'], deprecated: true },
			boss: { type: ['integer', 'null'] },
			absence_managers_id: { type: 'array', items: { type: 'integer' } },
			access_groups_ids: { type: 'array', items: { type: 'integer' } },
			email: { type: 'string', maxLength: 90 },
			role: { $ref: 'Role' },
			can_generally_see_absences: { type: 'boolean' },
			can_generally_manage_absences: { type: 'boolean' },
			can_add_customers: { type: 'boolean' },
			default_holidays_count: { type: 'boolean' },
			default_target_hours: { type: 'boolean' },
			future_coworker: { type: 'boolean' },
			start_date: { type: ['string', 'null'], format: 'date' },
			wage_type: { oneOf: [{ $ref: 'WageType' }, { type: 'null' }] },
			edit_lock: { type: ['string', 'null'], format: 'date' },
			edit_lock_dyn: { oneOf: [{ $ref: 'EditLockDay' }, { type: 'null' }] },
			edit_lock_sync: { type: ['boolean', 'null'] },
			work_time_edit_lock_days: { oneOf: [{ $ref: 'WorkTimeEditLockDay' }, { type: 'null' }] },
			budget_notifications: { type: 'boolean' },
			creator: { type: ['integer', 'null'] },
			created_at: { type: 'string', format: 'date-time' },
			bill_service_id: { type: ['string', 'null'] },
			support_pin: { type: 'string' },
		},
	},
	UsersAccessCustomersProjectCustomerChildRestrictedAccessV2: {
		type: 'object',
		required: ['projects'],
		properties: { projects: { type: 'object', additionalProperties: { type: 'boolean' } } },
	},
	UsersAccessCustomersProjectV2: {
		type: 'object',
		required: ['add', 'report', 'edit'],
		properties: {
			add: {
				oneOf: [
					{ type: 'boolean' },
					{
						type: 'object',
						additionalProperties: {
							oneOf: [
								{ type: 'boolean' },
								{ $ref: 'UsersAccessCustomersProjectCustomerChildRestrictedAccessV2' },
							],
						},
					},
				],
			},
			report: {
				oneOf: [
					{ type: 'boolean' },
					{
						type: 'object',
						additionalProperties: {
							oneOf: [
								{ type: 'boolean' },
								{ $ref: 'UsersAccessCustomersProjectCustomerChildRestrictedAccessV2' },
							],
						},
					},
				],
			},
			edit: {
				oneOf: [
					{ type: 'boolean' },
					{
						type: 'object',
						additionalProperties: {
							oneOf: [
								{ type: 'boolean' },
								{ $ref: 'UsersAccessCustomersProjectCustomerChildRestrictedAccessV2' },
							],
						},
					},
				],
			},
		},
	},
	UsersAccessServiceV2: {
		type: 'object',
		required: ['add'],
		properties: {
			add: {
				oneOf: [{ type: 'boolean' }, { type: 'object', additionalProperties: { type: 'boolean' } }],
			},
		},
	},
};
