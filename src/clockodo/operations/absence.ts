// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import {
	date,
	dateOrNull,
	flag,
	id,
	idOrIds,
	idOrNull,
	ids,
	integer,
	shortNote,
	success,
	year,
} from './shapes';

export const absenceOperations = (): Operation[] => [
	{
		id: 'getAbsencesV4',
		method: 'GET',
		path: '/v4/absences',
		tag: 'Absence',
		query: {
			filter: {
				type: 'object',
				properties: {
					status: {
						oneOf: [
							{ type: 'array', items: { $ref: 'AbsenceStatus' } },
							{ $ref: 'AbsenceStatus' },
							{ type: 'string', format: 'csv-string' },
						],
					},
					teams_id: {
						oneOf: [
							{ type: 'array', items: idOrNull },
							idOrNull,
							{ type: 'string', format: 'csv-string' },
						],
					},
					type: {
						oneOf: [
							{ type: 'array', items: { $ref: 'AbsenceType' } },
							{ $ref: 'AbsenceType' },
							{ type: 'string', format: 'csv-string' },
						],
					},
					users_active: flag,
					users_id: idOrIds,
					year: {
						oneOf: [{ type: 'array', items: year }, year, { type: 'string', format: 'csv-string' }],
					},
				},
			},
			scope: { $ref: 'AbsenceScope' },
		},
		answer: { key: 'data', list: true, of: { $ref: 'AbsenceV4' } },
	},
	{
		id: 'createAbsenceV4',
		method: 'POST',
		path: '/v4/absences',
		tag: 'Absence',
		body: {
			date_since: date,
			date_until: dateOrNull,
			type: { $ref: 'AbsenceType' },
			half_day: flag,
			count_hours: { type: ['number', 'null'], minimum: 0.01, maximum: 1000 },
			users_id: id,
			allow_override: ids,
			status: { $ref: 'AbsenceStatus' },
			sick_note: flag,
			note: shortNote,
			public_note: shortNote,
		},
		requiredBody: ['date_since', 'type'],
		answer: { key: 'data', of: { $ref: 'AbsenceV4' } },
	},
	{
		id: 'getAbsenceByIdV4',
		method: 'GET',
		path: '/v4/absences/{id}',
		tag: 'Absence',
		pathParameters: { id: integer },
		answer: { key: 'data', of: { $ref: 'AbsenceV4' } },
	},
	{
		id: 'updateAbsenceByIdV4',
		method: 'PUT',
		path: '/v4/absences/{id}',
		tag: 'Absence',
		pathParameters: { id: integer },
		body: {
			date_since: date,
			date_until: date,
			type: { $ref: 'AbsenceType' },
			half_day: flag,
			count_hours: { type: ['number', 'null'], minimum: 0.01, maximum: 1000 },
			allow_override: ids,
			status: { $ref: 'AbsenceStatus' },
			sick_note: flag,
			note: shortNote,
			public_note: shortNote,
		},
		answer: { key: 'data', of: { $ref: 'AbsenceV4' } },
	},
	{
		id: 'deleteAbsenceByIdV4',
		method: 'DELETE',
		path: '/v4/absences/{id}',
		tag: 'Absence',
		pathParameters: { id: integer },
		answer: { of: success },
	},
];
