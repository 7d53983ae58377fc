import type { IDataObject } from 'n8n-workflow';
import { outcomeOf } from './outcome';
import { isRecord } from './values';

/** One page of a list. */
export interface Page {
	items: IDataObject[];
	/** Number of all pages of this size. */
	pages: number;
}

/** Number of all pages, as an answer states it; an answer without `paging` is the only page. */
export function pageCount({ paging }: IDataObject): number {
	return isRecord(paging) && typeof paging.count_pages === 'number' ? paging.count_pages : 1;
}

export interface PageOptions {
	/** The largest page that the operation gives, in items. */
	largest: number;
	/** Items wanted at most. */
	limit: number;
	/** Pages that may be under way at the same time, once it is known how many there are. */
	ahead?: number;
}

/** Number of all pages of the list that the answer is one of; an answer without `paging` is the only page. */
export function pageCount({ paging }: IDataObject): number {
	return isRecord(paging) && typeof paging.count_pages === 'number' ? paging.count_pages : 1;
}

/**
 * Reads a list page by page, in as few requests as it takes: with the largest page, and never a
 * page that the limit does not need. The first page tells how many there are; the others are
 * fetched some at a time, and given in their order.
 *
 * @param read gives a page by its number, from 1, and its size in items
 * @throws what `read` throws
 */
export async function readPages(
	read: (page: number, size: number) => Promise<Page>,
	{ largest, limit, ahead = 3 }: PageOptions,
): Promise<IDataObject[]> {
	const size = Math.min(largest, limit);
	const first = await read(1, size);
	const last = Math.min(first.pages, Math.ceil(limit / size));
	const pages: IDataObject[][] = [first.items];
	let next = 2;
	const reader = async () => {
		while (next <= last) {
			const page = next++;
			const outcome = await outcomeOf(async () => await read(page, size));
			if (!outcome.ok) {
				// The other readers need not go on with a list that will not be whole.
				next = Infinity;
				throw outcome.error;
			}
			pages[page - 1] = outcome.value.items;
		}
	};
	await Promise.all(Array.from({ length: ahead }, reader));
	return pages.flat().slice(0, limit);
}
