import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fieldKindOf } from '../../../nodes/Clockodo/table/field-kind.js';
import type { ListName } from '../../../nodes/Clockodo/table/lists.js';
import { switchOf, toApiValue, ValueError } from '../../../nodes/Clockodo/call/values.js';
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
const billable: Schema = { $ref: 'Billable' };
const yesOrNo: Schema = { type: 'integer', enum: [0, 1] };
const thresholds: Schema = { type: 'array', items: { $ref: 'Thresholds' } };
const whole = shapes.idOrZero;
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
		['a decimal point', '1.5', shapes.money, 1.5],
		['decimals that no thousands begin with', '0,125', shapes.money, 0.125],
		['a German number in full', '1.234,56', shapes.money, 1234.56],
		['an English number in full', '1,234.56', shapes.money, 1234.56],
		['two groups of thousands', '1.234.567', whole, 1234567],
		['digits with blanks around', ' 42\n', whole, 42],
		['blanks for a number', '  ', shapes.money, undefined],
		['blanks for an ID', '\t', shapes.id, undefined, 'user'],
		['blanks for a switch', ' ', shapes.flag, undefined],
		['a blank behind a switch', 'false ', shapes.flag, false],
		['ja', 'Ja', shapes.flag, true],
		['off', 'off', shapes.flag, false],
		['billable as true', true, billable, 1],
		['billable as text', 'false', billable, 0],
		['billable as yes', 'yes', billable, 1],
		['billable as nein', 'nein', billable, 0],
		['billable by its number', '2', billable, 2],
		['billable by its label', 'not billable', billable, 0],
		['a choice of yes and no as true', true, yesOrNo, 1],
		['null as text', 'null', shapes.dateOrNull, undefined],
		['undefined as text', ' Undefined ', shapes.text, undefined],
		['null as text for an ID', 'NULL', shapes.id, undefined, 'user'],
		['null as text by ID', { __rl: true, mode: 'id', value: 'null' }, shapes.id, undefined, 'user'],
		['null as text for an object', 'null', shapes.projectBudget, undefined],
		['null as text for a list', 'null', shapes.ids, undefined, 'user'],
		['a list of nothing', [null, '', 'undefined'], shapes.ids, undefined, 'user'],
		['an empty list', [], shapes.ids, [], 'user'],
		['an empty list as text', '[ ]', shapes.ids, [], 'user'],
		['a list with nothing in it', [1, null, 'null', '2'], shapes.ids, [1, 2], 'user'],
		['IDs with a blank behind', '[1,2] ', shapes.ids, [1, 2], 'user'],
		['IDs as texts in JSON', '["1", "2"]', shapes.ids, [1, 2], 'user'],
		['IDs on lines', '1\n2\r\n3', shapes.ids, [1, 2, 3], 'user'],
		['IDs with semicolons', '1; 2', shapes.ids, [1, 2], 'user'],
		['choices by their labels', '["50 %", 80]', thresholds, [50, 80]],
		['a German day', '03.04.2026', shapes.date, '2026-04-03'],
		['a German day with a time', '03.04.2026 14:30', shapes.dateTime, '2026-04-03T12:30:00Z'],
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
		[
			'a day that can be two',
			'03/04/2026',
			shapes.date,
			"Field: '03/04/2026' can mean 2026-04-03 or 2026-03-04. Write it as 2026-11-24.",
		],
		[
			'a day that is none',
			'30.02.2026',
			shapes.dateTime,
			"Field: '30.02.2026' is no day of the calendar. Write it as 2026-11-24T08:00:00.",
		],
		['no number', 'many', shapes.money, "Field: 'many' is not a number."],
		[
			'a comma that can be two things',
			'1,234',
			shapes.money,
			"Field: '1,234' can mean 1234 or 1.2340. Write it like one of these.",
		],
		['a point that can be two things', '1.000', whole, "Field: '1.000' can mean 1000 or 1.0000."],
		['the same below zero', '-1.234', shapes.price, 'can mean -1234 or -1.2340.'],
		['hexadecimal digits', '0x10', whole, "Field: '0x10' is not a number."],
		['an exponent', '1e3', whole, "Field: '1e3' is not a number."],
		['a unit', '12,50 €', shapes.money, "Field: '12,50 €' is not a number."],
		['a switch for a number', true, shapes.money, "Field: 'true' is not a number."],
		['no finite number', NaN, shapes.money, "Field: 'NaN' is not a number."],
		['true for a status', 'true', status, "Field: 'true' is not one of 0 (Enquired)"],
		['2 for a switch', 2, shapes.flag, "Field: '2' is neither true nor false."],
		['a list for a switch', [true], shapes.flag, "Field: '[true]' is neither true nor false."],
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

describe('a number as text', () => {
	it('is what it was written from, in German and in English', () => {
		const number = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((cents) => cents / 100);
		fc.assert(
			fc.property(number, (value) => {
				for (const language of ['de', 'en']) {
					const text = value.toLocaleString(language, { minimumFractionDigits: 2 });
					expect([text, read(text, { type: 'number' })]).toEqual([text, value === 0 ? 0 : value]);
				}
			}),
		);
	});

	it('is a number without a second meaning, or refused', () => {
		const text = fc.string({ unit: fc.constantFrom(...'0123456789.,+-e x_\n'), maxLength: 12 });
		fc.assert(
			fc.property(text, (given) => {
				let value: unknown;
				try {
					value = read(given, { type: 'number' });
				} catch (error) {
					expect(error).toBeInstanceOf(ValueError);
					return;
				}
				if (value === undefined) expect(given.trim()).toBe('');
				else expect(Number.isFinite(value)).toBe(true);
			}),
			{ numRuns: 2_000 },
		);
	});
});

describe('a switch of the panel', () => {
	const given = (value: unknown) =>
		switchOf((_name, fallback) => value ?? fallback, 'returnAll', 'Return All', true);

	it.each([
		[true, true],
		[false, false],
		['false', false],
		['false ', false],
		['FALSE', false],
		['no', false],
		['nein', false],
		['off', false],
		['0', false],
		[0, false],
		['true\n', true],
		['yes', true],
		['ja', true],
		['on', true],
		[1, true],
		['', true],
		['null', true],
		[undefined, true],
	])('given as %j is %j', (value, expected) => {
		expect(given(value)).toBe(expected);
	});

	it('is refused for what says neither', () => {
		expect(() => given('perhaps')).toThrow("Return All: 'perhaps' is neither true nor false.");
		expect(() => given({})).toThrow("Return All: '{}' is neither true nor false.");
	});
});
