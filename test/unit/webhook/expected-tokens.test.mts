import { describe, expect, it, jest } from '@jest/globals';
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

	it('keeps a token for five seconds, and for one second where another one comes', () => {
		expect([keptFor, keptForWrongToken]).toEqual([5_000, 1_000]);
	});

	it('reads again when the clock was put back', async () => {
		const { at } = credential(['old'], ['new']);
		await at(10_000);
		expect(await at(9_999)).toEqual(['new']);
	});

	it('goes by the present, and keeps for the longer time, where nothing is said', async () => {
		jest.useFakeTimers({ now: 0 });
		let readings = 0;
		const read = async () => await Promise.resolve([`reading ${++readings}`]);
		const place = `place-${++places}`;
		await expectedDigests(place, read);
		jest.setSystemTime(keptFor - 1);
		expect(await expectedDigests(place, read)).toEqual(['reading 1']);
		jest.setSystemTime(keptFor);
		expect(await expectedDigests(place, read)).toEqual(['reading 2']);
		jest.useRealTimers();
	});

	it('does not forget a newer reading because an older one gave nothing', async () => {
		const place = `place-${++places}`;
		let giveNothing: (nothing: undefined) => void = () => undefined;
		const slow = async () => await new Promise<undefined>((give) => (giveNothing = give));
		const older = expectedDigests(place, slow, keptFor, 0);
		const newer = async () => await Promise.resolve(['a']);
		await expectedDigests(place, newer, keptFor, keptFor);
		giveNothing(undefined);
		expect(await older).toBeUndefined();
		const never = async () => await Promise.reject(new Error('It is read again'));
		expect(await expectedDigests(place, never, keptFor, keptFor + 1)).toEqual(['a']);
	});

	it('forgets the place that was read longest ago, when there are too many', async () => {
		const [first, second] = [credential(['a']), credential(['a'])];
		await first.at(0);
		await second.at(0);
		await first.at(keptFor);
		const others = Array.from({ length: 999 }, () => credential(['b']));
		for (const other of others) await other.at(keptFor);
		await first.at(keptFor + 1);
		expect(first.readings()).toBe(2);
		await second.at(1);
		expect(second.readings()).toBe(2);
	});
});
