import { ClockodoError } from './errors';
import { outcomeOf } from './outcome';
import { pauseFor } from './pause';

/** How often, and for how long, a request is repeated. All times in milliseconds. */
export interface RetryPolicy {
	/** Requests in all, the first one included; those that the API's limits have refused do not count. */
	attempts: number;
	/** One attempt may take so long: slow answers are waited for, lost ones are not. */
	attemptTimeout: number;
	/** The longest pause before the second attempt; it doubles with every further one. */
	firstPause: number;
	/** No single pause is longer. */
	longestPause: number;
	/** From the first attempt on, all attempts and pauses together take no longer: an execution does not wait for ever. */
	patience: number;
	/** Beside that, so long the API's limits are waited for: a full quarter of an hour or hour passes. */
	limitPatience: number;
}

/** For executions, which nobody waits for. */
export const defaultRetryPolicy: RetryPolicy = {
	attempts: 8,
	attemptTimeout: 30_000,
	firstPause: 500,
	longestPause: 60_000,
	patience: 180_000,
	limitPatience: 65 * 60_000,
};

/**
 * The pause before the next attempt: a random time in the upper half of an exponentially growing
 * span ("equal jitter"), so that many executions that failed together do not come back together,
 * and never less than the API asked for with `Retry-After`.
 *
 * @param attempt number of attempts made so far, from 1
 * @param retryAfter milliseconds that the API asked for
 */
export function pauseBefore(
	attempt: number,
	retryAfter: number | undefined,
	policy: Pick<RetryPolicy, 'firstPause' | 'longestPause'>,
	random: () => number = Math.random,
): number {
	const span = Math.min(policy.longestPause, policy.firstPause * 2 ** (attempt - 1));
	return Math.max(retryAfter ?? 0, Math.round(span / 2 + (span / 2) * random()));
}

/** What a request needs to be repeated. */
export interface Repetition {
	policy: RetryPolicy;
	/** Whether the same request may be sent again after this failure. */
	mayRepeat(error: ClockodoError): boolean;
	/**
	 * Waits until the API's limits let the next request through, at most so many milliseconds.
	 *
	 * @throws ClockodoError where that takes longer
	 */
	waitForTurn(patience: number): Promise<void>;
	/** Tells all requests of the same user that the API has refused one, for so many milliseconds. */
	holdBack(milliseconds: number): void;
	abortSignal?: AbortSignal;
}

/**
 * Runs `attempt` until it succeeds, fails for good, or the policy is used up; then throws the
 * last error. Only a ClockodoError that `mayRepeat` accepts is tried again.
 *
 * @param attempt gets the milliseconds that it may take
 */
export async function withRetries<Result>(
	attempt: (timeout: number) => Promise<Result>,
	{ policy, mayRepeat, waitForTurn, holdBack, abortSignal }: Repetition,
): Promise<Result> {
	let [failures, refusals, spent, waited] = [0, 0, 0, 0];
	for (;;) {
		const asked = Date.now();
		await waitForTurn(policy.limitPatience - waited);
		const started = Date.now();
		waited += started - asked;
		const left = Math.max(1_000, policy.patience - spent);
		const outcome = await outcomeOf(
			async () => await attempt(Math.min(policy.attemptTimeout, left)),
		);
		if (outcome.ok) return outcome.value;
		spent += Date.now() - started;
		const { error } = outcome;
		if (!(error instanceof ClockodoError) || !mayRepeat(error)) throw error;
		if (error.status === 429) {
			const pause = pauseBefore(++refusals, error.retryAfter, policy);
			if (waited + pause > policy.limitPatience) throw error.after(failures + refusals);
			holdBack(pause);
			continue;
		}
		const pause = pauseBefore(++failures, error.retryAfter, policy);
		const isUsedUp =
			failures >= policy.attempts || pause > policy.longestPause || spent + pause > policy.patience;
		if (isUsedUp) throw error.after(failures + refusals);
		spent += pause;
		await pauseFor(pause, abortSignal);
	}
}
