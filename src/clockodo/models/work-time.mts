// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const workTimeModels: Record<string, Schema> = {
	WorkTimeIntervalV2: {
		type: 'object',
		required: ['time_since', 'time_until'],
		properties: {
			time_since: { type: 'string', format: 'date-time' },
			time_until: { type: ['string', 'null'], format: 'date-time' },
		},
	},
	WorkTimeV2: {
		type: 'object',
		required: ['date', 'users_id', 'offset', 'intervals'],
		properties: {
			date: { type: 'string', format: 'date' },
			users_id: { type: 'integer' },
			offset: { type: 'integer' },
			intervals: { type: 'array', items: { $ref: 'WorkTimeIntervalV2' } },
		},
	},
	WorkTimesChangeRequestChangeV2: {
		type: 'object',
		required: ['type', 'time_since', 'time_until'],
		properties: {
			type: { $ref: 'ChangeRequestIntervalType' },
			time_since: { type: 'string', format: 'date-time' },
			time_until: { type: 'string', format: 'date-time' },
		},
	},
	WorkTimesChangeRequestDeleteV2: {
		type: 'object',
		required: ['change_request'],
		properties: { change_request: { type: 'null' } },
	},
	WorkTimesChangeRequestPostV2: {
		type: 'object',
		required: ['change_request', 'replaced_change_request', 'approved_immediately'],
		properties: {
			change_request: { oneOf: [{ $ref: 'WorkTimesChangeRequestV2' }, { type: 'null' }] },
			replaced_change_request: { oneOf: [{ $ref: 'WorkTimesChangeRequestV2' }, { type: 'null' }] },
			approved_immediately: { type: 'boolean' },
		},
	},
	WorkTimesChangeRequestV2: {
		type: 'object',
		required: [
			'id',
			'date',
			'users_id',
			'status',
			'created_at',
			'declined_at',
			'declined_by',
			'changes',
		],
		properties: {
			id: { type: 'integer' },
			date: { type: 'string', format: 'date' },
			users_id: { type: 'integer' },
			status: { $ref: 'ChangeRequestStatus' },
			created_at: { type: 'string', format: 'date-time' },
			declined_at: { type: ['string', 'null'], format: 'date-time' },
			declined_by: { type: ['integer', 'null'] },
			changes: { type: 'array', items: { $ref: 'WorkTimesChangeRequestChangeV2' } },
		},
	},
	WorkTimesChangeRequestsDeclineChangeV2: {
		type: 'object',
		required: ['type', 'time_since', 'time_until'],
		properties: {
			type: { $ref: 'ChangeRequestIntervalType' },
			time_since: { type: 'string' },
			time_until: { type: ['string', 'null'] },
		},
	},
	WorkTimesChangeRequestsDeclineV2: {
		type: 'object',
		required: [
			'id',
			'date',
			'users_id',
			'status',
			'created_at',
			'declined_at',
			'declined_by',
			'changes',
		],
		properties: {
			id: { type: 'integer' },
			date: { type: 'string' },
			users_id: { type: 'integer' },
			status: { $ref: 'ChangeRequestStatus' },
			created_at: { type: ['string', 'null'] },
			declined_at: { type: ['string', 'null'] },
			declined_by: { type: ['integer', 'null'] },
			changes: { type: 'array', items: { $ref: 'WorkTimesChangeRequestsDeclineChangeV2' } },
		},
	},
};
