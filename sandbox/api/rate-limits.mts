import { ApiError } from '../store/refusals.mjs';

export interface RateLimit {
	requests: number;
	/** The length of the window. */
	seconds: number;
	/** Only requests to this operation count; without it all do. */
	operation?: string;
}

/** The vendor's limits for each user (source: its API description). */
export const vendorRateLimits: readonly RateLimit[] = [
	{ requests: 900, seconds: 60 },
	{ requests: 2250, seconds: 15 * 60 },
	{ requests: 4500, seconds: 60 * 60 },
	{ requests: 20_000, seconds: 24 * 60 * 60 },
	{ requests: 10, seconds: 60, operation: 'getEntrygroupsV2' },
];

/** Counts requests in sliding windows. A refused request does not count. */
export class RateLimiter {
	private readonly times = new Map<string, number[]>();

	constructor(private readonly limits: readonly RateLimit[]) {}

	/** @throws ApiError 429 with `Retry-After` where a limit is reached */
	count(userId: number, operation: string, now = Date.now()): void {
		const windows = this.limits
			.filter((limit) => !limit.operation || limit.operation === operation)
			.map((limit) => ({ limit, times: this.recent(userId, limit, now) }));
		for (const { limit, times } of windows) {
			if (times.length < limit.requests) continue;
			const [oldest = now] = times;
			const wait = Math.ceil((oldest + limit.seconds * 1000 - now) / 1000);
			throw new ApiError(
				429,
				{ type: 'TooManyRequests', message: `Too many requests. Try again in ${wait} seconds.` },
				{ 'Retry-After': String(wait) },
			);
		}
		for (const { times } of windows) times.push(now);
	}

	private recent(userId: number, limit: RateLimit, now: number): number[] {
		const key = `${userId}:${limit.seconds}:${limit.operation ?? ''}`;
		const times = this.times.get(key) ?? [];
		const first = times.findIndex((time) => time > now - limit.seconds * 1000);
		times.splice(0, first === -1 ? times.length : first);
		this.times.set(key, times);
		return times;
	}
}
