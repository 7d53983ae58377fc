import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { Api, ApiRequest } from '../../../src/clockodo/client.js';
import { ClockodoError } from '../../../src/clockodo/errors.js';
import type { NameSource } from '../../../src/clockodo/readable/facts.js';
import { listedAtMost, Names, namesAtMost } from '../../../src/clockodo/readable/names.js';
import { isRecord } from '../../../src/clockodo/values.js';

const minute = 60_000;

/** An API of users and customers that tells what it was asked, under a clock of its own. */
class UsersApi {
	readonly asked: string[] = [];

	now = 1_800_000_000_000;

	readonly names = new Names(() => this.now);

	users: IDataObject[] = [
		{ id: 1, name: 'Anna', email: 'anna@example.com', active: true },
		{ id: 2, name: 'Ben', active: false },
	];

	/** What is thrown instead of an answer, or waited for before it. */
	trouble: (request: ApiRequest) => unknown = () => undefined;

	readonly api: Api = async (request) => {
		this.asked.push(request.path);
		const trouble = await this.trouble(request);
		if (trouble instanceof Error) throw trouble;
		const id = Number(/\/v3\/users\/(\d+)$/.exec(request.path)?.[1]);
		if (id) {
			const data = this.users.find((each) => each.id === id);
			if (!data) throw failure(404);
			return { data };
		}
		const { page = 1, items_per_page: size = 1_000 } = (request.query ?? {}) as {
			page?: number;
			items_per_page?: number;
		};
		const all = request.path === '/v3/users' ? this.users : [{ id: 1, name: 'Other' }];
		const newestFirst = [...all].sort((one, other) => Number(other.id) - Number(one.id));
		return {
			paging: { count_pages: Math.ceil(all.length / size), count_items: all.length },
			data: newestFirst.slice((page - 1) * size, page * size),
		};
	};

	async read(ids: number[], source: NameSource = 'User', signal?: AbortSignal) {
		await this.names.read('anna', this.api, new Map([[source, new Set(ids)]]), signal);
		return ids.map((id) => this.find(id, source));
	}

	find(id: number, source: NameSource = 'User', user = 'anna') {
		const found = this.names.find(user, source, id);
		return isRecord(found) ? found.name : found;
	}
}

const failure = (status: number): ClockodoError =>
	new ClockodoError({ kind: 'status', method: 'GET', path: '/v3/users', status });

const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ id: index + 1, name: `Person ${index + 1}` }));

describe('names', () => {
	it('are read from the list once, inactive ones included, and kept for five minutes', async () => {
		const api = new UsersApi();
		expect(api.find(1)).toBeUndefined();
		expect(await api.read([1, 2])).toEqual(['Anna', 'Ben']);
		expect(api.names.find('anna', 'User', 1)).toEqual({ name: 'Anna', email: 'anna@example.com' });
		expect(api.asked).toEqual(['/v3/users']);
		api.users[0] = { id: 1, name: 'Anne' };
		api.now += 5 * minute - 1;
		expect(await api.read([1])).toEqual(['Anna']);
		api.now += 1;
		expect(api.find(1)).toBeUndefined();
		expect(await api.read([1])).toEqual(['Anne']);
		expect(api.asked).toHaveLength(2);
	});

	it('are those that a user sees: another one has a list of his own', async () => {
		const api = new UsersApi();
		await api.read([1]);
		expect(api.find(1, 'User', 'ben')).toBeUndefined();
		expect(api.find(1, 'Customer')).toBeUndefined();
	});

	it('are read by all who need them at the same time in one reading', async () => {
		const api = new UsersApi();
		const all = await Promise.all([api.read([1]), api.read([2]), api.read([1, 9]), api.read([9])]);
		expect(all).toEqual([['Anna'], ['Ben'], ['Anna', null], [null]]);
		expect(api.asked).toEqual(['/v3/users', '/v3/users/9']);
	});

	it('that the list does not have are asked for by ID, once in five minutes where there is none', async () => {
		const api = new UsersApi();
		await api.read([1]);
		api.users.push({ id: 3, name: 'Cleo' });
		expect(await api.read([3, 4])).toEqual(['Cleo', null]);
		expect(await api.read([3, 4])).toEqual(['Cleo', null]);
		expect(api.asked).toEqual(['/v3/users', '/v3/users/3', '/v3/users/4']);
		api.now += 5 * minute;
		expect(api.find(4)).toBeUndefined();
	});

	it('of a very large list are read for its newest, and by ID for the others', async () => {
		const api = new UsersApi();
		api.users = people(listedAtMost + 1_000);
		expect(await api.read([6_000, 1_001, 1])).toEqual(['Person 6000', 'Person 1001', 'Person 1']);
		expect(api.asked).toEqual([...Array<string>(5).fill('/v3/users'), '/v3/users/1']);
	});

	it('are asked for by ID a hundred at most at a time', async () => {
		const api = new UsersApi();
		api.users = people(listedAtMost + 1_000);
		const old = Array.from({ length: 150 }, (_, index) => index + 1);
		const found = await api.read(old);
		expect(found.filter(Boolean)).toHaveLength(100);
		expect(api.asked).toHaveLength(5 + 100);
	});

	it('without a text as a name are none', async () => {
		const api = new UsersApi();
		api.users = [{ id: 1, name: -1 }, { id: 2, name: '' }, { id: 'x', name: 'X' }, { name: 'Y' }];
		expect(await api.read([1, 2])).toEqual([null, null]);
	});
});

describe('names that are not to be had', () => {
	it.each([403, 500])('(%i) are not asked for again for a minute', async (status) => {
		const api = new UsersApi();
		api.trouble = () => failure(status);
		expect(await api.read([1])).toEqual([null]);
		api.now += minute - 1;
		expect(await api.read([1, 2])).toEqual([null, null]);
		expect(api.asked).toEqual(['/v3/users']);
		api.trouble = () => undefined;
		api.now += 1;
		expect(await api.read([1])).toEqual(['Anna']);
	});

	it('leave the names of other lists alone', async () => {
		const api = new UsersApi();
		api.trouble = ({ path }) => (path === '/v3/users' ? failure(500) : undefined);
		const wanted = new Map<NameSource, Set<number>>([
			['User', new Set([1])],
			['Customer', new Set([1])],
		]);
		await api.names.read('anna', api.api, wanted);
		expect([api.find(1), api.find(1, 'Customer')]).toEqual([null, 'Other']);
	});

	it('by ID are left alone for a minute after a fault, but not what is known', async () => {
		const api = new UsersApi();
		await api.read([1]);
		api.trouble = () => failure(502);
		expect(await api.read([1, 8, 9])).toEqual(['Anna', null, null]);
		const { length } = api.asked;
		expect(await api.read([7])).toEqual([null]);
		expect(api.asked).toHaveLength(length);
	});

	it('because an answer is no list are left out, too', async () => {
		const api = new UsersApi();
		await api.names.read(
			'anna',
			async () => ({ hello: 'there' }),
			new Map([['Team', new Set([1])]]),
		);
		expect(api.find(1, 'Team')).toBeNull();
	});
});

describe('names that take long', () => {
	it('are waited for ten seconds in all, by whoever comes, and used when they are there', async () => {
		const api = new UsersApi();
		let release = () => {};
		const held = new Promise<void>((resolve) => (release = resolve));
		api.trouble = async () => await held;
		const controller = new AbortController();
		const first = api.read([1], 'User', controller.signal);
		await Promise.resolve();
		api.now += 10_000;
		// Whoever comes now does not wait at all.
		expect(await api.read([1])).toEqual([undefined]);
		controller.abort();
		expect(await first).toEqual([undefined]);
		release();
		await new Promise((resolve) => setTimeout(resolve, 1));
		expect(api.find(1)).toBe('Anna');
		expect(api.asked).toEqual(['/v3/users']);
	});

	it('are not waited for by an execution that is cancelled already', async () => {
		const api = new UsersApi();
		api.trouble = async () => await new Promise(() => {});
		expect(await api.read([1], 'User', AbortSignal.abort())).toEqual([undefined]);
	});
});

it('the names of many users do not fill the memory: what was needed longest ago goes', async () => {
	const api = new UsersApi();
	api.users = people(listedAtMost);
	const users = Array.from(
		{ length: namesAtMost / listedAtMost + 1 },
		(_, index) => `user ${index}`,
	);
	const wanted = new Map<NameSource, Set<number>>([['User', new Set([1])]]);
	for (const user of users.slice(0, -1)) await api.names.read(user, api.api, wanted);
	await api.names.read('user 0', api.api, wanted);
	await api.names.read(String(users.at(-1)), api.api, wanted);
	expect(users.filter((user) => api.find(1, 'User', user) === undefined)).toEqual(['user 1']);
});
