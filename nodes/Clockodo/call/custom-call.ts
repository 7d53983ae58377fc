import type { IDataObject } from 'n8n-workflow';
import { rootList, type Api, type ApiRequest } from '../../../src/clockodo/client';
import { type Method, largestPage } from '../../../src/clockodo/operation';
import { operations } from '../../../src/clockodo/operations';
import { itemCount, pageCount, readPages } from '../../../src/clockodo/pages';
import { isRecord, jsonIfText } from '../../../src/clockodo/values';
import type { GetParameter } from './request';
import { ValueError } from './values';

/**
 * Calls an endpoint that the node may not know yet.
 *
 * @returns the answer, or each entry of the list where all pages were asked for
 * @throws ValueError for a path or an object that cannot be sent
 */
export async function customCall(api: Api, get: GetParameter): Promise<IDataObject[]> {
	const method = String(get('method')) as Method;
	const path = toPath(get('path'));
	const query = toObject(get('query', {}), 'Query');
	const hasBody = method === 'POST' || method === 'PUT';
	const body = hasBody ? toObject(get('body', {}), 'Body') : undefined;
	const request: ApiRequest = { method, path, query, body };
	if (method === 'GET' && get('allPages', false)) return await allPages(api, request);
	const answer = await api(request);
	return rootList in answer ? (answer[rootList] as IDataObject[]) : [answer];
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
	const known = operations.find(({ method, path }) => method === 'GET' && path === request.path);
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
	if (list) return list[1] as IDataObject[];
	throw new ValueError("The answer has no list in it. Switch 'Read All Pages' off.");
}
