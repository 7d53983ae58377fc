import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
} from 'n8n-workflow';
import { apiOf } from '../../../src/clockodo/client';
import { events } from '../../../src/clockodo/events';
import { filtersIn } from '../../../src/clockodo/operation';
import { pageCount } from '../../../src/clockodo/pages';
import { defaultRetryPolicy } from '../../../src/clockodo/retry';
import { timeZones } from '../../../src/clockodo/time-zones';
import { isRecord, toResourceId } from '../../../src/clockodo/values';
import { collectionSections } from '../table/fields';
import { lists, type List, type ListName } from '../table/lists';
import {
	itemsIn,
	narrowedTo,
	readItems,
	readSpan,
	type Question,
	type Reader,
} from './drop-down-items';
import { linesOf, matching, type Labelling, type Line } from './drop-down-labels';
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

/** After so many milliseconds a drop-down shows what it has found. */
const longEnough = 8_000;

/** Lines of a drop-down that are shown at a time. */
const pageSize = 100;

const all: Array<[ListName, List]> = Object.entries(lists) as Array<[ListName, List]>;

/** What fills the drop-downs of resource locators, by the lists' names. */
export const listSearch: Record<string, Search> = Object.fromEntries(
	all.map(([name, list]): [string, Search] => [
		name,
		async function (filter, paginationToken) {
			return await search(this, name, list, filter?.trim(), paginationToken);
		},
	]),
);

/** What fills the drop-downs of several choices, by the lists' names, and the long lists of values. */
export const loadOptions: Record<string, Load> = {
	...Object.fromEntries(
		all.map(([name, list]): [string, Load] => [
			name,
			async function () {
				return await load(this, list);
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

async function load(context: ILoadOptionsFunctions, list: List): Promise<Line[]> {
	const labelling = labellingOf(context, undefined);
	const { reader } = labelling;
	const question = { list, query: {}, isNarrowed: false };
	const days = list.back?.list.at(-1);
	const items = days
		? await readSpan(reader, question, Date.now(), [-1, days])
		: await readItems(reader, question);
	return await linesOf(items, question, labelling);
}

function labellingOf(context: ILoadOptionsFunctions, operation: unknown): Labelling {
	const reader: Reader = { api: apiOf(context, impatient), until: Date.now() + longEnough };
	return { reader, timeZone: context.getTimezone(), operation, names: new Map() };
}

async function search(
	context: ILoadOptionsFunctions,
	name: ListName,
	list: List,
	filter: string | undefined,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	const parameters = (context.getCurrentNodeParameters() ?? {}) as Partial<INodeParameters>;
	const labelling = labellingOf(context, parameters.operation);
	const question = questionOf(list, name, parameters);
	if (list.back) return await searchBack(question, labelling, filter, paginationToken);
	const isAskedFor = filter && canBeSearched(question);
	if (isAskedFor) addFilter(question.query, 'fulltext', filter);
	const page = Number(paginationToken ?? 1);
	if (list.sort) return await pageOfApi(question, labelling, page);
	const lines = await linesOf(await readItems(labelling.reader, question), question, labelling);
	const found = isAskedFor ? lines : matching(lines, filter);
	return {
		results: found.slice((page - 1) * pageSize, page * pageSize),
		paginationToken: found.length > page * pageSize ? String(page + 1) : undefined,
	};
}

function questionOf(list: List, name: ListName, parameters: Partial<INodeParameters>): Question {
	const { within } = list;
	// The customer in an update of a project is the next one, and not the one to look for it at.
	const chosen = within && parameters.resource !== name ? chosenIn(parameters, within) : undefined;
	const query = chosen === undefined ? {} : narrowedTo(list, chosen);
	return { list, query, isNarrowed: chosen !== undefined };
}

function addFilter(query: IDataObject, name: string, value: number | string): void {
	query.filter = { ...(query.filter as IDataObject | undefined), [name]: value };
}

/** Whether the API finds everything that the labels say. */
function canBeSearched({ list, isNarrowed }: Question): boolean {
	return 'fulltext' in filtersIn(list.operation().query) && (isNarrowed || !list.hasParent);
}

/** The ID that is chosen in another field, by itself or in one of the collections; an expression has none yet. */
function chosenIn(parameters: Partial<INodeParameters>, name: string): number | undefined {
	const panel: unknown[] = [parameters, ...collectionSections.map((each) => parameters[each])];
	return (
		panel
			.map((fields) => (isRecord(fields) ? fields[name] : undefined))
			// A name is looked up when the workflow runs, though it may be a number.
			.map((raw) => (isLocator(raw) ? raw.mode !== 'name' && raw.value : raw))
			.map((raw) => toResourceId(typeof raw === 'string' ? raw.trim() : raw))
			.find((id) => id !== undefined)
	);
}

/** One of the pages that the API itself makes. */
async function pageOfApi(
	question: Question,
	labelling: Labelling,
	page: number,
): Promise<INodeListSearchResult> {
	const { list } = question;
	const operation = list.operation();
	const query = { ...question.query, sort: [...(list.sort ?? [])], items_per_page: pageSize, page };
	const answer = await labelling.reader.api({ method: 'GET', path: operation.path, query });
	return {
		results: await linesOf(itemsIn(answer, operation), question, labelling),
		paginationToken: page < pageCount(answer) ? String(page + 1) : undefined,
	};
}

/** Where a list that goes back in time is to be continued. */
interface Place {
	/** The present of its first page, in milliseconds since 1970: all others count from it. */
	now: number;
	/** The step back that comes next. */
	step: number;
	/** Lines of it that were shown already. */
	shown: number;
}

/** Goes back step by step until there is enough to show: the newest are what people mean. */
async function searchBack(
	question: Question,
	labelling: Labelling,
	filter: string | undefined,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	const { back = { list: [], search: [] } } = question.list;
	const ends = filter ? [...back.list, ...back.search] : back.list;
	const { now, ...first } = placeIn(paginationToken);
	const results: Line[] = [];
	let { step, shown } = first;
	for (; step < ends.length; step++, shown = 0) {
		const isEnough = results.length === pageSize || Date.now() > labelling.reader.until;
		if (step > first.step && isEnough) break;
		const days = [ends[step - 1] ?? -1, ends[step] ?? 0] as const;
		const items = await readSpan(labelling.reader, question, now, days);
		const found = matching(await linesOf(items, question, labelling), filter).slice(shown);
		const fitting = found.slice(0, pageSize - results.length);
		results.push(...fitting);
		shown += fitting.length;
		if (fitting.length < found.length) break;
	}
	const isDone = step >= ends.length;
	return { results, paginationToken: isDone ? undefined : [now, step, shown].join(' ') };
}

function placeIn(token: string | undefined): Place {
	const [now = Date.now(), step = 0, shown = 0] = token?.split(' ').map(Number) ?? [];
	return { now, step, shown };
}
