import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Api, ApiRequest } from '../../../src/clockodo/client.js';
import { rateLimits, Pace, paced } from '../../../src/clockodo/pace.js';

const get = (path: string, query = {}): ApiRequest => ({ method: 'GET', path, query });

/** The milliseconds at which so many requests, asked for at once, are let through. */
function turns(pace: Pace, count: number, request: ApiRequest): number[] {
	return Array.from({ length: count }, () => pace.take(request));
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
	])('stays under %d requests in %d ms', (requests, span) => {
		const times = turns(new Pace(rateLimits, () => 0), 6_000, get('/v3/users'));
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
		expect(pace.take(get('/v2/entries'))).toBe(0);
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
		expect(turns(pace, 3, get('/'))).toEqual([0, 10, 20]);
	});

	it('lets through again when the span has passed', () => {
		let now = 0;
		const pace = new Pace([{ requests: 2, milliseconds: 1_000 }], () => now);
		expect(turns(pace, 3, get('/'))).toEqual([0, 0, 1_000]);
		now = 2_500;
		expect(pace.take(get('/'))).toBe(0);
	});
});

describe('the API at its pace', () => {
	/** Ten of them are let through in a minute. */
	const request = get('/v2/entrygroups');
	let users = 0;

	beforeEach(() => {
		jest.useFakeTimers();
	});

	afterEach(() => {
		jest.useRealTimers();
	});

	/** An API that counts what reached it, and two nodes of one user who ask for more than a minute has. */
	function busyUser() {
		const user = `https://my.clockodo.com/api user-${++users}@example.org`;
		const api = jest.fn<Api>(async () => await Promise.resolve({ groups: [] }));
		const abort = new AbortController();
		const nodes = [paced(api, user), paced(api, user, abort.signal)];
		const ask = async (count: number) =>
			await Promise.allSettled(
				Array.from({ length: count }, async (_, index) => await nodes[index % 2](request)),
			);
		return { api, abort, ask };
	}

	it('waits for the turn, over all nodes of the user, and gives what the API gave', async () => {
		const { api, ask } = busyUser();
		const answers = ask(12);
		await jest.advanceTimersByTimeAsync(0);
		expect(api).toHaveBeenCalledTimes(10);
		await jest.advanceTimersByTimeAsync(59_999);
		expect(api).toHaveBeenCalledTimes(10);
		await jest.advanceTimersByTimeAsync(1);
		expect(api).toHaveBeenCalledTimes(12);
		expect(api).toHaveBeenLastCalledWith(request);
		expect(await answers).toEqual(
			Array.from({ length: 12 }, () => ({ status: 'fulfilled', value: { groups: [] } })),
		);
	});

	it('does not make a user wait for another', async () => {
		const [one, other] = [busyUser(), busyUser()];
		void one.ask(11);
		await other.ask(10);
		expect(other.api).toHaveBeenCalledTimes(10);
	});

	it('sends nothing more for an execution that was cancelled while it waited', async () => {
		const { api, abort, ask } = busyUser();
		const answers = ask(12);
		await jest.advanceTimersByTimeAsync(30_000);
		abort.abort();
		await jest.advanceTimersByTimeAsync(60_000);
		// The other node's request goes on.
		expect(api).toHaveBeenCalledTimes(11);
		expect((await answers).map(({ status }) => status).slice(10)).toEqual([
			'fulfilled',
			'rejected',
		]);
	});
});
