import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runClockodo } from '../../support/node-run.mjs';
import { ScriptedApi, type Asked } from '../../support/scripted-api.mjs';

const byName = (value: unknown) => ({ __rl: true, mode: 'name', value }) as IDataObject;

let api: ScriptedApi;
/** What the lists hold, by their paths, and how many the API gives on a page. */
let stored: Record<string, IDataObject[]>;
let pageSize: number;

beforeAll(async () => {
	api = await ScriptedApi.start();
	api.answer = (asked) => ({ body: answerTo(asked) });
});
afterAll(() => api.close());
beforeEach(() => {
	pageSize = 1_000;
	stored = {
		'/v3/customers': [
			{ id: 1, name: 'Hotel Bergblick', number: 'K-1' },
			{ id: 2, name: 'Stadtwerke', number: '4711' },
			{ id: 3, name: 'Doppelt', number: null, active: false },
			{ id: 4, name: 'doppelt', number: 'K-4', active: true },
		],
		'/v4/projects': [
			{ id: 11, name: 'Website', customers_id: 1 },
			{ id: 12, name: 'Website', customers_id: 2 },
			{ id: 13, name: 'Portal', customers_id: 2 },
		],
		'/v3/users': [
			{ id: 21, name: 'Mia Schneider', number: null, email: 'mia@example.org' },
			{ id: 22, name: 'Jonas Weber', number: '7', email: 'jonas@example.org' },
		],
	};
	api.asked.length = 0;
});

/** One page of a list, which the API searches by names alone, or one thing. */
function answerTo({ path, query }: Asked): object {
	const list = stored[path] as IDataObject[] | undefined;
	if (!list) return { data: { id: Number(path.split('/').at(-1)) } };
	const { fulltext, customers_id } = (query.filter ?? {}) as Partial<Record<string, string>>;
	const found = list.filter(
		(item) =>
			(fulltext === undefined || String(item.name).includes(fulltext)) &&
			(customers_id === undefined || String(item.customers_id) === customers_id),
	);
	const page = Number(query.page ?? 1);
	return {
		data: found.slice((page - 1) * pageSize, page * pageSize),
		paging: { count_pages: Math.ceil(found.length / pageSize), count_items: found.length },
	};
}

const run = async (parameters: INodeParameters, items?: IDataObject[]) =>
	(await runClockodo(api, { parameters, items })).map(({ json }) => json);
const paths = () => api.asked.map(({ path }) => path);
const customer = (value: unknown): INodeParameters => ({
	resource: 'customer',
	operation: 'get',
	id: byName(value) as INodeParameters,
});

describe('By Name', () => {
	it.each([
		['Hotel Bergblick', 1],
		[' hotel bergblick ', 1],
		['k-1', 1],
		['4711', 2],
		['={{ 4711 }}', 2],
		['={{ "Stadt" + "werke" }}', 2],
	])('finds %j', async (name, id) => {
		expect(await run(customer(name))).toEqual([{ id }]);
		expect(paths()).toEqual(['/v3/customers', `/v3/customers/${id}`]);
	});

	it('finds a user by e-mail', async () => {
		const parameters = { ...customer('MIA@example.org'), resource: 'user' };
		expect(await run(parameters)).toEqual([{ id: 21 }]);
	});

	it('reads a list once for all items of an execution', async () => {
		const items = ['K-1', '4711', 'K-1'].map((name) => ({ name }));
		expect(await run(customer('={{ $json.name }}'), items)).toEqual([
			{ id: 1 },
			{ id: 2 },
			{ id: 1 },
		]);
		expect(paths().filter((path) => path === '/v3/customers')).toHaveLength(1);
	});

	it('refuses a name that several have, and says which', async () => {
		await expect(run(customer('Doppelt'))).rejects.toThrow(
			"[Item 0] Customer: 'Doppelt' means 2 of them: doppelt (K-4) (ID 4); Doppelt (inactive) (ID 3). Choose one by its ID.",
		);
	});

	it('refuses a name that none has, and says what is near', async () => {
		await expect(run(customer('Hotel Bergblik'))).rejects.toThrow(
			"[Item 0] Customer: there is none with the name, number or e-mail 'Hotel Bergblik'. There are, for example, Hotel Bergblick (K-1) (ID 1).",
		);
		stored['/v3/customers'] = [];
		await expect(run(customer('Hotel'))).rejects.toThrow('There is none at all.');
	});

	it('refuses what is no name', async () => {
		await expect(run(customer('={{ { a: 1 } }}'))).rejects.toThrow(
			'Customer: a name is needed, not an object.',
		);
		await expect(run(customer('={{ null }}'))).rejects.toThrow('Customer is empty.');
		expect(paths()).toEqual([]);
	});

	it('asks the API for a name that a long list may have, and reads all where it does not find it', async () => {
		pageSize = 2;
		expect(await run(customer('Stadtwerke'))).toEqual([{ id: 2 }]);
		expect(api.asked[1].query).toMatchObject({ filter: { fulltext: 'Stadtwerke' } });
		expect(paths()).toHaveLength(3);
		api.asked.length = 0;
		expect(await run(customer('K-4'))).toEqual([{ id: 4 }]);
		expect(paths().filter((path) => path === '/v3/customers')).toHaveLength(4);
	});

	describe('of what belongs to something', () => {
		const entry = (fields: INodeParameters): INodeParameters => ({
			resource: 'entry',
			operation: 'getAll',
			time_since: '2026-01-01',
			time_until: '2026-01-31',
			filters: fields,
		});
		const filterOf = async (fields: INodeParameters) => {
			await run(entry(fields)).catch((error: Error) => {
				// The scripted API has no list of entries.
				if (!error.message.includes("without 'entries'")) throw error;
			});
			return api.asked.at(-1)?.query.filter;
		};
		const name = (value: string) => byName(value) as INodeParameters;

		it('is looked for there, whichever way that was chosen', async () => {
			expect(
				await filterOf({ projects_id: name('Website'), customers_id: name('Stadtwerke') }),
			).toEqual({ customers_id: '2', projects_id: '12' });
			const id = { __rl: true, mode: 'id', value: '1' };
			expect(await filterOf({ projects_id: name('Website'), customers_id: id })).toEqual({
				customers_id: '1',
				projects_id: '11',
			});
		});

		it('is looked for everywhere where nothing says where', async () => {
			expect(await filterOf({ projects_id: name('Portal') })).toEqual({ projects_id: '13' });
			await expect(filterOf({ projects_id: name('Website') })).rejects.toThrow(
				"Project: 'Website' means 2 of them: Website, Hotel Bergblick (ID 11); Website, Stadtwerke (ID 12).",
			);
		});

		it('is not taken from elsewhere', async () => {
			await expect(
				filterOf({ projects_id: name('Portal'), customers_id: name('K-1') }),
			).rejects.toThrow(
				"Project: there is none with the name, number or e-mail 'Portal' in the chosen Customer. There are, for example, Website (ID 11).",
			);
		});

		it('is itself looked for everywhere where it is to be moved', async () => {
			const [item] = await run({
				resource: 'project',
				operation: 'update',
				id: name('Portal'),
				updateFields: { customers_id: name('K-1') },
			});
			expect(item).toEqual({ id: 13 });
		});
	});
});
