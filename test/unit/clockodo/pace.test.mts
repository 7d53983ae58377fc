import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ApiRequest } from '../../../src/clockodo/client.js';
import { Pace, paceOf, rateLimits, waitingAtMost } from '../../../src/clockodo/pace.js';

const get = (path: string, query = {}): ApiRequest => ({ method: 'GET', path, query });

/** The milliseconds at which so many requests, asked for at once, are let through. */
function turns(pace: Pace, count: number, request: ApiRequest): number[] {
	return Array.from({ length: count }, () => pace.take(request).at);
}

/** The most turns within any span of so many milliseconds. */
function busiest(times: number[], span: number): number {
	const sorted = [...times].sort((one, other) => one - other);
	let start = 0;
	return Math.max(
		...sorted.map((time, index) => {
			while (sorted[start] <= time - span) start++;
			return index - start + 1;
		}),
	);
}

describe('the pace of requests', () => {
	it('lets a batch of 500 through at once', () => {
		expect(
			turns(new Pace(rateLimits, () => 0), 500, get('/v3/users')).every((wait) => wait === 0),
		).toBe(true);
	});

	it.each([
		[900, 60_000],
		[2_250, 15 * 60_000],
		[4_500, 60 * 60_000],
		[20_000, 24 * 60 * 60_000],
	])('stays under %d requests in %d ms', (requests, span) => {
		const times = turns(new Pace(rateLimits, () => 0), 25_000, get('/v3/users'));
		expect(busiest(times, span)).toBeLessThan(requests);
		expect(times).toEqual([...times].sort((one, other) => one - other));
	});

	it('gives groups of entries ten turns a minute', () => {
		const times = turns(new Pace(rateLimits, () => 0), 25, get('/v2/entrygroups'));
		expect(busiest(times, 60_000)).toBe(10);
	});

	it('counts entries with names apart from the others', () => {
		const pace = new Pace(rateLimits, () => 0);
		const named = turns(pace, 300, get('/v2/entries', { enhanced_list: true }));
		expect(busiest(named, 15 * 60_000)).toBeLessThan(300);
		expect(pace.take(get('/v2/entries')).at).toBe(0);
	});

	it.each<[string, ApiRequest]>([
		['a change of groups', { method: 'PUT', path: '/v2/entrygroups' }],
		['a new entry', { method: 'POST', path: '/v2/entries', query: { enhanced_list: true } }],
		['entries without names', get('/v2/entries', { enhanced_list: false })],
		['entries without a query', { method: 'GET', path: '/v2/entries' }],
		['another list', get('/v3/customers', { enhanced_list: true })],
	])('does not slow down %s', (_what, request) => {
		const waits = turns(new Pace(rateLimits, () => 0), 400, request);
		expect(Math.max(...waits)).toBe(0);
	});

	it('lets one through at a time where the limit is one', () => {
		const pace = new Pace([{ requests: 1, milliseconds: 10 }], () => 5);
		expect(turns(pace, 3, get('/'))).toEqual([5, 15, 25]);
	});

	it('lets through again when the span has passed', () => {
		let now = 0;
		const pace = new Pace([{ requests: 2, milliseconds: 1_000 }], () => now);
		expect(turns(pace, 3, get('/'))).toEqual([0, 0, 1_000]);
		now = 2_500;
		expect(pace.take(get('/')).at).toBe(2_500);
	});
});

describe('a user whose requests the API has refused', () => {
	it('waits for so long, with all who wait already, and keeps their distance', () => {
		let now = 0;
		const pace = new Pace([{ requests: 2, milliseconds: 1_000 }], () => now);
		const waiting = Array.from({ length: 4 }, () => pace.take(get('/')));
		now = 100;
		pace.holdBack(5_000, () => 0);
		expect(waiting.map(({ at }) => at)).toEqual([0, 0, 6_000, 6_000]);
		expect(pace.take(get('/')).at).toBe(7_000);
	});

	it('is not held back twice by refusals that come together', () => {
		const pace = new Pace([], () => 0);
		for (let refusal = 0; refusal < 50; refusal++) pace.holdBack(5_000, () => 0);
		expect(pace.take(get('/')).at).toBe(5_000);
	});

	it('does not come back together with other processes', () => {
		const at = (random: number) => {
			const pace = new Pace([], () => 0);
			pace.holdBack(20_000, () => random);
			return pace.take(get('/')).at;
		};
		expect([at(0), at(0.5), at(1)]).toEqual([20_000, 21_000, 22_000]);
	});
});

describe('waiting for a turn', () => {
	const single = [{ requests: 1, milliseconds: 1_000 }];

	beforeEach(() => {
		jest.useFakeTimers({ now: 0 });
	});

	afterEach(() => {
		jest.useRealTimers();
	});

	async function stateAfter(milliseconds: number, waiting: Promise<number>): Promise<unknown> {
		let state: unknown = 'waiting';
		waiting.then(
			(missing) => (state = missing),
			() => (state = 'cancelled'),
		);
		await jest.advanceTimersByTimeAsync(milliseconds);
		return state;
	}

	it('takes until the turn has come', async () => {
		const pace = new Pace(single);
		expect(await pace.waitFor(pace.take(get('/')), 5_000)).toBe(0);
		const second = pace.waitFor(pace.take(get('/')), 5_000);
		expect(await stateAfter(999, second)).toBe('waiting');
		expect(await stateAfter(1, second)).toBe(0);
	});

	it('follows a turn that moves back meanwhile', async () => {
		const pace = new Pace(single);
		pace.take(get('/'));
		const waiting = pace.waitFor(pace.take(get('/')), 60_000);
		await jest.advanceTimersByTimeAsync(500);
		pace.holdBack(10_000, () => 0);
		expect(await stateAfter(10_000, waiting)).toBe('waiting');
		expect(await stateAfter(1_000, waiting)).toBe(0);
	});

	it('gives the turn back where it would take too long, and says how long', async () => {
		const pace = new Pace(single);
		pace.take(get('/'));
		expect(await pace.waitFor(pace.take(get('/')), 500)).toBe(1_000);
		expect(pace.take(get('/')).at).toBe(1_000);
	});

	it('gives the turn back of an execution that is cancelled', async () => {
		const pace = new Pace(single);
		pace.take(get('/'));
		const abort = new AbortController();
		const waiting = pace.waitFor(pace.take(get('/')), 5_000, abort.signal);
		abort.abort();
		expect(await stateAfter(0, waiting)).toBe('cancelled');
		expect(pace.take(get('/')).at).toBe(1_000);
	});

	it('is for so many at a time; the others are told at once', async () => {
		const pace = new Pace(single);
		pace.take(get('/'));
		const ask = () => pace.waitFor(pace.take(get('/')), Infinity);
		const waiting = Array.from({ length: waitingAtMost }, ask);
		expect(await ask()).toBeGreaterThan(0);
		await jest.advanceTimersByTimeAsync(1_000 * waitingAtMost);
		expect(new Set(await Promise.all(waiting))).toEqual(new Set([0]));
	});
});

describe('the pace of a user', () => {
	it('is one for all nodes, and another for another user', () => {
		expect(paceOf('api one@example.org')).toBe(paceOf('api one@example.org'));
		expect(paceOf('api one@example.org')).not.toBe(paceOf('api two@example.org'));
	});

	it('is remembered for a thousand users, so that memory does not grow without end', () => {
		const [first, second] = [paceOf('first'), paceOf('second')];
		for (let user = 0; user < 998; user++) paceOf(`api ${user}@example.org`);
		expect(paceOf('first')).toBe(first);
		paceOf('one more');
		expect(paceOf('first')).toBe(first);
		expect(paceOf('second')).not.toBe(second);
	});
});
