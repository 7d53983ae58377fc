import type { ApiRequest } from './client';
import { remember } from './newest';
import { outcomeOf } from './outcome';
import { pauseFor } from './pause';

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
	{ requests: 19_500, milliseconds: 24 * 60 * minute },
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

/** A place in the order of requests. It moves back while the API holds its user back. */
export interface Turn {
	/** When the request may be sent, in milliseconds since 1970. */
	at: number;
}

/** Callers of one user that may wait for their turn at the same time, in one process: some kilobytes each. */
export const waitingAtMost = 5_000;

/** Lets requests of one user through as fast as the limits permit, in the order in which they came. */
export class Pace {
	private readonly turns = new Map<RateLimit, Turn[]>();

	/** Requests before this time would be refused; milliseconds since 1970. */
	private heldUntil = 0;

	private waiting = 0;

	/** @param now the present, in milliseconds since 1970 */
	constructor(
		private readonly limits: readonly RateLimit[] = rateLimits,
		private readonly now: () => number = Date.now,
	) {}

	/** Takes the next turn for the request. */
	take(request: ApiRequest): Turn {
		const counting = this.limits.filter(({ counts }) => counts?.(request) ?? true);
		const turn = {
			at: Math.max(this.now(), this.heldUntil, ...counting.map((limit) => this.earliest(limit))),
		};
		for (const limit of counting) {
			const turns = this.turns.get(limit) ?? [];
			// A turn that a narrower limit puts off does not put off the others.
			let index = turns.length;
			while (index > 0 && (turns[index - 1]?.at ?? 0) > turn.at) index--;
			turns.splice(index, 0, turn);
			// Some more than count are kept: turns that are given back leave gaps.
			if (turns.length > limit.requests + waitingAtMost) turns.shift();
			this.turns.set(limit, turns);
		}
		return turn;
	}

	/** Gives a turn back that is not used: the next one takes its place. */
	giveBack(turn: Turn): void {
		for (const turns of this.turns.values()) {
			const index = turns.lastIndexOf(turn);
			if (index >= 0) turns.splice(index, 1);
		}
	}

	/**
	 * Nobody's turn comes before so many milliseconds have passed: the API has refused a request of
	 * this user. All turns that were waiting keep their distance from each other.
	 *
	 * @param random 0 to 1: several processes that are held back together do not come back together
	 */
	holdBack(milliseconds: number, random: () => number = Math.random): void {
		const present = this.now();
		if (this.heldUntil >= present + milliseconds) return;
		const before = Math.max(present, this.heldUntil);
		const jitter = random() * Math.min(milliseconds / 10, 5_000);
		this.heldUntil = Math.ceil(present + milliseconds + jitter);
		const all = new Set([...this.turns.values()].flat());
		for (const turn of all) if (turn.at > present) turn.at += this.heldUntil - before;
	}

	/**
	 * Waits until the turn has come.
	 *
	 * @param patience milliseconds; what takes longer is given back at once
	 * @returns milliseconds that are missing where it takes longer, else 0
	 */
	async waitFor(turn: Turn, patience: number, abortSignal?: AbortSignal): Promise<number> {
		const deadline = this.now() + patience;
		this.waiting++;
		try {
			for (let left = turn.at - this.now(); left > 0; left = turn.at - this.now()) {
				const mayWait = turn.at <= deadline && this.waiting <= waitingAtMost;
				const waited = mayWait && (await outcomeOf(async () => await pauseFor(left, abortSignal)));
				if (waited && waited.ok) continue;
				this.giveBack(turn);
				if (!waited) return left;
				throw waited.error;
			}
			return 0;
		} finally {
			this.waiting--;
		}
	}

	private earliest(limit: RateLimit): number {
		const turns = this.turns.get(limit) ?? [];
		const before = turns.at(-limit.requests);
		return before === undefined ? 0 : before.at + limit.milliseconds;
	}
}

/** Users whose pace is remembered; one that has sent nothing for longest begins anew first. */
const usersAtMost = 1_000;
const paces = new Map<string, Pace>();

/**
 * The pace of one user, who is the same for all nodes, drop-downs and looks of this process.
 *
 * @param user what the API counts by: its address and the user's e-mail
 */
export function paceOf(user: string): Pace {
	const pace = paces.get(user) ?? new Pace();
	remember(paces, user, pace, usersAtMost);
	return pace;
}
