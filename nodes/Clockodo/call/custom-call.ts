import type { IDataObject } from 'n8n-workflow';
import { rootList, type Api, type ApiRequest } from '../../../src/clockodo/client';
import { largestPage, type Method, type Operation } from '../../../src/clockodo/operation';
import { operations } from '../../../src/clockodo/operations';
import { itemCount, pageCount, readPages } from '../../../src/clockodo/pages';
import { isRecord, jsonIfText } from '../../../src/clockodo/values';
import { isEmpty, toItems } from './answer';
import type { GetParameter } from './request';
import { switchOf, ValueError } from './values';

/**
 * Calls an endpoint that the node may not know yet.
 *
 * @returns the answer, or each entry of the list where all pages were asked for
 * @throws ValueError for a path or an object that cannot be sent
 */
export async function customCall(api: Api, get: GetParameter): Promise<IDataObject[]> {
	const method = toMethod(get('method'));
	const path = toPath(get('path'));
	const query = toObject(get('query', {}), 'Query');
	const hasBody = method === 'POST' || method === 'PUT';
	const body = hasBody ? toObject(get('body', {}), 'Body') : undefined;
	const once = operationAt(method, path)?.once;
	const request: ApiRequest = { method, path, query, body, ...(once && { once }) };
	const isWhole = method === 'GET' && switchOf(get, 'allPages', 'Read All Pages', false);
	if (isWhole) return await allPages(api, request);
	const answer = await api(request);
	const list = answer[rootList];
	return Array.isArray(list) ? toItems(list) : [answer];
}

const methods: readonly Method[] = ['DELETE', 'GET', 'POST', 'PUT'];

/** @throws ValueError for what is no method of the API */
export function toMethod(raw: unknown): Method {
	const word = String(raw).trim().toUpperCase();
	const method = methods.find((each) => each === word);
	if (method) return method;
	throw new ValueError(`Method: '${String(raw)}' is not one of ${methods.join(', ')}.`);
}

/** The operation that the API has there, whatever stands for its parameters. */
function operationAt(method: Method, path: string): Operation | undefined {
	const parts = path.replace(/\/+$/, '').split('/');
	return operations().find((each) => {
		const pattern = each.path.split('/');
		return (
			each.method === method &&
			pattern.length === parts.length &&
			pattern.every((part, index) => part.startsWith('{') || part === parts[index])
		);
	});
}

function toPath(raw: unknown): string {
	const path = `/${String(raw ?? '')
		.trim()
		.replace(/^\/+/, '')}`;
	if (path === '/') throw new ValueError('Path is empty. Enter one, such as /v3/customers.');
	if (/^\/[a-z]+:/i.test(path) || /[\s?#\\]|\.\./.test(path)) {
		throw new ValueError(
			`Path: '${path.slice(1)}' is not a path of the API. Enter what stands behind the Base URL, such as /v3/customers, and parameters in Query.`,
		);
	}
	return path;
}

function toObject(raw: unknown, label: string): IDataObject {
	const isBlank = typeof raw === 'string' && raw.trim() === '';
	const value = isBlank ? {} : jsonIfText(raw);
	if (isRecord(value)) return value as IDataObject;
	throw new ValueError(`${label}: this is not a JSON object, such as {"year": 2026}.`);
}

/** Page size for an endpoint that the node does not know: what every paged one allows. */
const safePage = 100;

async function allPages(api: Api, request: ApiRequest): Promise<IDataObject[]> {
	const known = operationAt('GET', request.path);
	const largest = (known && largestPage(known)) ?? safePage;
	const isPaged = known === undefined || largestPage(known) !== undefined;
	return await readPages(
		async (page, size) => {
			const paging = isPaged ? { items_per_page: size, page } : {};
			const answer = await api({ ...request, query: { ...request.query, ...paging } });
			const pages = isPaged ? pageCount(answer) : 1;
			return { items: listIn(answer), pages, count: itemCount(answer) };
		},
		{ largest, limit: Infinity },
	);
}

function listIn(answer: IDataObject): IDataObject[] {
	const list = Object.entries(answer).find(([, value]) => Array.isArray(value));
	if (list) return toItems(list[1] as unknown[]);
	if (isEmpty(answer)) return [];
	throw new ValueError("The answer has no list in it. Switch 'Read All Pages' off.");
}
