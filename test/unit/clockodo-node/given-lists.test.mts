import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { givenList, namesIn } from '../../../src/clockodo/given-lists.js';

describe('a list that is given', () => {
	it.each<[unknown, unknown]>([
		[
			['a', 'b'],
			['a', 'b'],
		],
		['a', ['a']],
		['a, b', ['a', 'b']],
		['a;b', ['a', 'b']],
		['a\nb\r\nc\n', ['a', 'b', 'c']],
		['["a","b"]', ['a', 'b']],
		['["a","b"] ', ['a', 'b']],
		[' [ "a" ]\n', ['a']],
		['["a, b"]', ['a, b']],
		["['a', 'b']", ['a', 'b']],
		['[a, b]', ['a', 'b']],
		['"a"', ['a']],
		['"a", "b"', ['a', 'b']],
		['[1, "2"]', [1, '2']],
		[17, [17]],
		[{ id: 1 }, [{ id: 1 }]],
		[['a', null, '', ' ', 'undefined'], ['a']],
		['a,,b,', ['a', 'b']],
		[[], []],
		['[]', []],
		[' [ ] ', []],
	])('%j is %j', (given, expected) => {
		expect(givenList(given)).toEqual(expected);
	});

	it.each([undefined, null, '', '  ', 'null', 'Undefined', [null], ['', 'null'], ',', '[null]'])(
		'%j is nothing, and no empty list',
		(given) => {
			expect(givenList(given)).toBeUndefined();
		},
	);

	it('is the same from its JSON text, with blanks around', () => {
		const word = fc
			.stringMatching(/^[a-z][a-z_.]{0,20}$/)
			.filter((text) => !/^(null|undefined)$/.test(text));
		fc.assert(
			fc.property(fc.array(word, { minLength: 1 }), (words) => {
				expect(givenList(` ${JSON.stringify(words)} \n`)).toEqual(words);
				expect(givenList(words.join(', '))).toEqual(words);
				expect(givenList(words.join('\n'))).toEqual(words);
			}),
		);
	});
});

describe('names in a list', () => {
	const known = [
		{ value: 'entry.stopped', name: 'Entry: Stopped' },
		{ value: '*', name: '*' },
		{ value: 'note', name: 'Note' },
	];

	it.each([
		['["entry.stopped"] ', ['entry.stopped']],
		['entry.stopped, *', ['entry.stopped', '*']],
		['Entry: Stopped', ['entry.stopped']],
		['NOTE', ['note']],
		[['note', 'Note'], ['note']],
		['', []],
	])('%j are %j', (given, names) => {
		expect(namesIn(given, known)).toEqual({ names, unknown: [] });
	});

	it('are told apart from what is not known', () => {
		expect(namesIn(['note', 'e', 5, { a: 1 }], known)).toEqual({
			names: ['note'],
			unknown: ['e', '5', '{"a":1}'],
		});
	});
});
