import { sleep } from 'n8n-workflow';
import { ClockodoError } from './errors';
import { outcomeOf } from './outcome';

/** How often, and for how long, a request is repeated. All times in milliseconds. */
export interface RetryPolicy {
	/** Requests in all, the first one included. */
	attempts: number;
	/** The longest pause before the second attempt; it doubles with every further one. */
	firstPause: number;
	/** No single pause is longer, `Retry-After` included. */
	longestPause: number;
	/** All pauses together are not longer: an execution does not wait for ever. */
	patience: number;
	/** So many callers of one process may pause at the same time; further ones fail at once and can be retried later. */
	pausingAtOnce: number;
}

export const defaultRetryPolicy: RetryPolicy = {
	attempts: 8,
	firstPause: 500,
	longestPause: 60_000,
	patience: 120_000,
	pausingAtOnce: 200,
};

let pausing = 0;

/**
 * The pause before the next attempt: what the API asked for with `Retry-After`, else a random
 * time in the upper half of an exponentially growing span ("equal jitter"), so that many executions
 * that failed together do not come back together.
 *
 * @param attempt number of attempts made so far, from 1
 * @param retryAfter milliseconds that the API asked for
 */
export function pauseBefore(
	attempt: number,
	retryAfter: number | undefined,
	policy: RetryPolicy,
	random: () => number = Math.random,
): number {
	if (retryAfter !== undefined) return retryAfter;
	const span = Math.min(policy.longestPause, policy.firstPause * 2 ** (attempt - 1));
	return Math.round(span / 2 + (span / 2) * random());
}

/**
 * Runs `attempt` until it succeeds, fails for good, or the policy is used up; then throws the
 * last error. Only a ClockodoError that `mayRepeat` accepts is tried again.
 */
export async function withRetries<Result>(
	attempt: () => Promise<Result>,
	mayRepeat: (error: ClockodoError) => boolean,
	abortSignal?: AbortSignal,
	policy: RetryPolicy = defaultRetryPolicy,
): Promise<Result> {
	let waited = 0;
	for (let count = 1; ; count++) {
		const outcome = await outcomeOf(attempt);
		if (outcome.ok) return outcome.value;
		const { error } = outcome;
		if (!(error instanceof ClockodoError) || !mayRepeat(error)) throw error;
		const pause = pauseBefore(count, error.retryAfter, policy);
		waited += pause;
		const usedUp =
			count >= policy.attempts || pause > policy.longestPause || waited > policy.patience;
		if (usedUp || pausing >= policy.pausingAtOnce) throw error.after(count);
		await pauseFor(pause, abortSignal);
	}
}

async function pauseFor(milliseconds: number, abortSignal?: AbortSignal): Promise<void> {
	pausing++;
	try {
		await sleep(milliseconds, abortSignal);
	} finally {
		pausing--;
	}
}
