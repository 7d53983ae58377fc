import { describe, expect, it } from '@jest/globals';

import { remember } from '../../../src/clockodo/newest.js';

/** What is left when these keys were noted one after the other, with their place as the value. */
function noted(keys: string[], atMost: number): Array<[string, number]> {
	const map = new Map<string, number>();
	for (const [index, key] of keys.entries()) remember(map, key, index, atMost);
	return [...map];
}

describe('what is remembered', () => {
	it('is the newest, and so many at most', () => {
		expect(noted(['a', 'b', 'c'], 3)).toHaveLength(3);
		expect(noted(['a', 'b', 'c', 'd', 'e'], 3)).toEqual([
			['c', 2],
			['d', 3],
			['e', 4],
		]);
	});

	it('is newest by when it was noted last, and has the value of that time', () => {
		expect(noted(['a', 'b', 'a', 'c'], 2)).toEqual([
			['a', 2],
			['c', 3],
		]);
	});
});
