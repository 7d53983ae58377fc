// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const registerModels: Record<string, Schema> = {
	RegisterV1: {
		type: 'object',
		required: ['success', 'user', 'apikey', 'first_login_key'],
		properties: {
			success: { type: 'boolean' },
			user: { $ref: 'SettingV1' },
			apikey: { type: 'string' },
			first_login_key: { type: ['string', 'null'] },
		},
	},
	SettingAccessV1: {
		type: 'object',
		required: ['addCustomers'],
		properties: { addCustomers: { type: 'boolean' } },
	},
	SettingPriceFormatV1: {
		type: 'object',
		required: ['example', 'format'],
		properties: { example: { type: 'number' }, format: { type: 'string' } },
	},
	SettingV1: {
		type: 'object',
		required: [
			'name',
			'email',
			'role',
			'access',
			'price_format',
			'timeformat_12h',
			'weekstart_monday',
			'weekend_friday',
			'language',
			'currency',
			'currency_symbol',
			'timezone',
			'support_pin',
			'allowEntriesTextMultiline',
			'show_favorites',
		],
		properties: {
			name: { type: 'string' },
			email: { type: 'string' },
			role: { $ref: 'Role' },
			access: { $ref: 'SettingAccessV1' },
			price_format: { $ref: 'SettingPriceFormatV1' },
			timeformat_12h: { type: 'boolean' },
			weekstart_monday: { type: 'boolean' },
			weekend_friday: { type: 'boolean' },
			language: { $ref: 'Language' },
			currency: { type: 'string' },
			currency_symbol: { type: 'string' },
			timezone: { type: 'string' },
			support_pin: { type: 'string' },
			allowEntriesTextMultiline: { type: 'boolean' },
			show_favorites: { type: 'boolean' },
		},
	},
};
