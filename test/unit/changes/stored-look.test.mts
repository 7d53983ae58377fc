import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeLook, encodeLook, type StoredLook } from '../../../src/changes/stored-look.js';
import { events } from '../../../src/clockodo/events.js';
import { anyId, anySnapshot, seenOf } from '../../support/seen-lists.mjs';

const anyEmission = fc.record({
	id: fc.uuid(),
	tries: fc.nat(3),
	isLost: fc.constant(false),
	since: fc.nat(),
	candidates: fc
		.uniqueArray(fc.tuple(fc.constantFrom(...events), anyId), {
			selector: ([event, id]) => `${event.name} ${id}`,
			maxLength: 20,
		})
		.map((pairs) => pairs.map(([{ name, entity }, id]) => ({ event_name: name, entity, id }))),
});

const anyStored: fc.Arbitrary<StoredLook> = fc.record({
	snapshot: anySnapshot,
	at: fc.nat(),
	emissions: fc.array(anyEmission, { maxLength: 3 }),
});

describe('what looks remember', () => {
	const bySize = (stored: StoredLook | undefined) =>
		stored && {
			...stored,
			emissions: stored.emissions.map(({ candidates, ...emission }) => ({
				...emission,
				candidates: candidates.map(({ event_name, id }) => `${event_name} ${id}`).sort(),
			})),
		};

	it('is read as it was written', () => {
		fc.assert(
			fc.property(anyStored, (stored) => {
				expect(bySize(decodeLook(encodeLook(stored)))).toEqual(bySize(stored));
			}),
		);
	});

	it('is nothing where it was cut off', () => {
		fc.assert(
			fc.property(anyStored, fc.nat(), (stored, cut) => {
				const text = encodeLook(stored);
				expect(decodeLook(text.slice(0, cut % text.length))).toBeUndefined();
			}),
		);
	});

	it('is nothing where something else stands there, and reading it never throws', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.json(), fc.string()), (text) => {
				expect(decodeLook(text)).toBeUndefined();
			}),
		);
		const { at, snapshot } = JSON.parse(
			encodeLook({ snapshot: new Map([['team', seenOf([[1, 'AAAAA']])]]), at: 5, emissions: [] }),
		) as Record<string, unknown>;
		const others: unknown[] = [
			{ at, snapshot },
			{ at: '5', snapshot, emissions: [] },
			{ at, snapshot: {}, emissions: [] },
			{ at, snapshot, emissions: [null] },
			{ at, snapshot, emissions: [{ id: 5, tries: 0, since: 0, candidates: {} }] },
			{ at, snapshot, emissions: [{ id: 'a', tries: 0, since: 0 }] },
			{
				at,
				snapshot,
				emissions: [{ id: 'a', tries: 0, since: 0, candidates: { 'user.created': '~' } }],
			},
		];
		for (const other of others) expect(decodeLook(JSON.stringify(other))).toBeUndefined();
	});
});
