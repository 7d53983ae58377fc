import { describe, expect, it } from '@jest/globals';
import { closest, isSameName } from '../../../nodes/Clockodo/call/similar.js';

describe('isSameName', () => {
	it.each([
		['Acme', ' acme '],
		['MÖWE  Fisch', 'möwe fisch'],
		['Mo\u0308we', 'Möwe'],
	])('%j and %j are the same', (one, other) => expect(isSameName(one, other)).toBe(true));

	it.each([
		['Acme', 'Acme GmbH'],
		['Möwe', 'Moewe'],
		['', 'a'],
	])('%j and %j are not', (one, other) => expect(isSameName(one, other)).toBe(false));
});

describe('closest', () => {
	const find = (text: string, names: string[], atMost?: number) =>
		closest(text, names, (name) => name.split('|'), atMost);

	it('finds what contains the text, or is contained in it, and what is written nearly so', () => {
		const names = ['Kundenportal', 'Bergblick GmbH|K-1', 'Bergblik', 'Onlineshop'];
		expect(find('bergblick', names)).toEqual(['Bergblick GmbH|K-1', 'Bergblik']);
		expect(find('Bergblick GmbH & Co', names)[0]).toBe('Bergblick GmbH|K-1');
		expect(find('k-1', names)).toEqual(['Bergblick GmbH|K-1']);
	});

	it('gives the first ones where nothing is like it, and so many at most', () => {
		expect(find('xyz', ['a', 'b', 'c'], 2)).toEqual(['a', 'b']);
		expect(find('xyz', [])).toEqual([]);
		expect(find('', ['a'])).toEqual(['a']);
	});
});
