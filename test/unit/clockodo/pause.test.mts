import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { pauseFor, within } from '../../../src/clockodo/pause.js';

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

/** What has come of the pause when so much time has passed. */
async function after(milliseconds: number, pause: Promise<unknown>): Promise<string> {
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

describe('an action that may take so long', () => {
	const lasting = async (milliseconds: number) => {
		await new Promise((resolve) => setTimeout(resolve, milliseconds));
		return 'done';
	};

	it('gives its value, and leaves no timer behind', async () => {
		const result = within(1_000, async () => await lasting(999));
		expect(await after(999, result)).toBe('over');
		expect(await result).toBe('done');
		expect(jest.getTimerCount()).toBe(0);
	});

	it('fails with its own error', async () => {
		const failing = async () => await Promise.reject(new Error('broken'));
		expect(await after(0, within(1_000, failing))).toBe('broken');
		expect(jest.getTimerCount()).toBe(0);
	});

	it('is not waited for any longer', async () => {
		const result = within(1_000, async () => await new Promise(() => undefined));
		expect(await after(999, result)).toBe('waiting');
		expect(await after(1, result)).toBe('No answer within 1000 ms');
	});
});
