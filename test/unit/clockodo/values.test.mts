import { describe, expect, it } from '@jest/globals';
import { pageCount } from '../../../src/clockodo/pages.js';
import {
	isoSeconds,
	isRecord,
	isResourceId,
	jsonIfText,
	ownValue,
} from '../../../src/clockodo/values.js';

describe('a value of a record', () => {
	it('is there under its own name alone', () => {
		const record: Record<string, number> = { one: 1 };
		expect(ownValue(record, 'one')).toBe(1);
		expect(ownValue(record, 'two')).toBeUndefined();
		expect(ownValue(record, 'toString')).toBeUndefined();
	});
});

describe('JSON in a text', () => {
	it.each([
		['{"year": 2026}', { year: 2026 }],
		[' [1] ', [1]],
		[[1], [1]],
		['7', 7],
		['Hotel', 'Hotel'],
		['', ''],
		[{ year: 2026 }, { year: 2026 }],
		[null, null],
		[undefined, undefined],
	])('%j is %j', (given, value) => {
		expect(jsonIfText(given)).toEqual(value);
	});
});

describe('a point in time', () => {
	it('has whole seconds, in UTC', () => {
		expect(isoSeconds(Date.UTC(2026, 10, 24, 8, 0, 0, 999))).toBe('2026-11-24T08:00:00Z');
		expect(isoSeconds(0)).toBe('1970-01-01T00:00:00Z');
	});
});

describe('the number of pages', () => {
	it.each([
		[{ paging: { count_pages: 3 } }, 3],
		[{ paging: { count_pages: 0 } }, 0],
		[{ paging: {} }, 1],
		[{ paging: null }, 1],
		[{}, 1],
	])('of %j is %j', (answer, pages) => {
		expect(pageCount(answer)).toBe(pages);
	});
});

describe('isRecord', () => {
	it.each([[{}], [{ a: 1 }], [Object.create(null)]])('takes %j', (value) => {
		expect(isRecord(value)).toBe(true);
	});

	it.each([[null], [undefined], [[]], [[{}]], ['text'], [7], [true]])(
		'does not take %j',
		(value) => {
			expect(isRecord(value)).toBe(false);
		},
	);
});

describe('isResourceId', () => {
	it.each([[1], [Number.MAX_SAFE_INTEGER]])('takes %j', (value) => {
		expect(isResourceId(value)).toBe(true);
	});

	it.each([[0], [-1], [1.5], [2 ** 53], [NaN], [Infinity], ['1'], [null], [[1]], [true]])(
		'does not take %j',
		(value) => {
			expect(isResourceId(value)).toBe(false);
		},
	);
});
