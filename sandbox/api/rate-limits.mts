import { isRecord } from '../../src/clockodo/values.js';
import { ApiError } from '../store/refusals.mjs';
import type { QueryValue } from './query.mjs';

export interface RateLimit {
	requests: number;
	/** The length of the window. */
	seconds: number;
	/** Only requests to this operation count; without it all do. */
	operation?: string;
	/** Only requests that switch this parameter of the query on. */
	query?: string;
}

/** The vendor's limits for each user (source: its API description). */
export const vendorRateLimits: readonly RateLimit[] = [
	{ requests: 900, seconds: 60 },
	{ requests: 2250, seconds: 15 * 60 },
	{ requests: 4500, seconds: 60 * 60 },
	{ requests: 20_000, seconds: 24 * 60 * 60 },
	{ requests: 10, seconds: 60, operation: 'getEntrygroupsV2' },
	{ requests: 300, seconds: 15 * 60, operation: 'getEntriesV2', query: 'enhanced_list' },
];

/**
 * Counts requests.
 *
 * Guessed: that the windows slide, that a refused request does not count, and that every refusal has
 * `Retry-After`.
 */
export class RateLimiter {
	private times = new Map<string, number[]>();

	constructor(private limits: readonly RateLimit[] = []) {}

	current(): readonly RateLimit[] {
		return this.limits;
	}

	/** Other limits, and all counts from the beginning. */
	set(limits: readonly RateLimit[]): void {
		this.limits = limits;
		this.times = new Map();
	}

	/** @throws ApiError 429 with `Retry-After` where a limit is reached */
	count(
		userId: number,
		operation: string,
		query: Record<string, QueryValue> = {},
		now = Date.now(),
	): void {
		const windows = this.limits
			.filter((limit) => !limit.operation || limit.operation === operation)
			.filter((limit) => !limit.query || isOn(query[limit.query]))
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
		const key = [userId, limit.seconds, limit.operation, limit.query].join(':');
		const times = this.times.get(key) ?? [];
		const first = times.findIndex((time) => time > now - limit.seconds * 1000);
		times.splice(0, first === -1 ? times.length : first);
		this.times.set(key, times);
		return times;
	}
}

function isOn(value: QueryValue | undefined): boolean {
	return value !== undefined && !['', '0', 'false'].includes(String(value));
}

/** `vendor`, `none`, or a list of limits, from outside. @throws Error that says what is wrong */
export function readLimits(value: unknown): readonly RateLimit[] {
	if (value === 'vendor') return vendorRateLimits;
	if (value === 'none') return [];
	if (!Array.isArray(value)) {
		throw new Error("'limits' must be 'vendor', 'none', or a list of {requests, seconds}.");
	}
	return value.map((each, index) => {
		const { requests, seconds, operation, query } = isRecord(each) ? each : {};
		const isLimit =
			[requests, seconds].every((amount) => typeof amount === 'number' && amount > 0) &&
			[operation, query].every((name) => name === undefined || typeof name === 'string');
		if (!isLimit) {
			throw new Error(
				`'limits[${index}]' must have 'requests' and 'seconds', numbers above 0, and may have 'operation' and 'query', texts.`,
			);
		}
		return { requests, seconds, operation, query } as RateLimit;
	});
}
