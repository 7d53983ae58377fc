import type { IDataObject } from 'n8n-workflow';
import { largestPage } from '../../../src/clockodo/operation';
import { rootList, type Api, type ApiRequest } from '../../../src/clockodo/client';
import { itemCount, pageCount, readPages } from '../../../src/clockodo/pages';
import { isRecord } from '../../../src/clockodo/values';
import type { NodeOperation } from '../table/operations';

/**
 * Reads a list, all of it or up to the limit.
 *
 * @param limit items wanted at most; Infinity for all
 * @param onUnsettled called where the list changed while it was read, and an item may be missing
 */
export async function readList(
	api: Api,
	{ operation }: Pick<NodeOperation, 'operation'>,
	request: ApiRequest,
	limit: number,
	onUnsettled?: () => void,
): Promise<IDataObject[]> {
	const key = operation.answer.key ?? 'data';
	const largest = largestPage(operation);
	const itemsOf = (answer: IDataObject) => (answer[key] ?? answer[rootList] ?? []) as IDataObject[];
	if (largest === undefined) return itemsOf(await api(request)).slice(0, limit);
	return await readPages(
		async (page, size) => {
			const query = { ...request.query, items_per_page: size, page };
			const answer = await api({ ...request, query });
			return { items: itemsOf(answer), pages: pageCount(answer), count: itemCount(answer) };
		},
		{ largest, limit, onUnsettled },
	);
}

/** What an operation that answers with one thing gives to the flow. */
export function toResult(
	{ operation, choice }: NodeOperation,
	answer: IDataObject,
	request: ApiRequest,
): IDataObject {
	const { key } = operation.answer;
	if (choice.value === 'delete') return deleted(answer, request);
	// A 204 says no more than that it was done.
	if (Object.keys(answer).length === 0) return {};
	const value = key ? answer[key] : answer;
	return isRecord(value) ? (value as IDataObject) : { [key ?? 'result']: value ?? null };
}

function deleted(answer: IDataObject, { query }: ApiRequest): IDataObject {
	// Groups of entries are deleted in two steps: the first one only gives the key for the second.
	if ('confirm_key' in answer) return answer;
	const { edited_entries, success } = answer;
	return {
		deleted: query?.dry_run !== true && success !== false,
		...(edited_entries !== undefined && { edited_entries }),
	};
}

/** The fields of the resource that most flows need. */
export function simplified(item: IDataObject, names: readonly string[]): IDataObject {
	return Object.fromEntries(names.filter((name) => name in item).map((name) => [name, item[name]]));
}
