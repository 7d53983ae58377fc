import type { IDataObject } from 'n8n-workflow';
import { rootList, type Api } from '../clockodo/client';
import { largestPage } from '../clockodo/operation';
import { pageCount, readPages } from '../clockodo/pages';
import { toResourceId } from '../clockodo/values';
import { millisecondsOf, queriesFor, windowOf, type ChangeList, type Window } from './lists';

/** Of entries, these days are read first: most companies have some among them. */
const firstDays = 3;

/**
 * The ID of the thing that was made or changed last; undefined where there is none.
 *
 * @param now milliseconds since 1970
 * @param lookBack days that entries are looked at
 * @throws ClockodoError where the API does not give the list
 */
export async function newestOf(
	api: Api,
	list: ChangeList,
	now: number,
	lookBack: number,
): Promise<number | undefined> {
	const window = windowOf(list, now, lookBack);
	const narrow = { from: window.until - daysFrom(window, lookBack), until: window.until };
	const windows = list.reach === 'days' ? [narrow, window] : [window];
	for (const each of windows) {
		const items = await readItems(api, list, each);
		const newest = items.reduce<IDataObject | undefined>(
			(best, item) => (best && ageOf(list, best) >= ageOf(list, item) ? best : item),
			undefined,
		);
		if (newest) return toResourceId(newest.id);
	}
	return undefined;
}

const daysFrom = ({ from, until }: Window, lookBack: number): number =>
	until - from - Math.max(0, lookBack - firstDays);

/** The later, the greater: by its time of change, or by its ID. */
function ageOf({ happenedAt }: ChangeList, item: IDataObject): number {
	return millisecondsOf(happenedAt?.(item, 'updated')) ?? Number(item.id);
}

async function readItems(api: Api, list: ChangeList, window: Window): Promise<IDataObject[]> {
	const { operation } = list;
	const items: IDataObject[] = [];
	const isSorted = operation.query?.sort !== undefined;
	for (const query of queriesFor(list, window)) {
		const read = async (page: number, size: number) => {
			const paging = largestPage(operation) === undefined ? {} : { items_per_page: size, page };
			const sort = isSorted ? { sort: ['-id'] } : {};
			const answer = await api({
				method: 'GET',
				path: operation.path,
				query: { ...query, ...paging, ...sort },
			});
			const found = answer[operation.answer.key ?? 'data'] ?? answer[rootList];
			const page_ = Array.isArray(found) ? (found as IDataObject[]) : [];
			return { items: page_, pages: pageCount(answer) };
		};
		// The newest stands first where the API sorts.
		const limit = isSorted ? 1 : Infinity;
		items.push(...(await readPages(read, { largest: largestPage(operation) ?? Infinity, limit })));
	}
	return items;
}
