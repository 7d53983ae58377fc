// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const clockModels: Record<string, Schema> = {
	ClockDurationV2: {
		type: 'object',
		required: ['updated', 'running', 'overlapping_correction', 'current_time'],
		properties: {
			updated: { $ref: 'EntryV2' },
			running: { oneOf: [{ $ref: 'EntryV2' }, { type: 'null' }] },
			overlapping_correction: {
				type: ['object', 'null'],
				required: ['overlapping', 'overlapping_free_time_since', 'truncate_previous_entry'],
				properties: {
					overlapping: { type: 'boolean' },
					overlapping_free_time_since: { type: ['string', 'null'], format: 'date-time' },
					truncate_previous_entry: { type: ['integer', 'null'] },
				},
			},
			current_time: { type: 'string', format: 'date-time' },
		},
	},
	ClockStartStopV2: {
		type: 'object',
		required: ['running', 'stopped', 'current_time', 'stopped_has_been_truncated'],
		properties: {
			running: { oneOf: [{ $ref: 'EntryV2' }, { type: 'null' }] },
			stopped: { oneOf: [{ $ref: 'EntryV2' }, { type: 'null' }] },
			current_time: { type: 'string', format: 'date-time' },
			stopped_has_been_truncated: { type: 'boolean' },
			additional_message: { type: 'string' },
		},
	},
	ClockV2: {
		type: 'object',
		required: ['running', 'stopped', 'current_time'],
		properties: {
			running: { oneOf: [{ $ref: 'EntryV2' }, { type: 'null' }] },
			stopped: { oneOf: [{ $ref: 'EntryV2' }, { type: 'null' }] },
			current_time: { type: 'string', format: 'date-time' },
		},
	},
};
