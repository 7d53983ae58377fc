import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeLook, encodeLook, type StoredLook } from '../../../src/changes/stored-look.js';
import { events } from '../../../src/clockodo/events.js';
import { anyId, anySnapshot, seenOf } from '../../support/seen-lists.mjs';

const anyEmission = fc.record({
	id: fc.uuid(),
	tries: fc.nat(3),
	lost: fc.constant(0),
	since: fc.nat(),
	after: fc.nat(),
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
	events: fc.uniqueArray(fc.constantFrom('*', ...events.map(({ name }) => name)), { maxLength: 5 }),
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
			encodeLook({
				snapshot: new Map([['team', seenOf([[1, 'AAAAA']])]]),
				at: 5,
				events: ['*'],
				emissions: [],
			}),
		) as Record<string, unknown>;
		const whole = { at, snapshot, events: ['*'], emissions: [] };
		const emission = { id: 'a', tries: 0, since: 0, after: 0, candidates: {} };
		const others: unknown[] = [
			{ ...whole, emissions: undefined },
			{ ...whole, events: undefined },
			{ ...whole, at: '5' },
			{ ...whole, snapshot: {} },
			{ ...whole, emissions: [null] },
			{ ...whole, emissions: [{ ...emission, id: 5 }] },
			{ ...whole, emissions: [{ ...emission, after: undefined }] },
			{ ...whole, emissions: [{ ...emission, candidates: undefined }] },
			{ ...whole, emissions: [{ ...emission, candidates: { 'user.created': '~' } }] },
		];
		expect(decodeLook(JSON.stringify({ ...whole, emissions: [emission] }))).toBeDefined();
		for (const other of others) expect(decodeLook(JSON.stringify(other))).toBeUndefined();
	});
});
