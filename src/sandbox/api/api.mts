import type { Operation } from '../../clockodo/operation.js';
import { operations } from '../../clockodo/operations/index.js';
import type { Company } from '../company.mjs';
import { webhookOperations } from '../../clockodo/webhook-operations.js';
import { handlers as resourceHandlers } from '../resources/index.mjs';
import { webhookHandlers } from '../webhooks/handlers.mjs';
import type { Handlers } from '../resources/kind.mjs';
import type { Resource } from '../store.mjs';
import { forbidden } from './errors.mjs';
import type { QueryValue } from './query.mjs';
import { validateRequest } from './validate.mjs';

/** A request to an operation, as it comes from outside. */
export interface RawRequest {
	path?: Record<string, string>;
	query?: Record<string, QueryValue>;
	body?: unknown;
}

/** Everything that the sandbox serves: the vendor's API, and the webhook endpoints beside it. */
export const servedOperations: readonly Operation[] = [...operations, ...webhookOperations];

const handlers: Handlers = { ...resourceHandlers, ...webhookHandlers };

/** What a co-worker without an owner's rights may write, by the operation's tag. */
const WORKERS_MAY_WRITE = new Set(['Absence', 'Clock', 'Entry', 'Favorite', 'WorkTime']);

/**
 * Carries an operation out, as the HTTP server and the web page do it.
 * @returns the body of the answer
 * @throws ApiError with the status and the reason of a refusal
 */
export function perform(
	company: Company,
	user: Resource,
	operation: Operation,
	{ path = {}, query = {}, body }: RawRequest,
): unknown {
	const handler = handlers[operation.id];
	if (!handler) throw new Error(`The sandbox has no behaviour for ${operation.id}`);
	if (user.role !== 'owner' && operation.method !== 'GET') {
		if (!WORKERS_MAY_WRITE.has(operation.tag)) throw forbidden();
	}
	const input = validateRequest(operation, path, query, body);
	return handler({ ...input, operation, user }, company);
}

/** `perform` by the operation's id, as the account's owner. */
export function performAsOwner(company: Company, operationId: string, request: RawRequest = {}) {
	const owner = company
		.rows('users')
		.all()
		.find(({ role, active }) => role === 'owner' && active === true);
	if (!owner) throw new Error('The company has no active owner');
	const operation = servedOperations.find(({ id }) => id === operationId);
	if (!operation) throw new Error(`The sandbox serves no operation '${operationId}'`);
	return perform(company, owner, operation, request);
}
