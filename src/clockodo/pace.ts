import { sleep } from 'n8n-workflow';
import type { Api, ApiRequest } from './client';

/** So many requests in so many milliseconds. */
export interface RateLimit {
	requests: number;
	milliseconds: number;
	/** The requests that it counts; all of them where it is left out. */
	counts?: (request: ApiRequest) => boolean;
}

const minute = 60_000;

/**
 * What Clockodo allows each user (API documentation, "Limits"), less a reserve for what the same
 * user does elsewhere and for attempts that are repeated.
 */
export const rateLimits: readonly RateLimit[] = [
	{ requests: 850, milliseconds: minute },
	{ requests: 2_200, milliseconds: 15 * minute },
	{ requests: 4_400, milliseconds: 60 * minute },
	{
		requests: 10,
		milliseconds: minute,
		counts: ({ method, path }) => method === 'GET' && path === '/v2/entrygroups',
	},
	{
		requests: 290,
		milliseconds: 15 * minute,
		counts: ({ method, path, query }) =>
			method === 'GET' && path === '/v2/entries' && query?.enhanced_list === true,
	},
];

/** Lets requests through as fast as the limits permit, in the order in which they came. */
export class Pace {
	private readonly turns = new Map<RateLimit, number[]>();

	/** @param now the present, in milliseconds since 1970 */
	constructor(
		private readonly limits: readonly RateLimit[] = rateLimits,
		private readonly now: () => number = Date.now,
	) {}

	/**
	 * Takes the next turn for the request.
	 *
	 * @returns milliseconds to wait until then
	 */
	take(request: ApiRequest): number {
		const present = this.now();
		const counting = this.limits.filter(({ counts }) => counts?.(request) ?? true);
		const turn = Math.max(present, ...counting.map((limit) => this.earliest(limit)));
		for (const limit of counting) {
			const turns = this.turns.get(limit) ?? [];
			turns.push(turn);
			if (turns.length > limit.requests) turns.shift();
			this.turns.set(limit, turns);
		}
		return turn - present;
	}

	private earliest(limit: RateLimit): number {
		const turns = this.turns.get(limit) ?? [];
		const before = turns.at(-limit.requests);
		return before === undefined ? 0 : before + limit.milliseconds;
	}
}

const paces = new Map<string, Pace>();

/**
 * The API at the pace that it allows one user, who is the same for all nodes of this process.
 *
 * @param user what the API counts by: its address and the user's e-mail
 */
export function paced(api: Api, user: string, abortSignal?: AbortSignal): Api {
	const pace = paces.get(user) ?? new Pace();
	paces.set(user, pace);
	return async (request) => {
		const pause = pace.take(request);
		if (pause > 0) await sleep(pause, abortSignal);
		return await api(request);
	};
}
