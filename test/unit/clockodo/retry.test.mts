import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ClockodoError, type Failure } from '../../../src/clockodo/errors.js';
import {
	defaultRetryPolicy,
	pauseBefore,
	withRetries,
	type RetryPolicy,
} from '../../../src/clockodo/retry.js';

const failed = (failure: Partial<Failure> = {}) =>
	new ClockodoError({ kind: 'status', status: 503, method: 'GET', path: '/v3/users', ...failure });

const policy: RetryPolicy = {
	attempts: 5,
	firstPause: 100,
	longestPause: 1_000,
	patience: 10_000,
	pausingAtOnce: 100,
};

/** A request that fails so many times, asks for a pause of that length each time, and is counted. */
function failing(times: number, retryAfter = 100) {
	const request = jest.fn(async () => {
		if (request.mock.calls.length <= times) throw failed({ retryAfter });
		return 'done';
	});
	return request;
}

/** What has come of the promise when so much time has passed: its value, its error, or nothing yet. */
async function after(milliseconds: number, promise: Promise<unknown>): Promise<unknown> {
	let outcome: unknown = 'still waiting';
	const note = (value: unknown) => (outcome = value);
	void promise.then(note, note);
	await jest.advanceTimersByTimeAsync(milliseconds);
	return outcome;
}

const always = () => true;

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

describe('the pause before the next attempt', () => {
	it.each([
		[1, 50, 100],
		[2, 100, 200],
		[3, 200, 400],
		[4, 400, 800],
		[5, 500, 1_000],
		[40, 500, 1_000],
	])('number %i lies between %i and %i ms, wherever chance puts it', (attempt, least, most) => {
		const pause = (random: number) => pauseBefore(attempt, undefined, policy, () => random);
		expect([pause(0), pause(1)]).toEqual([least, most]);
	});

	it('is a whole number', () => {
		expect(pauseBefore(1, undefined, { ...policy, firstPause: 5 }, () => 0.3)).toBe(3);
	});

	it('is what the API asks for, also where that is more than the policy would take', () => {
		expect(pauseBefore(1, 5_000, policy)).toBe(5_000);
		expect(pauseBefore(1, 0, policy)).toBe(0);
	});
});

describe('a request with retries', () => {
	it('waits between its attempts, and gives the value of the first one that succeeds', async () => {
		const request = failing(2);
		const result = withRetries(request, always, undefined, policy);
		expect(await after(99, result)).toBe('still waiting');
		expect(request).toHaveBeenCalledTimes(1);
		expect(await after(1, result)).toBe('still waiting');
		expect(request).toHaveBeenCalledTimes(2);
		expect(await after(100, result)).toBe('done');
		expect(request).toHaveBeenCalledTimes(3);
	});

	it('spreads those that failed together', async () => {
		const random = jest.spyOn(Math, 'random').mockReturnValue(0);
		const request = jest.fn(async () => await Promise.reject(failed()));
		void withRetries(request, always, undefined, policy).catch(() => undefined);
		await jest.advanceTimersByTimeAsync(50 + 100 + 200 + 400);
		random.mockRestore();
		expect(request).toHaveBeenCalledTimes(5);
	});

	it('ends after the last attempt of the policy, and says how many there were', async () => {
		const request = failing(Infinity);
		const error = await after(60_000, withRetries(request, always, undefined, policy));
		expect(request).toHaveBeenCalledTimes(5);
		expect(error).toMatchObject({ message: expect.stringContaining('after 5 attempts') });
	});

	it('repeats nothing that may not be repeated, and no error that is not of the API', async () => {
		const refused = failing(Infinity);
		await expect(withRetries(refused, () => false, undefined, policy)).rejects.toThrow('HTTP 503.');
		expect(refused).toHaveBeenCalledTimes(1);
		const broken = jest.fn(async () => await Promise.reject(new TypeError('broken')));
		await expect(withRetries(broken, always, undefined, policy)).rejects.toThrow(TypeError);
		expect(broken).toHaveBeenCalledTimes(1);
	});

	it('asks for each error whether it may be repeated', async () => {
		const request = failing(Infinity);
		const mayRepeat = jest.fn((error: ClockodoError) => error.status === 503);
		await after(60_000, withRetries(request, mayRepeat, undefined, policy));
		expect(mayRepeat).toHaveBeenCalledTimes(5);
	});

	it('takes a pause of the greatest length, and no longer one', async () => {
		const longest = failing(1, policy.longestPause);
		const result = withRetries(longest, always, undefined, policy);
		expect(await after(policy.longestPause, result)).toBe('done');
		const longer = failing(1, policy.longestPause + 1);
		await expect(withRetries(longer, always, undefined, policy)).rejects.toThrow('HTTP 503.');
		expect(longer).toHaveBeenCalledTimes(1);
	});

	it('gives up when all its pauses together would try its patience', async () => {
		const request = failing(Infinity, 300);
		const impatient = { ...policy, patience: 600 };
		const error = await after(60_000, withRetries(request, always, undefined, impatient));
		// Two pauses take 600 ms; a third one would be too much.
		expect(request).toHaveBeenCalledTimes(3);
		expect(error).toMatchObject({ message: expect.stringContaining('after 3 attempts') });
	});

	it('waits for two minutes in all where nothing else is set', async () => {
		expect(defaultRetryPolicy.patience).toBe(120_000);
		const request = failing(Infinity, 50_000);
		const result = withRetries(request, always);
		expect(await after(60 * 60_000, result)).toMatchObject({ status: 503 });
		expect(request).toHaveBeenCalledTimes(3);
	});

	it('does not pause beside too many others, and does again when one of them is done', async () => {
		const crowded = { ...policy, pausingAtOnce: 2 };
		const start = (request = failing(1)) => withRetries(request, always, undefined, crowded);
		const [first, second] = [start(), start()];
		await jest.advanceTimersByTimeAsync(0);
		const third = failing(1);
		await expect(start(third)).rejects.toThrow('HTTP 503.');
		expect(third).toHaveBeenCalledTimes(1);
		expect(await after(100, Promise.all([first, second]))).toEqual(['done', 'done']);
		expect(await after(100, start())).toBe('done');
	});

	it('ends at once when it is aborted, and leaves its place to others', async () => {
		const alone = { ...policy, pausingAtOnce: 1 };
		const abort = new AbortController();
		const request = failing(1);
		const result = withRetries(request, always, abort.signal, alone);
		expect(await after(50, result)).toBe('still waiting');
		abort.abort();
		expect(await after(0, result)).toBeInstanceOf(Error);
		await jest.advanceTimersByTimeAsync(60_000);
		expect(request).toHaveBeenCalledTimes(1);
		expect(await after(100, withRetries(failing(1), always, undefined, alone))).toBe('done');
	});
});
