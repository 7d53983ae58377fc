import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../clockodo/client';
import { largestPage } from '../clockodo/operation';
import { listIn, pageReader, readPages } from '../clockodo/pages';
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
	const narrow = { ...window, from: window.from + Math.max(0, lookBack - firstDays) };
	const windows = list.reach === 'days' ? [narrow, window] : [window];
	for (const each of windows) {
		const items = await readItems(api, list, each);
		const newest = items.reduce<IDataObject | undefined>(
			(best, item) => (best && !isNewer(list, item, best) ? best : item),
			undefined,
		);
		if (newest) return toResourceId(newest.id);
	}
	return undefined;
}

/** By its time of change, which has whole seconds, and by its ID. */
function isNewer({ happenedAt }: ChangeList, item: IDataObject, best: IDataObject): boolean {
	const timeOf = (each: IDataObject) => millisecondsOf(happenedAt?.(each, 'updated')) ?? 0;
	const later = timeOf(item) - timeOf(best);
	return later > 0 || (later === 0 && Number(item.id) > Number(best.id));
}

async function readItems(api: Api, list: ChangeList, window: Window): Promise<IDataObject[]> {
	const { operation } = list;
	const { path, answer: form, query: parameters } = operation;
	const isSorted = parameters?.sort !== undefined;
	const sort = isSorted ? { sort: ['-id'] } : {};
	// The newest stands first where the API sorts.
	const limit = isSorted ? 1 : Infinity;
	const largest = largestPage(operation) ?? Infinity;
	const items: IDataObject[] = [];
	for (const query of queriesFor(list, window)) {
		const request = { method: 'GET', path, query: { ...query, ...sort } } as const;
		const itemsIn = (answer: IDataObject) =>
			(listIn(answer, form.key ?? 'data') ?? []) as IDataObject[];
		const read = pageReader(api, operation, request, itemsIn);
		items.push(...(await readPages(read, { largest, limit })));
	}
	return items;
}
