import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { isoSeconds } from '../../../src/clockodo/values.js';
import { linesIn, listSearch, loadOptions, panelOf, search } from '../../support/node-panel.mjs';
import { ScriptedApi, type Asked, type Said } from '../../support/scripted-api.mjs';

let api: ScriptedApi;

beforeAll(async () => {
	api = await ScriptedApi.start();
});

afterAll(() => {
	api.close();
});

beforeEach(() => {
	api.asked.length = 0;
});

const day = 24 * 60 * 60 * 1000;

type Items = Array<Record<string, unknown>>;

/** Answers with a page of these, as the API does. */
function paged(items: Items, { query }: Asked, key = 'data'): Said {
	const size = Number(query.items_per_page ?? Infinity);
	const page = Number(query.page ?? 1);
	const paging = {
		items_per_page: size,
		current_page: page,
		count_pages: Math.ceil(items.length / Math.min(size, items.length + 1)),
		count_items: items.length,
	};
	return {
		body: {
			paging,
			[key]: query.items_per_page ? items.slice((page - 1) * size, page * size) : items,
		},
	};
}

/** An API with these lists by their paths, each in pages; entries by their span of time. */
function serve(lists: Record<string, Items>): void {
	api.answer = (asked) => {
		const items = lists[asked.path];
		if (!Object.hasOwn(lists, asked.path))
			return { status: 403, body: { error: { message: 'No' } } };
		if (asked.path !== '/v2/entries') return paged(items, asked);
		const [since, until] = [asked.query.time_since, asked.query.time_until].map(String);
		const inTime = items.filter(({ time_since: t }) => String(t) >= since && String(t) <= until);
		return paged(inTime, asked, 'entries');
	};
}

const users = [{ id: 1, name: 'Anna Berger' }];
const customers = [{ id: 1, name: 'Hotel Adler' }];

const entry = (id: number, ago: number, text: string) => ({
	id,
	users_id: 1,
	customers_id: 1,
	text,
	type: 1,
	time_since: isoSeconds(Date.now() - ago),
	time_until: isoSeconds(Date.now() - ago),
});

const pathsAsked = () => api.asked.map(({ path }) => path);

describe('a search where the API has none', () => {
	it('finds what stands behind the first page of the API', async () => {
		const webhooks = Array.from({ length: 2_500 }, (_, index) => ({
			id: index + 1,
			event_name: 'entry.created',
			url: `https://n8n.example/${index + 1}.`,
		}));
		serve({ '/v2/webhooks': webhooks });
		const { results } = await search(api, 'webhook', { filter: '/2345.' });
		expect(results).toEqual([{ name: 'entry.created → https://n8n.example/2345.', value: 2345 }]);
		expect(api.asked.map(({ query }) => [query.page, query.items_per_page])).toEqual([
			['1', '1000'],
			['2', '1000'],
			['3', '1000'],
		]);
	});

	it('shows all that it found, a hundred at a time', async () => {
		const absences = Array.from({ length: 250 }, (_, index) => ({
			id: index + 1,
			users_id: 1,
			type: 1,
			status: 1,
			date_since: `20${10 + (index % 20)}-05-04`,
			date_until: `20${10 + (index % 20)}-05-04`,
		}));
		serve({ '/v4/absences': absences, '/v3/users': users });
		const seen: unknown[] = [];
		let token: string | undefined;
		const sizes: number[] = [];
		do {
			const found = await search(api, 'absence', { filter: 'regular', token });
			seen.push(...found.results.map(({ value }) => value));
			sizes.push(found.results.length);
			token = found.paginationToken;
		} while (token);
		expect(sizes).toEqual([100, 100, 50]);
		expect(new Set(seen).size).toBe(250);
	});

	it('goes further back in time than the list, up to a year', async () => {
		serve({
			'/v2/entries': [
				entry(1, 20 * day, 'Konzept'),
				entry(2, 80 * day, 'Konzept'),
				entry(3, 300 * day, 'Konzept'),
				entry(4, 400 * day, 'Konzept'),
			],
			'/v3/users': users,
			'/v3/customers': customers,
		});
		const shown = await search(api, 'entry');
		expect(shown.results.map(({ value }) => value)).toEqual([1]);
		const found = await search(api, 'entry', { filter: 'konzept' });
		expect(found.results.map(({ value }) => value)).toEqual([1, 2, 3]);
		expect(found.paginationToken).toBeUndefined();
	});

	it('gives the newest entries first, each once, over all pages', async () => {
		// Some days apart from the ends of the steps, and some on them.
		const ago = (index: number) => (index % 2 ? index * 0.1 * day : 7 * day);
		const entries = Array.from({ length: 260 }, (_, index) => entry(index + 1, ago(index), 'x'));
		serve({ '/v2/entries': entries, '/v3/users': users, '/v3/customers': customers });
		const seen: string[] = [];
		const ids: unknown[] = [];
		let token: string | undefined;
		do {
			const found = await search(api, 'entry', { token, timezone: 'UTC' });
			seen.push(...found.results.map(({ name }) => name.slice(0, 16)));
			ids.push(...found.results.map(({ value }) => value));
			token = found.paginationToken;
		} while (token);
		expect(ids).toHaveLength(260);
		expect(new Set(ids).size).toBe(260);
		expect(seen).toEqual([...seen].sort().reverse());
	});

	it('loses no entry across the end of a step, whatever the API takes for its end', async () => {
		const long = { ...entry(1, 7.2 * day, 'x'), time_until: isoSeconds(Date.now() - 6.9 * day) };
		const byEnd = (asked: Asked) =>
			[long].filter(
				(each) =>
					each.time_since >= String(asked.query.time_since) &&
					each.time_until <= String(asked.query.time_until),
			);
		api.answer = (asked) =>
			asked.path === '/v2/entries' ? paged(byEnd(asked), asked, 'entries') : { status: 403 };
		expect(await linesIn(api, 'entry')).toHaveLength(1);
	});

	it('asks for no older entries where the young ones fill the list, and for names once', async () => {
		const entries = Array.from({ length: 100 }, (_, index) => entry(index + 1, index, 'x'));
		serve({ '/v2/entries': entries, '/v3/users': users, '/v3/customers': customers });
		await search(api, 'entry');
		expect(pathsAsked().sort()).toEqual(['/v2/entries', '/v3/customers', '/v3/users']);
		expect(api.asked[0].query.enhanced_list).toBeUndefined();
	});

	it('stops when it has read what a person can wait for', async () => {
		const endless = { paging: { count_pages: 1_000_000, count_items: 1e9 } };
		api.answer = ({ query }) => ({
			body: { ...endless, data: [{ id: Number(query.page), event_name: 'e', url: 'u' }] },
		});
		await search(api, 'webhook');
		expect(api.asked).toHaveLength(20);
	});

	it('takes letters that look the same for the same', async () => {
		serve({ '/v2/nonbusinessGroups': [{ id: 1, name: 'Ko\u0308ln' }] });
		expect(await linesIn(api, 'nonbusinessGroup', { filter: 'köln' })).toHaveLength(1);
	});
});

describe('what narrows a list', () => {
	const project = { id: 1, customers_id: 1, name: 'Relaunch' };
	const filterOf = async (parameters: INodeParameters) => {
		api.asked.length = 0;
		serve({ '/v4/projects': [project], '/v3/customers': customers });
		await search(api, 'project', { parameters });
		return api.asked[0].query.filter;
	};

	it.each<[string, unknown]>([
		['as text', '17'],
		['as text with blanks', ' 17 '],
		['in a locator', { __rl: true, mode: 'id', value: '17' }],
		['in a locator of a list', { __rl: true, mode: 'list', value: 17 }],
	])('is an ID %s', async (_how, customers_id) => {
		expect(await filterOf({ customers_id } as INodeParameters)).toEqual({ customers_id: '17' });
	});

	it.each<[string, unknown]>([
		['an expression', '={{ $json.customers_id }}'],
		['an expression in a locator', { __rl: true, mode: 'id', value: '={{ $json.id }}' }],
		['true', true],
		['a list', [17]],
		['a name', 'Hotel Adler'],
		['null', null],
		['an empty locator', { __rl: true, mode: 'list', value: null }],
		['nothing', undefined],
	])('is not %s', async (_what, customers_id) => {
		expect(await filterOf({ customers_id } as INodeParameters)).toBeUndefined();
	});

	it('is not the next customer of the project itself', async () => {
		const updateFields = { customers_id: 17 };
		expect(await filterOf({ resource: 'project', updateFields })).toBeUndefined();
		expect(await filterOf({ resource: 'entry', updateFields })).toEqual({ customers_id: '17' });
	});
});

describe('answers of other forms', () => {
	const group = { id: 1, name: 'Bayern' };

	it.each<[string, unknown, string[]]>([
		['a list at the root', [group], ['Bayern']],
		['without its key', {}, []],
		['with null for a list', { data: null }, []],
		['with an object for a list', { data: { id: 1 } }, []],
		['with things that are none', { data: [null, 7, {}, { id: null }, group] }, ['Bayern']],
	])('%s', async (_what, body, lines) => {
		api.answer = () => ({ body });
		expect(await linesIn(api, 'nonbusinessGroup')).toEqual(lines);
		const options = await loadOptions.nonbusinessGroup.call(panelOf(api));
		expect(options.map(({ name }) => name)).toEqual(lines);
	});

	it.each(['webhook', 'service', 'project'] as const)(
		'a list of %s without paging',
		async (list) => {
			const item = { id: '17', name: 'A', event_name: 'a', url: 'b' };
			api.answer = ({ path }) =>
				path === '/v3/customers' ? { status: 500 } : { body: { data: [item] } };
			const { results, paginationToken } = await search(api, list);
			expect(results).toEqual([{ name: expect.any(String), value: 17 }]);
			expect(paginationToken).toBeUndefined();
		},
	);

	it.each(['null', '{"running": null}', '{}', '{"running": []}'])(
		'a clock that says %s',
		async (text) => {
			api.answer = ({ path }) =>
				path === '/v2/clock' ? { body: JSON.parse(text) } : { status: 403 };
			expect(await linesIn(api, 'runningEntry')).toEqual([]);
		},
	);

	it('numbers instead of names where the lists of names are closed to the user', async () => {
		serve({
			'/v2/entries': [{ ...entry(5, day, ''), users_id: 17, customers_id: 23 }],
			'/v4/absences': [
				{ id: 9, users_id: 17, type: 1, status: 0, date_since: 'a', date_until: 'a' },
			],
		});
		expect(await linesIn(api, 'absence')).toEqual(['User 17: Regular Holiday, a (Enquired)']);
		expect((await linesIn(api, 'entry'))[0]).toMatch(/, User 17, Customer 23$/);
	});

	it('an error is that of the list', async () => {
		serve({});
		await expect(search(api, 'absence')).rejects.toThrow('403');
	});
});

it('every list has a search and options', () => {
	expect(Object.keys(loadOptions)).toEqual(expect.arrayContaining(Object.keys(listSearch)));
});
