// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const absenceModels: Record<string, Schema> = {
	AbsenceDayAbsenceV4: {
		type: 'object',
		required: ['id', 'users_id', 'date_since', 'date_until', 'status', 'public_note', 'count_days'],
		properties: {
			id: { type: 'integer' },
			users_id: { type: 'integer' },
			date_since: { type: 'string', format: 'date' },
			date_until: { type: 'string', format: 'date' },
			type: { $ref: 'DayAbsenceType' },
			status: { $ref: 'AbsenceStatus' },
			note: { type: ['string', 'null'] },
			public_note: { type: ['string', 'null'] },
			sick_note: { type: ['boolean', 'null'] },
			count_days: { type: 'number' },
			count_hours: { type: 'null' },
			date_enquired: { type: ['string', 'null'], format: 'date' },
			date_approved: { type: ['string', 'null'], format: 'date' },
			approved_by: { type: ['integer', 'null'] },
		},
	},
	AbsenceHourAbsenceV4: {
		type: 'object',
		required: ['id', 'users_id', 'date_since', 'date_until', 'status', 'public_note', 'count_days'],
		properties: {
			id: { type: 'integer' },
			users_id: { type: 'integer' },
			date_since: { type: 'string', format: 'date' },
			date_until: { type: 'string', format: 'date' },
			type: { $ref: 'HourAbsenceType' },
			status: { $ref: 'AbsenceStatus' },
			note: { type: ['string', 'null'] },
			public_note: { type: ['string', 'null'] },
			sick_note: { type: ['boolean', 'null'] },
			count_days: { type: 'number' },
			count_hours: { type: 'number' },
			date_enquired: { type: ['string', 'null'], format: 'date' },
			date_approved: { type: ['string', 'null'], format: 'date' },
			approved_by: { type: ['integer', 'null'] },
		},
	},
	AbsenceV4: { oneOf: [{ $ref: 'AbsenceHourAbsenceV4' }, { $ref: 'AbsenceDayAbsenceV4' }] },
};
