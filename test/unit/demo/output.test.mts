import { describe, expect, it } from '@jest/globals';

import { wrapped } from '../../../demo/output.mjs';

describe('what the demo prints', () => {
	it('is broken at blanks, where the terminal ends', () => {
		expect(wrapped('Mia Schneider is away from Monday to Friday', 2, 24)).toBe(
			'Mia Schneider is away\n  from Monday to Friday',
		);
	});

	it('stays whole where nobody says how wide the terminal is', () => {
		const text = 'a long line '.repeat(50);
		expect(wrapped(text, 4, Number.POSITIVE_INFINITY)).toBe(text);
	});

	it('keeps its own breaks, and words that are longer than a line', () => {
		const url = `http://127.0.0.1:5678/${'x'.repeat(40)}`;
		expect(wrapped(`see\n${url} there`, 0, 30)).toBe(`see\n${url}\nthere`);
	});

	it('counts no colours', () => {
		const red = '\u001b[31m';
		const end = '\u001b[39m';
		expect(wrapped(`${red}twelve signs${end} and more`, 0, 23)).toBe(
			`${red}twelve signs${end} and more`,
		);
	});
});
