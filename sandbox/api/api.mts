import type { Operation } from '../../src/clockodo/operation.js';
import { operations } from '../../src/clockodo/operations/index.js';
import type { Schema } from '../../src/clockodo/schema.js';
import { ownValue } from '../../src/clockodo/values.js';
import { webhookOperations } from '../../src/clockodo/webhook-operations.js';
import { beyondDescription } from '../resources/beyond-description.mjs';
import type { Company } from '../resources/company.mjs';
import { findActiveOwner, isOwner } from '../resources/permissions.mjs';
import { handlers } from '../resources/table.mjs';
import type { StoredRecord } from '../store/data.mjs';
import { forbidden } from '../store/refusals.mjs';
import { parseQuery, type QueryValue } from './query.mjs';
import { validateRequest } from './validate.mjs';

/** A request to an operation, as it comes from outside. */
export interface RawRequest {
	path?: Record<string, string | undefined>;
	query?: Record<string, QueryValue>;
	body?: unknown;
}

/** Everything that the sandbox serves: the vendor's API, what was seen of it, and the webhook endpoints. */
export const servedOperations: readonly Operation[] = [
	...operations().map(withSeenBody),
	...beyondDescription.operations,
	...webhookOperations,
];

function withSeenBody(operation: Operation): Operation {
	const seen = ownValue<Record<string, Schema>>(beyondDescription.bodies, operation.id);
	return seen ? { ...operation, body: { ...operation.body, ...seen } } : operation;
}

/**
 * What a co-worker without an owner's rights may write, by the operation's tag.
 *
 * Guessed: the rights that the vendor's web app lets an owner give in detail.
 */
const WORKERS_MAY_WRITE = new Set(['Absence', 'Clock', 'Entry', 'Favorite', 'WorkTime']);

/**
 * Carries an operation out, as the HTTP server and the web page do it.
 * @returns the body of the answer
 * @throws ApiError with the status and the reason of a refusal
 */
export function perform(
	company: Company,
	user: StoredRecord,
	operation: Operation,
	{ path = {}, query = {}, body }: RawRequest,
): unknown {
	const handler = handlers[operation.id];
	if (!handler) throw new Error(`The sandbox has no behaviour for ${operation.id}`);
	if (!isOwner(user) && operation.method !== 'GET' && !WORKERS_MAY_WRITE.has(operation.tag)) {
		throw forbidden();
	}
	const input = validateRequest(operation, path, query, body);
	return handler({ ...input, operation, user }, company);
}

/** `perform` by the operation's id, as the account's owner. */
export function performAsOwner(company: Company, operationId: string, request: RawRequest = {}) {
	const operation = servedOperations.find(({ id }) => id === operationId);
	if (!operation) throw new Error(`The sandbox serves no operation '${operationId}'`);
	return perform(company, ownerOf(company), operation, request);
}

/**
 * `perform` by a request's method and path with its query, as the account's owner. No fault strikes
 * it and no limit counts it: it does not come through the API's door.
 */
export function performByPath(company: Company, method: string, address: string, body?: unknown) {
	const { pathname, search } = new URL(address, 'http://sandbox');
	for (const operation of servedOperations) {
		const path = operation.method === method && matchPath(operation.path, pathname);
		if (!path) continue;
		return perform(company, ownerOf(company), operation, {
			path,
			query: parseQuery(search),
			body,
		});
	}
	throw new Error(`The sandbox serves no ${method} ${pathname}`);
}

/** The values of the path's parameters, where the path fits; a number's place takes numbers only. */
function matchPath(pattern: string, pathname: string): Record<string, string> | undefined {
	const expression = pattern.replace(/\{(\w+)\}/g, '(?<$1>\\d+)');
	const found = new RegExp(`^${expression}$`).exec(pathname);
	return found ? { ...found.groups } : undefined;
}

function ownerOf(company: Company): StoredRecord {
	const owner = findActiveOwner(company);
	if (!owner) throw new Error('The company has no active owner');
	return owner;
}
