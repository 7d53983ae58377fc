import { describe, expect, it } from '@jest/globals';

import { namesByPrefix, numbers, texts } from '../../../src/clockodo/enum.js';

describe('a set of values', () => {
	it('of numbers has their labels', () => {
		expect(numbers({ 0: 'Not Billable', 1: 'Billable' })).toEqual({
			type: 'integer',
			values: [
				{ value: 0, label: 'Not Billable' },
				{ value: 1, label: 'Billable' },
			],
		});
	});

	it('of texts has their labels', () => {
		expect(texts({ weekly: 'Weekly' })).toEqual({
			type: 'string',
			values: [{ value: 'weekly', label: 'Weekly' }],
		});
	});

	it('of names has each behind its prefix, and the names for labels', () => {
		const names = namesByPrefix({ 'Europe/': '\n  Berlin\n\tRome ', '': 'UTC' });
		const values = ['Europe/Berlin', 'Europe/Rome', 'UTC'];
		expect(names).toEqual({
			type: 'string',
			values: values.map((value) => ({ value, label: value })),
		});
	});
});
