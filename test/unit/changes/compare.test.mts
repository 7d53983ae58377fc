import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { batchesOf, candidatesOf } from '../../../src/changes/candidates.js';
import { advanced, compare, missingChange, type Change } from '../../../src/changes/compare.js';
import { changeList, everything } from '../../../src/changes/lists.js';
import type { ReadThing } from '../../../src/changes/read-list.js';
import { isOn, type Mark, type SeenList, type Snapshot } from '../../../src/changes/snapshot.js';
import type { EntityName } from '../../../src/clockodo/entities.js';
import {
	anyId,
	anySeen,
	listOf,
	off,
	offToo,
	on,
	openMark,
	seenOf,
	thing,
} from '../../support/seen-lists.mjs';

const since = Date.UTC(2026, 10, 26, 9);
const second = 1_000;
const list = changeList('project');
const always = () => true;
const compareAll = (base: SeenList, things: ReadonlyMap<number, ReadThing>) =>
	compare(list, base, things, everything, since);
const actionsOf = (changes: readonly Change[]) =>
	Object.fromEntries(changes.map(({ id, actions }) => [id, actions.join(' ')]));
const asThings = (marks: ReadonlyMap<number, Mark>) =>
	listOf(...[...marks].map(([id, mark]) => thing(id, mark)));
const open = anySeen(openMark).map((seen) => ({ ...seen, hidden: [] }));

describe('two looks at a whole list', () => {
	it('give changes that lead from the first to the second, each thing once', () => {
		fc.assert(
			fc.property(open, open, (base, now) => {
				const { changes, missing, seen } = compareAll(base, asThings(now.marks));
				expect(missing).toEqual([]);
				expect(seen.marks).toEqual(now.marks);
				expect(advanced(base, changes).marks).toEqual(now.marks);
				const ids = changes.map(({ id }) => id);
				expect(new Set(ids).size).toBe(ids.length);
			}),
			{ numRuns: 500 },
		);
	});

	it('name what has happened', () => {
		fc.assert(
			fc.property(open, open, (base, now) => {
				for (const { id, actions, mark } of compareAll(base, asThings(now.marks)).changes) {
					const [was, is] = [base.marks.get(id), now.marks.get(id)];
					expect(mark).toBe(is);
					const completed = is !== undefined && isOn(is) && !(was !== undefined && isOn(was));
					const expected =
						was === undefined
							? ['created', ...(completed ? ['completed'] : [])]
							: is === undefined
								? ['deleted']
								: [...(completed ? ['completed'] : []), 'updated'];
					expect(actions).toEqual(expected);
				}
			}),
		);
	});

	it('give nothing where nothing is different', () => {
		fc.assert(
			fc.property(anySeen(), (base) => {
				const hidden = base.hidden.slice();
				const things = listOf(...[...base.marks].map(([id, mark]) => thing(id, mark, { hidden })));
				expect(compareAll(base, things).changes).toEqual([]);
			}),
		);
	});

	it('learn the first time', () => {
		const things = listOf(thing(3, on), thing(5, off, { hidden: ['budget.amount'] }));
		const { changes, seen } = compare(list, undefined, things, everything, since);
		expect(changes).toEqual([]);
		expect(seen).toEqual(
			seenOf(
				[
					[3, on],
					[5, off],
				],
				{ hidden: ['budget.amount'] },
			),
		);
	});

	it('never lower the highest ID that was seen', () => {
		const { seen } = compareAll(seenOf([[9, off]]), listOf(thing(3, off)));
		expect(seen.highest).toBe(9);
	});

	it.each([
		[20, 20, false],
		[21, 4, false],
		[21, 5, true],
		[100, 20, false],
		[100, 21, true],
	])('of %d things, %d gone at once: doubted is %s', (all, gone, isDoubtful) => {
		const marks = Array.from({ length: all }, (_, index): [number, Mark] => [index + 1, off]);
		const left = new Map(marks.slice(gone));
		expect(compareAll(seenOf(marks), asThings(left)).isDoubtful).toBe(isDoubtful);
	});
});

describe('rights', () => {
	/** Marks differ in the bit that says that fields are withheld, and in those of the hash. */
	const [hiding, hidingToo] = ['BAAAC', 'BAABC'];
	const hidden = ['budget.amount'];

	it('that were lost are no change, of one thing or of all', () => {
		const base = seenOf([
			[1, off],
			[2, off],
			[3, off],
		]);
		const things = listOf(
			thing(1, hiding, { hidden }),
			thing(2, off),
			thing(3, hiding, { hidden }),
		);
		expect(compareAll(base, things).changes).toEqual([]);
	});

	it('that were lost of one more thing are no change', () => {
		const base = seenOf(
			[
				[1, hiding],
				[2, off],
			],
			{ hidden },
		);
		const things = listOf(thing(1, hiding, { hidden }), thing(2, hiding, { hidden }));
		expect(compareAll(base, things).changes).toEqual([]);
	});

	it('that were given back are no change', () => {
		const base = seenOf(
			[
				[1, hiding],
				[2, off],
			],
			{ hidden },
		);
		expect(compareAll(base, listOf(thing(1, off), thing(2, off))).changes).toEqual([]);
	});

	it('to some of several fields are no change where it is so for many', () => {
		const base = seenOf(
			[
				[1, hiding],
				[2, hiding],
			],
			{ hidden: ['a', 'b'] },
		);
		const things = listOf(
			thing(1, hidingToo, { hidden: ['a'] }),
			thing(2, hidingToo, { hidden: ['a'] }),
		);
		expect(compareAll(base, things).changes).toEqual([]);
	});

	it('that were lost while other things were changed hide these changes not', () => {
		const base = seenOf([
			[1, off],
			[2, off],
		]);
		const things = listOf(thing(1, hiding, { hidden }), thing(2, offToo));
		expect(actionsOf(compareAll(base, things).changes)).toEqual({ 2: 'updated' });
	});

	it('do not keep what hides fields from being changed', () => {
		const base = seenOf(
			[
				[1, hiding],
				[2, hiding],
			],
			{ hidden },
		);
		const things = listOf(thing(1, hidingToo, { hidden }), thing(2, hiding, { hidden }));
		expect(actionsOf(compareAll(base, things).changes)).toEqual({ 1: 'updated' });
	});

	it('do not hide the change of what says of itself that it was changed', () => {
		const base = seenOf([
			[1, off],
			[2, off],
		]);
		const things = listOf(
			thing(1, hiding, { hidden, changedAt: since + second }),
			thing(2, hiding, { hidden, changedAt: since - 3_600 * second }),
		);
		expect(actionsOf(compareAll(base, things).changes)).toEqual({ 1: 'updated' });
	});

	it('never make a change, whatever they hide and of how many', () => {
		// Of the same fields the marks differ, since others of them are left out.
		fc.assert(
			fc.property(open, fc.infiniteStream(fc.boolean()), fc.boolean(), (base, hides, back) => {
				const flags = [...base.marks].map(([id, mark]) => ({
					id,
					mark,
					isHidden: hides.next().value,
				}));
				const sight = flags.map(({ id, mark, isHidden }) =>
					isHidden ? thing(id, `B${mark.slice(1, 4)}C`, { hidden }) : thing(id, mark),
				);
				const after = compareAll(base, listOf(...sight));
				expect(after.changes).toEqual([]);
				if (!back) return;
				expect(compareAll(after.seen, asThings(base.marks)).changes).toEqual([]);
			}),
		);
	});
});

describe('two looks at a list with a window', () => {
	const entries = changeList('entry');
	const window = { from: 20_000, until: 20_400 };
	const compareEntries = (base: SeenList, ...things: ReadThing[]) =>
		compare(entries, base, listOf(...things), window, since);

	it('take what is gone for neither deleted nor moved, before it has been asked for', () => {
		const { changes, missing } = compareEntries(
			seenOf([
				[1, off],
				[2, off],
			]),
			thing(2, off),
		);
		expect(changes).toEqual([]);
		expect(missing).toEqual([1]);
		expect(missingChange(entries, 1, true)).toEqual({
			entity: 'entry',
			id: 1,
			actions: ['updated'],
		});
		expect(missingChange(entries, 1, false)).toEqual({
			entity: 'entry',
			id: 1,
			actions: ['deleted'],
		});
	});

	it('forget what has slid out of it', () => {
		const { changes, missing, seen } = compareEntries(
			seenOf([[1, off]]),
			thing(1, off, { inWindow: false }),
		);
		expect([changes, missing, [...seen.marks]]).toEqual([[], [], []]);
	});

	it('tell what was moved out of it, and what was moved out of both', () => {
		const { changes } = compareEntries(
			seenOf([[1, off]]),
			thing(1, offToo, { inWindow: false, inBase: false }),
		);
		expect(changes).toEqual([{ entity: 'entry', id: 1, actions: ['updated'] }]);
	});

	it('tell what was moved into it as changed', () => {
		const { changes } = compareEntries(seenOf([[9, off]]), thing(9, off), thing(5, off));
		expect(actionsOf(changes)).toEqual({ 5: 'updated' });
	});

	it('do not tell what came into sight because the window was moved', () => {
		const isOld = { inBase: false, madeAt: since - 86_400 * second };
		const { changes, seen } = compareEntries(
			seenOf([[9, off]]),
			thing(9, off),
			thing(5, off, isOld),
			// It was made after all that was seen, and long ago.
			thing(12, off, isOld),
		);
		expect(changes).toEqual([]);
		expect([...seen.marks.keys()]).toEqual([9, 5, 12]);
	});

	it.each([
		['with the highest ID', { id: 12 }],
		[
			'with the highest ID, by a clock that is an hour late',
			{ id: 12, madeAt: since - 3_600 * second },
		],
		['of an API whose IDs do not rise, by its time', { id: 3, madeAt: since + second }],
		['by a clock that is half a minute late', { id: 3, madeAt: since - 30 * second }],
		['outside of the window before', { id: 12, madeAt: since + second, inBase: false }],
	])('know what was made: %s', (_what, { id, ...more }) => {
		const { changes } = compareEntries(seenOf([[9, off]]), thing(9, off), thing(id, off, more));
		expect(actionsOf(changes)).toEqual({ [id]: 'created' });
	});

	it.each([
		['runs', on, false, 'created started'],
		['ran and was stopped', off, true, 'created started stopped'],
		['was never clocked', off, false, 'created'],
	])('of a new entry that %s', (_what, mark, wasOn, actions) => {
		const { changes } = compareEntries(
			seenOf([[9, off]]),
			thing(9, off),
			thing(12, mark, { wasOn }),
		);
		expect(actionsOf(changes)).toEqual({ 12: actions });
	});

	it.each([
		[on, off, 'stopped updated'],
		[off, on, 'started updated'],
		[off, offToo, 'updated'],
	])('of an entry that was %s and is %s', (before, after, actions) => {
		const { changes } = compareEntries(seenOf([[9, before]]), thing(9, after, { wasOn: true }));
		expect(actionsOf(changes)).toEqual({ 9: actions });
	});

	it('lead from the first to the second where nothing has slid', () => {
		fc.assert(
			fc.property(open, open, (base, now) => {
				const { changes, missing, seen } = compare(
					entries,
					base,
					asThings(now.marks),
					base.window,
					since,
				);
				const gone = missing.map((id) => missingChange(entries, id, false));
				const all = [...changes, ...gone];
				expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
				expect(advanced(base, all).marks).toEqual(seen.marks);
			}),
		);
	});
});

describe('batches', () => {
	const entities: EntityName[] = ['project', 'customer', 'team'];
	const pair = fc
		.array(fc.tuple(fc.constantFrom(...entities), open, open, fc.boolean()), { maxLength: 3 })
		.map((all) => {
			const base: Map<EntityName, SeenList> = new Map();
			const seen: Map<EntityName, SeenList> = new Map();
			const changes: Change[] = [];
			for (const [entity, before, now, hasBase] of all) {
				if (seen.has(entity)) continue;
				const its = hasBase ? before : undefined;
				const things = asThings(now.marks);
				const found = compare(changeList(entity), its, things, everything, since);
				if (its) base.set(entity, its);
				seen.set(entity, found.seen);
				changes.push(...found.changes);
			}
			return { base, seen, changes };
		});
	const most = fc.integer({ min: 1, max: 12 });
	const chosen = fc.constantFrom(
		always,
		(name: string) => !name.endsWith('.created'),
		(name: string) => name.startsWith('project'),
	);

	it('hold all candidates together, in their order, none of them more than may be', () => {
		fc.assert(
			fc.property(pair, most, chosen, ({ base, seen, changes }, atMost, isChosen) => {
				const batches = batchesOf(changes, isChosen, base, seen, atMost);
				expect(batches.flatMap(({ candidates }) => candidates)).toEqual(
					candidatesOf(changes, isChosen),
				);
				for (const { candidates, changes: its } of batches) {
					expect(candidates.length).toBeGreaterThan(0);
					expect(candidates.length <= atMost || its.length === 1).toBe(true);
				}
			}),
		);
	});

	it('lead each to the state in which it and those before it have been told', () => {
		fc.assert(
			fc.property(pair, most, ({ base, seen, changes }, atMost) => {
				const batches = batchesOf(changes, always, base, seen, atMost);
				const told: Change[] = [];
				for (const [index, batch] of batches.entries()) {
					told.push(...batch.changes);
					if (index === batches.length - 1) {
						expect(batch.snapshot).toEqual(seen);
						continue;
					}
					for (const [entity, before] of base) {
						const its = told.filter((change) => change.entity === entity);
						expect(batch.snapshot.get(entity)).toEqual(advanced(before, its));
					}
				}
			}),
		);
	});

	it('are found again from the state of any of them: what has been told, and nothing else, is missing', () => {
		fc.assert(
			fc.property(pair, most, ({ base, seen, changes }, atMost) => {
				const batches = batchesOf(changes, always, base, seen, atMost);
				const left = changes.slice();
				for (const { snapshot, changes: its } of batches) {
					left.splice(0, its.length);
					const again = [...seen].flatMap(([entity, { marks }]) => {
						const before = snapshot.get(entity);
						return compare(changeList(entity), before, asThings(marks), everything, since).changes;
					});
					expect(again).toEqual(left);
				}
			}),
		);
	});

	it('leave what was not told to be found again where there was no base', () => {
		const ids = [1, 2, 3];
		const seen: Snapshot = new Map([['entry', seenOf(ids.map((id) => [id, off] as const))]]);
		const changes = ids.map(
			(id): Change => ({ entity: 'entry', id, actions: ['created'], mark: off }),
		);
		const batches = batchesOf(changes, always, new Map(), seen, 1);
		const left = batches.map(({ snapshot }) => [...(snapshot.get('entry')?.marks.keys() ?? [])]);
		expect(left).toEqual([[1], [1, 2], [1, 2, 3]]);
	});

	it('are none where nothing of the changes was chosen', () => {
		fc.assert(
			fc.property(pair, ({ base, seen, changes }) => {
				expect(batchesOf(changes, () => false, base, seen)).toEqual([]);
			}),
		);
	});

	it('know IDs of any size', () => {
		fc.assert(
			fc.property(fc.uniqueArray(anyId, { minLength: 1 }), (ids) => {
				const changes = ids.map((id): Change => ({ entity: 'team', id, actions: ['updated'] }));
				const [batch] = batchesOf(changes, always, new Map(), new Map());
				expect(batch.candidates.map(({ id }) => id)).toEqual(ids);
			}),
		);
	});
});
