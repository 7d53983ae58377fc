import type { IDataObject } from 'n8n-workflow';
import { largestPage } from '../../../src/clockodo/operation';
import { rootList, type Api, type ApiRequest } from '../../../src/clockodo/client';
import { ClockodoError } from '../../../src/clockodo/errors';
import { listIn, pageReader, readPages } from '../../../src/clockodo/pages';
import { isRecord } from '../../../src/clockodo/values';
import type { NodeOperation } from '../table/operations';

/**
 * Reads a list, all of it or up to the limit.
 *
 * @param limit items wanted at most; Infinity for all
 * @param onUnsettled called where the list changed while it was read, and an item may be missing
 * @throws ClockodoError for an answer without the list
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
	if (largest === undefined) return itemsIn(await api(request), key, request).slice(0, limit);
	const read = pageReader(api, operation, request, (answer) => itemsIn(answer, key, request));
	return await readPages(read, { largest, limit, onUnsettled });
}

function itemsIn(answer: IDataObject, key: string, { method, path }: ApiRequest): IDataObject[] {
	const list = listIn(answer, key);
	if (list) return toItems(list);
	if (isEmpty(answer) || answer[key] === null) return [];
	throw new ClockodoError({ kind: 'answer', method, path, status: 200, missing: key });
}

/** The entries of a list as items, which are objects in n8n. */
export function toItems(list: readonly unknown[]): IDataObject[] {
	return list.map((each) => (isRecord(each) ? each : { value: each }) as IDataObject);
}

/** Whether the API said no more than that it was done (204). */
export function isEmpty(answer: IDataObject): boolean {
	return Object.keys(answer).length === 0;
}

/** The API has answered that it did not do what it was asked to. */
export class NotDoneError extends Error {
	constructor() {
		super(
			'Clockodo answered that this was not done (success: false), and not why. Look at it in Clockodo: it may be in use, or the user of the API key may not have the right.',
		);
	}
}

/**
 * What an operation that answers with one thing gives to the flow: that, or each entry where the
 * answer is a list nevertheless.
 *
 * @throws NotDoneError
 */
export function toResults(
	{ operation, choice }: Pick<NodeOperation, 'operation'> & Partial<Pick<NodeOperation, 'choice'>>,
	answer: IDataObject,
	request: ApiRequest,
): IDataObject[] {
	const list = answer[rootList];
	if (Array.isArray(list)) return toItems(list);
	const isTrial = request.query?.dry_run === true;
	if (answer.success === false && !isTrial) throw new NotDoneError();
	if (choice?.value === 'delete') return [{ deleted: !isTrial }];
	if (isEmpty(answer)) return [{}];
	const { key } = operation.answer;
	const value = key ? answer[key] : answer;
	return [isRecord(value) ? (value as IDataObject) : { [key ?? 'result']: value ?? null }];
}

/** The fields of the resource that most flows need. */
export function simplified(item: IDataObject, names: readonly string[]): IDataObject {
	return Object.fromEntries(names.filter((name) => name in item).map((name) => [name, item[name]]));
}
