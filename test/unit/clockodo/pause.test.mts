import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { pauseFor } from '../../../src/clockodo/pause.js';

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

/** What has come of the pause when so much time has passed. */
async function after(milliseconds: number, pause: Promise<void>): Promise<string> {
	let outcome = 'waiting';
	void pause.then(
		() => (outcome = 'over'),
		(error: Error) => (outcome = error.message),
	);
	await jest.advanceTimersByTimeAsync(milliseconds);
	return outcome;
}

describe('a pause', () => {
	it.each([undefined, new AbortController().signal])('takes its time', async (signal) => {
		const pause = pauseFor(1_000, signal);
		expect(await after(999, pause)).toBe('waiting');
		expect(await after(1, pause)).toBe('over');
	});

	it('ends when the execution is cancelled, and leaves no timer behind', async () => {
		const abort = new AbortController();
		const pause = pauseFor(60_000, abort.signal);
		expect(await after(10, pause)).toBe('waiting');
		abort.abort();
		expect(await after(0, pause)).toMatch(/cancel/i);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('does not begin where the execution was cancelled before', async () => {
		expect(await after(0, pauseFor(60_000, AbortSignal.abort()))).toMatch(/cancel/i);
	});

	it('listens to the cancellation no longer than it lasts', async () => {
		const { signal } = new AbortController();
		for (let index = 0; index < 20; index++) await after(10, pauseFor(10, signal));
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});
