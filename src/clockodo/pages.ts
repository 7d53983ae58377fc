import type { IDataObject } from 'n8n-workflow';
import { rootList, type Api, type ApiRequest } from './client';
import { largestPage, type Operation } from './operation';
import { someAtOnce } from './some-at-once';
import { isRecord } from './values';

/** One page of a list. */
export interface Page {
	items: IDataObject[];
	/** Number of all pages of this size. */
	pages: number;
	/** Number of all items, where the API tells. */
	count?: number;
}

export interface PageOptions {
	/** The largest page that the operation gives, in items. */
	largest: number;
	/** Items wanted at most. */
	limit: number;
	/** Pages that may be under way at the same time, once it is known how many there are. */
	ahead?: number;
	/** Called where the list changed with each reading, so that an item may be missing in what is given. */
	onUnsettled?(): void;
}

/** Number of all pages of the list that the answer is one of; an answer without `paging` is the only page. */
export function pageCount({ paging }: IDataObject): number {
	return isRecord(paging) && typeof paging.count_pages === 'number' ? paging.count_pages : 1;
}

/** Number of all items of the list that the answer is one page of; undefined where it does not tell. */
export function itemCount({ paging }: IDataObject): number | undefined {
	return isRecord(paging) && typeof paging.count_items === 'number'
		? paging.count_items
		: undefined;
}

/**
 * The list in an answer: under its key, or the whole of an answer that is a list; undefined where
 * there is none.
 */
export function listIn(answer: IDataObject, key: string | undefined): unknown[] | undefined {
	const list = (key === undefined ? undefined : answer[key]) ?? answer[rootList];
	return Array.isArray(list) ? (list as unknown[]) : undefined;
}

/**
 * Reads pages of an operation's list; the whole list where the operation has no pages.
 *
 * @param itemsIn gives the items of an answer, or throws where it has none
 */
export function pageReader(
	api: Api,
	operation: Pick<Operation, 'query'>,
	request: ApiRequest,
	itemsIn: (answer: IDataObject) => IDataObject[] | Promise<IDataObject[]>,
): (page: number, size: number) => Promise<Page> {
	const hasPages = largestPage(operation) !== undefined;
	return async (page, size) => {
		const paging = hasPages ? { items_per_page: size, page } : {};
		const answer = await api({ ...request, query: { ...request.query, ...paging } });
		return { items: await itemsIn(answer), pages: pageCount(answer), count: itemCount(answer) };
	};
}

/** So often a list is read that changes meanwhile. */
const readings = 3;

/**
 * Reads a list. What is added or removed while its pages are read moves the others from one page to
 * the next: one would come twice and another not at all. Then the list is read again, some times.
 *
 * @param read gives a page by its number, from 1, and its size in items
 * @throws what `read` throws
 */
export async function readPages(
	read: (page: number, size: number) => Promise<Page>,
	options: PageOptions,
): Promise<IDataObject[]> {
	for (let reading = 1; ; reading++) {
		const { items, hasMoved } = await readOnce(read, options);
		if (hasMoved && reading < readings) continue;
		if (hasMoved) options.onUnsettled?.();
		return items;
	}
}

/**
 * Reads a list page by page, in as few requests as it takes: with the largest page, and never a
 * page that the limit does not need. The first page tells how many there are; the others are
 * fetched some at a time, and given in their order.
 */
async function readOnce(
	read: (page: number, size: number) => Promise<Page>,
	{ largest, limit, ahead = 5 }: PageOptions,
): Promise<{ items: IDataObject[]; hasMoved: boolean }> {
	const size = Math.min(largest, limit);
	const first = await read(1, size);
	const last = Math.min(first.pages, Math.ceil(limit / size));
	const numbers = Array.from({ length: Math.max(0, last - 1) }, (_, index) => index + 2);
	const others = await someAtOnce(numbers, ahead, async (page) => await read(page, size));
	const pages = [first, ...others];
	const all = pages.flatMap((page) => page.items);
	const items = withoutRepeats(all);
	const hasMoved = new Set(pages.map(({ count }) => count)).size > 1 || items.length < all.length;
	return { items: items.slice(0, limit), hasMoved };
}

/** Each ID once; items without one stay. */
function withoutRepeats(items: readonly IDataObject[]): IDataObject[] {
	const seen = new Set<unknown>();
	return items.filter(({ id }) => {
		if (id === undefined || id === null) return true;
		if (seen.has(id)) return false;
		seen.add(id);
		return true;
	});
}
