import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
} from 'n8n-workflow';
import { apiOf, type Api } from '../../../src/clockodo/client';
import { events } from '../../../src/clockodo/events';
import { filtersIn, largestPage, type Operation } from '../../../src/clockodo/operation';
import { pageCount } from '../../../src/clockodo/pages';
import { defaultRetryPolicy } from '../../../src/clockodo/retry';
import { timeZones } from '../../../src/clockodo/time-zones';
import { isRecord } from '../../../src/clockodo/values';
import { readList } from './answer';
import { collectionSections } from '../table/fields';
import { lists, type List, type ListName } from '../table/lists';
import { isLocator } from './values';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

type Load = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** A person waits for a drop-down: seconds, not minutes. Times in milliseconds. */
const impatient = {
	...defaultRetryPolicy,
	attempts: 3,
	attemptTimeout: 8_000,
	firstPause: 300,
	patience: 10_000,
	limitPatience: 5_000,
};

const all: Array<[ListName, List]> = Object.entries(lists) as Array<[ListName, List]>;

/** What fills the drop-downs of resource locators, by the lists' names. */
export const listSearch: Record<string, Search> = Object.fromEntries(
	all.map(([name, list]): [string, Search] => [
		name,
		async function (filter, paginationToken) {
			return await search(this, list, filter, paginationToken);
		},
	]),
);

/** What fills the drop-downs of several choices, by the lists' names, and the long lists of values. */
export const loadOptions: Record<string, Load> = {
	...Object.fromEntries(
		all.map(([name, list]): [string, Load] => [
			name,
			async function () {
				const query = queryFor(list, undefined);
				const api = apiOf(this, impatient);
				return await labelled(api, list, await readAll(api, list, query));
			},
		]),
	),
	async events() {
		return events.map(({ label, name, description }) => ({
			name: label,
			value: name,
			description,
		}));
	},
	async timeZones() {
		return timeZones.values.map(({ label, value }) => ({ name: label, value }));
	},
};

/** Entries of a drop-down that are fetched at a time. */
const pageSize = 100;

async function search(
	context: ILoadOptionsFunctions,
	list: List,
	filter: string | undefined,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	const api = apiOf(context, impatient);
	const { operation } = list;
	const page = Number(paginationToken ?? 1);
	const isPaged = largestPage(operation) !== undefined;
	const canSearch = 'fulltext' in filtersIn(operation.query);
	const { filter: narrowed, ...query } = queryFor(list, context.getCurrentNodeParameters());
	const text = canSearch && filter ? { fulltext: filter } : {};
	const filters = { ...(narrowed as IDataObject), ...text };
	const answer = await api({
		method: 'GET',
		path: operation.path,
		query: {
			...query,
			...(isPaged && { items_per_page: pageSize, page }),
			...(Object.keys(filters).length > 0 && { filter: filters }),
		},
	});
	const results = await labelled(api, list, itemsIn(answer, operation));
	return {
		results: canSearch ? results : matching(results, filter),
		paginationToken: isPaged && page < pageCount(answer) ? String(page + 1) : undefined,
	};
}

function itemsIn(answer: IDataObject, { answer: { key } }: Operation): IDataObject[] {
	if (key) return (answer[key] ?? []) as IDataObject[];
	// The clock answers with the entry that it runs on, or with null.
	return answer.running ? [answer.running as IDataObject] : [];
}

function queryFor(list: List, parameters: INodeParameters | undefined): IDataObject {
	const chosen = list.within && parameters && chosenIn(parameters, list.within);
	return {
		...list.query?.(new Date()),
		...(list.within && chosen !== undefined && { filter: { [list.within]: chosen } }),
	};
}

/** The ID that is chosen in another field, by itself or in one of the collections; an expression has none yet. */
function chosenIn(parameters: INodeParameters, name: string): number | undefined {
	const panel: unknown[] = [parameters, ...collectionSections.map((each) => parameters[each])];
	return panel
		.map((fields) => (isRecord(fields) ? fields[name] : undefined))
		.map((raw) => Number(isLocator(raw) ? raw.value || NaN : (raw ?? NaN)))
		.find((id) => Number.isSafeInteger(id) && id > 0);
}

async function labelled(
	api: Api,
	list: List,
	items: IDataObject[],
): Promise<Array<{ name: string; value: number }>> {
	const names = list.withUsers && items.length > 0 ? await userNames(api) : new Map();
	const userName = (id: unknown) => names.get(id) ?? `User ${String(id)}`;
	return items.map((item) => ({ name: list.label(item, userName), value: Number(item.id) }));
}

async function readAll(api: Api, { operation }: List, query?: IDataObject): Promise<IDataObject[]> {
	const request = { method: 'GET', path: operation.path, query } as const;
	return await readList(api, { operation }, request, Infinity);
}

async function userNames(api: Api): Promise<Map<unknown, string>> {
	const users = await readAll(api, lists.user);
	return new Map(users.map(({ id, name }) => [id, String(name)]));
}

function matching<Result extends { name: string }>(results: Result[], filter = ''): Result[] {
	const text = filter.trim().toLowerCase();
	return results.filter(({ name }) => name.toLowerCase().includes(text));
}
