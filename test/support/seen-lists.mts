import fc from 'fast-check';
import { entities, type EntityName } from '../../src/clockodo/entities.js';
import type { ReadThing } from '../../src/changes/read-list.js';
import {
	isHiding,
	isOn,
	type Mark,
	type SeenList,
	type Snapshot,
} from '../../src/changes/snapshot.js';

const signs = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];

/** Any mark, also of a thing that hides fields. */
export const anyMark: fc.Arbitrary<Mark> = fc.string({
	unit: fc.constantFrom(...signs),
	minLength: 5,
	maxLength: 5,
});

/** Of things that hide nothing. */
export const openMark = anyMark.filter((mark) => !isHiding(mark));

/** IDs of all sizes; many of them small, so that two lists have some in common. */
export const anyId = fc.oneof(
	{ weight: 4, arbitrary: fc.integer({ min: 1, max: 40 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }) },
);

export const anyEntity: fc.Arbitrary<EntityName> = fc.constantFrom(
	...entities.map(({ name }) => name),
);

const day = fc.integer({ min: -1_000, max: 100_000 });
const fieldName = fc.stringMatching(/^[a-z_.]{1,12}$/);

/** What a look may have seen of some entity. */
export function anySeen(mark = anyMark): fc.Arbitrary<SeenList> {
	return fc
		.record({
			window: fc.record({ from: day, until: day }),
			above: fc.integer({ min: 0, max: 9 }),
			hidden: fc.uniqueArray(fieldName, { maxLength: 4 }),
			marks: fc
				.uniqueArray(fc.tuple(anyId, mark), { selector: ([id]) => id, maxLength: 30 })
				.map((pairs) => new Map(pairs)),
		})
		.map(({ above, ...seen }) => {
			const highest = Math.max(0, ...seen.marks.keys());
			return { ...seen, highest: Math.min(Number.MAX_SAFE_INTEGER, highest + above) };
		});
}

/** What looks may have seen. */
export const anySnapshot: fc.Arbitrary<Snapshot> = fc
	.uniqueArray(fc.tuple(anyEntity, anySeen()), { selector: ([name]) => name, maxLength: 6 })
	.map((pairs) => new Map(pairs));

/** A thing that a list holds; unless said otherwise in today's window and in that of the look before. */
export function thing(id: number, mark: Mark, more: Partial<ReadThing> = {}): ReadThing {
	return { id, mark, hidden: [], wasOn: false, inBase: true, inWindow: true, ...more };
}

/** The list of these things as a look reads it. */
export function listOf(...things: ReadThing[]): Map<number, ReadThing> {
	return new Map(things.map((each) => [each.id, each]));
}

/** What a look has seen that was given these things. */
export function seenOf(
	marks: Iterable<readonly [number, Mark]>,
	more: Partial<SeenList> = {},
): SeenList {
	const map = new Map(marks);
	return {
		window: { from: 0, until: 0 },
		highest: Math.max(0, ...map.keys()),
		hidden: [],
		marks: map,
		...more,
	};
}

/** Two marks, of which the first is of a thing in its list's state and the second is not. */
export const [on, off, offToo] = ['AAAAB', 'AAAAA', 'AAABA'] as const;

if (!isOn(on) || isOn(off) || isOn(offToo)) throw new Error('These marks mean something else');
