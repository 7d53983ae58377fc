import { describe, expect, it } from '@jest/globals';
import { fieldKindOf } from '../../../nodes/Clockodo/table/field-kind.js';
import type { ListName } from '../../../nodes/Clockodo/table/lists.js';
import { toApiValue, ValueError } from '../../../nodes/Clockodo/call/values.js';
import type { Schema } from '../../../src/clockodo/schema.js';
import * as shapes from '../../../src/clockodo/operations/shapes.js';

const read = (raw: unknown, schema: Schema, list?: ListName) =>
	toApiValue(raw, {
		kind: fieldKindOf('field', schema, list),
		schema,
		label: 'Field',
		timeZone: 'Europe/Berlin',
	});
const status: Schema = { $ref: 'AbsenceStatus' };
const changes: Schema = {
	type: 'array',
	items: {
		type: 'object',
		properties: { time_since: shapes.dateTime, type: { $ref: 'ChangeRequestIntervalType' } },
	},
};

describe('a value for the API', () => {
	it.each<[string, unknown, Schema, unknown, ListName?]>([
		['an ID from a list', { __rl: true, mode: 'list', value: 5 }, shapes.id, 5, 'user'],
		['an ID as text', ' 5 ', shapes.id, 5, 'user'],
		['nothing chosen', { __rl: true, mode: 'list', value: '' }, shapes.id, undefined, 'user'],
		['IDs with commas', '1, 2,3', shapes.ids, [1, 2, 3], 'user'],
		['IDs as JSON text', '[1,2]', shapes.ids, [1, 2], 'user'],
		['one ID for several', 4, shapes.idOrIds, [4], 'user'],
		['a choice by its value', 1, status, 1],
		['a choice as text', '1', status, 1],
		['a choice by its label', 'approved', status, 1],
		['true as text', 'TRUE', shapes.flag, true],
		['false as a number', 0, shapes.flag, false],
		['a decimal comma', '7,5', shapes.money, 7.5],
		['a day', '2026-11-24', shapes.date, '2026-11-24'],
		['a day from the picker', '2026-11-24T00:00:00', shapes.date, '2026-11-24'],
		['a day of a point in time elsewhere', '2026-11-23T23:30:00Z', shapes.date, '2026-11-24'],
		['a time in summer', '2026-07-01T08:00:00', shapes.dateTime, '2026-07-01T06:00:00Z'],
		['a time in winter', '2026-12-01T08:00:00', shapes.dateTime, '2026-12-01T07:00:00Z'],
		[
			'a time with its zone',
			'2026-12-01T08:00:00.123-05:00',
			shapes.dateTime,
			'2026-12-01T13:00:00Z',
		],
		['a Date', new Date('2026-12-01T08:00:00Z'), shapes.dateTime, '2026-12-01T08:00:00Z'],
		['null where it is allowed', null, shapes.dateOrNull, null],
		['null where it is not', null, shapes.date, undefined],
		['an empty text', '', shapes.text, undefined],
		['a number for a text', 12, shapes.text, '12'],
		[
			'spans from the panel',
			{ values: [{ time_since: '2026-12-01T08:00:00Z', type: 1 }] },
			changes,
			[{ time_since: '2026-12-01T08:00:00Z', type: 1 }],
		],
		[
			'spans as a plain list',
			[{ time_since: '2026-12-01T08:00:00Z' }],
			changes,
			[{ time_since: '2026-12-01T08:00:00Z' }],
		],
		[
			'spans as JSON text',
			'[{"time_since":"2026-12-01T08:00:00Z","type":"Removed"}]',
			changes,
			[{ time_since: '2026-12-01T08:00:00Z', type: 2 }],
		],
		['no span', {}, changes, []],
	])('is made of %s', (...[, raw, schema, expected, list]) => {
		expect(read(raw, schema, list)).toEqual(expected);
	});

	it.each<[string, unknown, Schema, string, ListName?]>([
		['a name for an ID', 'Ada', shapes.id, "Field: 'Ada' is not an ID.", 'user'],
		['half an ID', 1.5, shapes.id, "Field: '1.5' is not an ID.", 'user'],
		['a path for an ID', '../users', shapes.id, "Field: '../users' is not an ID.", 'user'],
		['an unknown choice', 9, status, "Field: '9' is not one of 0 (Enquired), 1 (Approved)"],
		['no date', 'soon', shapes.date, "Field: 'soon' is not a date. Write it as 2026-11-24."],
		['no time', 'soon', shapes.dateTime, 'Write it as 2026-11-24T08:00:00.'],
		['no number', 'many', shapes.money, "Field: 'many' is not a number."],
		['too little', -1, shapes.money, 'Field: -1 is less than 0'],
		['too much', 25, shapes.hoursOfDay, 'Field: 25 is more than 24'],
		['a part of a whole', 1.5, shapes.idOrZero, 'Field: 1.5 is not a whole number.'],
		['neither yes nor no', 'maybe', shapes.flag, "Field: 'maybe' is neither true nor false."],
		['an object for a text', { a: 1 }, shapes.text, 'Field: a text is needed, not an object.'],
		['a text for an object', 'x', shapes.projectBudget, 'Field: an object with amount'],
	])('is refused for %s', (...[, raw, schema, message, list]) => {
		expect(() => read(raw, schema, list)).toThrow(ValueError);
		expect(() => read(raw, schema, list)).toThrow(message);
	});
});
