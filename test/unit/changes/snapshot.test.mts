import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeList } from '../../../src/changes/lists.js';
import {
	decodeIds,
	decodeSnapshot,
	encodeIds,
	encodeSnapshot,
	hiddenFields,
	isHiding,
	isOn,
	largestSnapshot,
	markOf,
	type Snapshot,
} from '../../../src/changes/snapshot.js';
import { anyId, anySnapshot } from '../../support/seen-lists.mjs';

/** Lists of things at these IDs, with marks as they come. */
const dense = (count: number, step: number): Snapshot => {
	const marks = new Map(
		Array.from({ length: count }, (_, index): [number, string] => [
			9_000_000 + index * step,
			markOf(changeList('customer'), { name: `Customer ${index}` }),
		]),
	);
	return new Map([['customer', { window: { from: 0, until: 0 }, highest: 1, hidden: [], marks }]]);
};

describe('a snapshot as text', () => {
	it('holds what it was made of', () => {
		fc.assert(
			fc.property(anySnapshot, (snapshot) => {
				expect(decodeSnapshot(encodeSnapshot(snapshot))).toEqual(snapshot);
			}),
			{ numRuns: 500 },
		);
	});

	it('is none where it was cut off, at whatever place', () => {
		fc.assert(
			fc.property(anySnapshot, fc.nat(), (snapshot, cut) => {
				const text = encodeSnapshot(snapshot);
				expect(decodeSnapshot(text.slice(0, cut % text.length))).toBeUndefined();
			}),
			{ numRuns: 500 },
		);
	});

	it('is none where a character is another one', () => {
		fc.assert(
			fc.property(
				anySnapshot,
				fc.nat(),
				fc.constantFrom('A', '7', '~', ','),
				(snapshot, at, by) => {
					const text = encodeSnapshot(snapshot);
					const place = at % text.length;
					const other = text.slice(0, place) + by + text.slice(place + 1);
					if (other !== text) expect(decodeSnapshot(other)).toBeUndefined();
				},
			),
			{ numRuns: 500 },
		);
	});

	it.each(['', '1', '1;', '1;;', '1;AAAAAAAA;user,0,0,0,,', '2;user', 'null', '{}', '1;user,a,b'])(
		'is none where it is %j',
		(text) => {
			expect(decodeSnapshot(text)).toBeUndefined();
		},
	);

	it('never throws, whatever the text', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
				expect(decodeSnapshot(text)).toBeUndefined();
			}),
		);
	});

	it('has about seven characters a thing, and room for 9,000 things', () => {
		const close = encodeSnapshot(dense(9_000, 1));
		const apart = encodeSnapshot(dense(9_000, 900));
		expect(close.length / 9_000).toBeLessThan(6.1);
		expect(apart.length / 9_000).toBeLessThan(7.1);
		expect(apart.length).toBeLessThan(largestSnapshot);
	});
});

describe('IDs as text', () => {
	it('are the same, in order', () => {
		fc.assert(
			fc.property(fc.uniqueArray(anyId), (ids) => {
				expect(decodeIds(encodeIds(ids))).toEqual([...ids].sort((one, other) => one - other));
			}),
		);
	});

	it('are none where a number is too large for JavaScript', () => {
		expect(() => decodeIds('_'.repeat(12) + 'B')).toThrow(RangeError);
	});
});

describe('a mark', () => {
	const project = changeList('project');

	it('is the same whatever the order of the fields, and of derived and withheld ones', () => {
		const one = markOf(project, { id: 1, name: 'A', count_subprojects: 3, note: null });
		const other = markOf(project, { note: null, count_subprojects: 4, name: 'A', id: 1 });
		expect(other).toBe(one);
		const budget = { amount: 5, subprojects_budget_total: 0 };
		expect(markOf(project, { id: 1, budget })).toBe(
			markOf(project, { id: 1, budget: { ...budget, subprojects_budget_total: 9 } }),
		);
	});

	it('is another one for another value, also deep inside and in another order of a list', () => {
		const marks = [
			{ id: 1, name: 'A' },
			{ id: 1, name: 'B' },
			{ id: 1, name: 'A', list: [1, 2] },
			{ id: 1, name: 'A', list: [2, 1] },
			{ id: 1, name: 'A', list: [{ a: 1 }] },
			{ id: 1, name: 'A', list: [{ a: '1' }] },
			{ id: 1, name: 'A', completed: true },
		].map((item) => markOf(project, item));
		expect(new Set(marks).size).toBe(marks.length);
	});

	it('says whether the thing is in its state, and whether it hides something', () => {
		expect(isOn(markOf(project, { completed: true }))).toBe(true);
		expect(isOn(markOf(project, { completed: false }))).toBe(false);
		expect(isHiding(markOf(project, { revenue_factor: -1 }))).toBe(true);
		expect(isHiding(markOf(project, { budget: { amount: -1 } }))).toBe(true);
		expect(isHiding(markOf(project, { list: [{ amount: -1 }] }))).toBe(true);
		expect(isHiding(markOf(project, { revenue_factor: 1 }))).toBe(false);
	});

	it('counts -1 as a number where it is one: an hour that is owed', () => {
		const carry = changeList('overtime_carry');
		expect(hiddenFields(carry, { hours: -1 })).toEqual([]);
		expect(markOf(carry, { id: 1, hours: -1 })).not.toBe(markOf(carry, { id: 1, hours: -2 }));
		expect(markOf(carry, { id: 1, hours: -1 })).not.toBe(markOf(carry, { id: 1 }));
	});

	it('does not mind a derived field that is withheld', () => {
		const entry = changeList('entry');
		expect(hiddenFields(entry, { id: 1, revenue: -1 })).toEqual([]);
		expect(markOf(entry, { id: 1, revenue: -1 })).toBe(markOf(entry, { id: 1, revenue: 90 }));
	});

	it('names hidden fields so that they fit into a snapshot', () => {
		const hidden = hiddenFields(project, { 'a,b;c d': -1, budget: { 'x y': -1 } });
		expect(hidden).toEqual(['a_b_c_d', 'budget.x_y']);
		const marks = new Map([[1, 'AAAAA']]);
		const list = { window: { from: 0, until: 0 }, highest: 1, hidden, marks };
		const snapshot: Snapshot = new Map([['project', list]]);
		expect(decodeSnapshot(encodeSnapshot(snapshot))).toEqual(snapshot);
	});
});
