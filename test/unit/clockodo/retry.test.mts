import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ClockodoError, type Failure } from '../../../src/clockodo/errors.js';
import {
	defaultRetryPolicy,
	pauseBefore,
	withRetries,
	type Repetition,
	type RetryPolicy,
} from '../../../src/clockodo/retry.js';

const failed = (failure: Partial<Failure> = {}) =>
	new ClockodoError({ kind: 'status', status: 503, method: 'GET', path: '/v3/users', ...failure });

const policy: RetryPolicy = {
	attempts: 5,
	attemptTimeout: 700,
	firstPause: 100,
	longestPause: 1_000,
	patience: 10_000,
	limitPatience: 60_000,
};

/** How the request may be repeated; the API's limits let everything through. */
const repetition = (more: Partial<Repetition> = {}): Repetition => ({
	policy,
	mayRepeat: () => true,
	waitForTurn: async () => await Promise.resolve(),
	holdBack: () => {},
	...more,
});

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
	});

	it.each([0, -3_000])(
		'is never less than the usual one, also where the API asks for %i ms',
		(asked) => {
			expect(pauseBefore(1, asked, policy, () => 0)).toBe(50);
			expect(pauseBefore(4, asked, policy, () => 0)).toBe(400);
		},
	);
});

describe('a request with retries', () => {
	it('waits between its attempts, and gives the value of the first one that succeeds', async () => {
		const random = jest.spyOn(Math, 'random').mockReturnValue(0);
		const request = failing(2);
		const result = withRetries(request, repetition());
		expect(await after(99, result)).toBe('still waiting');
		expect(request).toHaveBeenCalledTimes(1);
		expect(await after(1, result)).toBe('still waiting');
		expect(request).toHaveBeenCalledTimes(2);
		expect(await after(100, result)).toBe('done');
		random.mockRestore();
		expect(request).toHaveBeenCalledTimes(3);
	});

	it('spreads those that failed together', async () => {
		const random = jest.spyOn(Math, 'random').mockReturnValue(0);
		const request = jest.fn(async () => await Promise.reject(failed()));
		void withRetries(request, repetition()).catch(() => undefined);
		await jest.advanceTimersByTimeAsync(50 + 100 + 200 + 400);
		random.mockRestore();
		expect(request).toHaveBeenCalledTimes(5);
	});

	it('ends after the last attempt of the policy, and says how many there were', async () => {
		const request = failing(Infinity);
		const error = await after(60_000, withRetries(request, repetition()));
		expect(request).toHaveBeenCalledTimes(5);
		expect(error).toMatchObject({ message: expect.stringContaining('after 5 attempts') });
	});

	it('repeats nothing that may not be repeated, and no error that is not of the API', async () => {
		const refused = failing(Infinity);
		await expect(withRetries(refused, repetition({ mayRepeat: () => false }))).rejects.toThrow(
			'HTTP 503.',
		);
		expect(refused).toHaveBeenCalledTimes(1);
		const broken = jest.fn(async () => await Promise.reject(new TypeError('broken')));
		await expect(withRetries(broken, repetition())).rejects.toThrow(TypeError);
		expect(broken).toHaveBeenCalledTimes(1);
	});

	it('asks for each error whether it may be repeated', async () => {
		const request = failing(Infinity);
		const mayRepeat = jest.fn((error: ClockodoError) => error.status === 503);
		await after(60_000, withRetries(request, repetition({ mayRepeat })));
		expect(mayRepeat).toHaveBeenCalledTimes(5);
	});

	it('takes a pause of the greatest length, and no longer one', async () => {
		const longest = failing(1, policy.longestPause);
		const result = withRetries(longest, repetition());
		expect(await after(policy.longestPause, result)).toBe('done');
		const longer = failing(1, policy.longestPause + 1);
		await expect(withRetries(longer, repetition())).rejects.toThrow('HTTP 503.');
		expect(longer).toHaveBeenCalledTimes(1);
	});

	it('gives up when all its pauses together would try its patience', async () => {
		const request = failing(Infinity, 300);
		const impatient = { ...policy, patience: 600 };
		const error = await after(60_000, withRetries(request, repetition({ policy: impatient })));
		// Two pauses take 600 ms; a third one would be too much.
		expect(request).toHaveBeenCalledTimes(3);
		expect(error).toMatchObject({ message: expect.stringContaining('after 3 attempts') });
	});

	it('counts what the attempts themselves take, and gives the last one no more than is left', async () => {
		const given: number[] = [];
		const request = async (timeout: number) => {
			given.push(timeout);
			await new Promise((resolve) => setTimeout(resolve, timeout));
			throw failed();
		};
		const impatient = { ...policy, attemptTimeout: 4_000, patience: 6_000 };
		const started = Date.now();
		const error = await after(
			60_000,
			withRetries(request, repetition({ policy: impatient })).catch((each: unknown) => [
				each,
				Date.now() - started,
			]),
		);
		const [, elapsed] = error as [unknown, number];
		expect(given[0]).toBe(4_000);
		expect(given[1]).toBeLessThan(2_000);
		expect(elapsed).toBeLessThanOrEqual(6_000);
	});

	it('waits for three minutes in all where nothing else is set', () => {
		expect(defaultRetryPolicy).toMatchObject({ patience: 180_000, limitPatience: 3_900_000 });
	});

	it('ends at once when it is aborted', async () => {
		const abort = new AbortController();
		const request = failing(1);
		const result = withRetries(request, repetition({ abortSignal: abort.signal }));
		expect(await after(50, result)).toBe('still waiting');
		abort.abort();
		expect(await after(0, result)).toBeInstanceOf(Error);
		await jest.advanceTimersByTimeAsync(60_000);
		expect(request).toHaveBeenCalledTimes(1);
	});
});

describe('a request that the API’s limits refuse', () => {
	/** Refuses so many times, with the pauses that it asks for. */
	const refusing = (...asked: Array<number | undefined>) => {
		const request = jest.fn(async () => {
			const index = request.mock.calls.length - 1;
			if (index < asked.length) throw failed({ status: 429, retryAfter: asked[index] });
			return 'done';
		});
		return request;
	};

	it('holds all requests of its user back for as long as the API asks, and takes another turn', async () => {
		const holdBack = jest.fn();
		const waitForTurn = jest.fn(async () => await Promise.resolve());
		const request = refusing(90_000, 2_000);
		const policyOfAnHour = { ...policy, limitPatience: 3_600_000 };
		const result = withRetries(
			request,
			repetition({ policy: policyOfAnHour, holdBack, waitForTurn }),
		);
		expect(await after(0, result)).toBe('done');
		expect(holdBack.mock.calls).toEqual([[90_000], [2_000]]);
		expect(waitForTurn).toHaveBeenCalledTimes(3);
	});

	it('is not used up by its attempts', async () => {
		const request = refusing(...Array.from({ length: 20 }, () => 1));
		expect(await after(0, withRetries(request, repetition()))).toBe('done');
	});

	it('gives up where the limits try its patience', async () => {
		const request = refusing(60_001);
		expect(await after(0, withRetries(request, repetition()))).toMatchObject({ status: 429 });
		expect(request).toHaveBeenCalledTimes(1);
	});

	it('has waited for its turns: what is left of its patience gets less', async () => {
		const patience: number[] = [];
		const waitForTurn = async (left: number) => {
			patience.push(left);
			await new Promise((resolve) => setTimeout(resolve, 20_000));
		};
		const done = await after(60_000, withRetries(refusing(1, 1), repetition({ waitForTurn })));
		expect(done).toBe('done');
		expect(patience).toEqual([60_000, 40_000, 20_000]);
		patience.length = 0;
		const request = refusing(1, 1, 1);
		const error = await after(200_000, withRetries(request, repetition({ waitForTurn })));
		expect(error).toMatchObject({ message: expect.stringContaining('after 3 attempts') });
		expect(patience).toEqual([60_000, 40_000, 20_000]);
	});
});
