import { describe, expect, it } from '@jest/globals';
import {
	expectedDigests,
	keptFor,
	keptForWrongToken,
} from '../../../src/webhook/expected-tokens.js';

let places = 0;

/** A credential whose readings are counted. */
function credential(...values: Array<string[] | undefined>) {
	const place = `place-${++places}`;
	let readings = 0;
	const read = async () => await Promise.resolve(values[Math.min(readings++, values.length - 1)]);
	return {
		at: async (now: number, oldest = keptFor) => await expectedDigests(place, read, oldest, now),
		readings: () => readings,
	};
}

describe('expectedDigests', () => {
	it('reads a credential once for all who ask at the same moment and soon after', async () => {
		const { at, readings } = credential(['a']);
		expect(await Promise.all([at(0), at(0), at(keptFor - 1)])).toEqual([['a'], ['a'], ['a']]);
		expect(readings()).toBe(1);
	});

	it('forgets what was taken out of the credential after its time', async () => {
		const { at } = credential(['old'], ['new']);
		expect(await at(0)).toEqual(['old']);
		expect(await at(keptFor)).toEqual(['new']);
	});

	it('reads again sooner for a token that did not match, but not for each one', async () => {
		const { at, readings } = credential(['old'], ['new']);
		await at(0);
		expect(await at(keptForWrongToken, keptForWrongToken)).toEqual(['new']);
		await at(keptForWrongToken + 1, keptForWrongToken);
		expect(readings()).toBe(2);
	});

	it('does not keep that there was nothing', async () => {
		const { at } = credential(undefined, ['a']);
		expect(await at(0)).toBeUndefined();
		expect(await at(1)).toEqual(['a']);
	});

	it('keeps one node’s tokens apart from another’s, and only so many of them', async () => {
		const first = credential(['a']);
		await first.at(0);
		const others = Array.from({ length: 1000 }, () => credential(['b']));
		for (const other of others) expect(await other.at(0)).toEqual(['b']);
		await first.at(1);
		expect(first.readings()).toBe(2);
	});
});
