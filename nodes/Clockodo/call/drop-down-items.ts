import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../../src/clockodo/client';
import { filtersIn, largestPage, type Operation } from '../../../src/clockodo/operation';
import { outcomeOf } from '../../../src/clockodo/outcome';
import { listIn, pageCount } from '../../../src/clockodo/pages';
import { isoSeconds, isRecord, toResourceId } from '../../../src/clockodo/values';
import type { List } from '../table/lists';

/** In milliseconds. */
const day = 24 * 60 * 60 * 1000;

/** Pages that are read for a drop-down at the same time, and at most of one list. */
const pagesAtOnce = 3;
const pagesAtMost = 20;

/** How a drop-down reads: through the API, for as long as a person waits. */
export interface Reader {
	api: Api;
	/** After that no further page is begun; milliseconds since 1970. */
	until: number;
}

/** A list as a drop-down asks for it. */
export interface Question {
	list: List;
	/** Parameters of the query that narrow it. */
	query: IDataObject;
	isNarrowed: boolean;
}

/** The parameters that narrow the list to what belongs to this: `filter` where the API has it there. */
export function narrowedTo({ within, operation }: List, id: number): IDataObject {
	if (within === undefined) return {};
	return within in filtersIn(operation().query) ? { filter: { [within]: id } } : { [within]: id };
}

/** All resources that an answer of the operation holds; what has no ID cannot be chosen. */
export function itemsIn(answer: IDataObject, { answer: { key } }: Operation): IDataObject[] {
	// The clock answers with the entry that it runs on, or with null.
	const found = key ? listIn(answer, key) : [answer.running];
	return (found ?? []).filter(isItem);
}

function isItem(item: unknown): item is IDataObject {
	return isRecord(item) && toResourceId(item.id) !== undefined;
}

/** The whole list, in the largest pages and as far as time allows. */
export async function readWhole(
	{ api, until }: Reader,
	operation: Operation,
	query: IDataObject,
): Promise<IDataObject[]> {
	const { path } = operation;
	const largest = largestPage(operation);
	if (largest === undefined) return itemsIn(await api({ method: 'GET', path, query }), operation);
	const read = async (page: number) =>
		await api({ method: 'GET', path, query: { ...query, items_per_page: largest, page } });
	const first = await read(1);
	const pages = [first];
	const last = Math.min(pageCount(first), pagesAtMost);
	while (pages.length < last && Date.now() < until) {
		const next = Array.from(
			{ length: Math.min(pagesAtOnce, last - pages.length) },
			(_, index) => pages.length + 1 + index,
		);
		pages.push(...(await Promise.all(next.map(read))));
	}
	return withoutRepeats(pages.flatMap((page) => itemsIn(page, operation)));
}

/** The resources of a list that need no span of time. */
export async function readItems(reader: Reader, question: Question): Promise<IDataObject[]> {
	const { list, query, isNarrowed } = question;
	const { besides, unfold } = list;
	const operation = list.operation();
	const items = await readWhole(reader, operation, query);
	const own = unfold ? items.flatMap((item) => unfold(item)).filter(isItem) : items;
	if (!besides || isNarrowed) return own;
	const span = spanOf(Date.now(), -1, besides.days);
	// Whoever may not see the others' sees the own ones.
	const others = await outcomeOf(async () => await readWhole(reader, besides.operation(), span));
	return withoutRepeats([...own, ...(others.ok ? others.value.filter(besides.isOne) : [])]);
}

/** Those of the list that began in a span of time: so many days before the present, from one day to the other. */
export async function readSpan(
	reader: Reader,
	{ list, query }: Question,
	now: number,
	[from, to]: readonly [from: number, to: number],
): Promise<IDataObject[]> {
	// The API may take its ends in other ways: a day more is read, and each resource kept where it began.
	const span = spanOf(now, from - 1, to);
	const items = await readWhole(reader, list.operation(), { ...query, ...span });
	const [since, until] = [now - to * day, now - from * day];
	return items.filter(({ time_since }) => {
		const begun = Date.parse(String(time_since));
		return !(begun < since || begun >= until);
	});
}

function spanOf(now: number, from: number, to: number): IDataObject {
	return { time_since: isoSeconds(now - to * day), time_until: isoSeconds(now - from * day) };
}

function withoutRepeats(items: IDataObject[]): IDataObject[] {
	return [...new Map(items.map((item) => [String(item.id), item])).values()];
}
