import { STATUS_CODES } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Operation } from '../../src/clockodo/operation.js';
import type { Faults, ReplacingFault, StruckRequest } from '../faults/faults.mjs';
import { answerKinds } from '../faults/kinds.mjs';
import type { Company } from '../resources/company.mjs';
import { ApiError, notFound } from '../store/refusals.mjs';
import { perform, servedOperations } from './api.mjs';
import { authenticate } from './auth.mjs';
import { changed, type Answered, type Performed } from './changed-answers.mjs';
import { errorBody, type ErrorStyle } from './error-body.mjs';
import { parseQuery, type QueryValue } from './query.mjs';
import type { RateLimiter } from './rate-limits.mjs';
import type { RequestLog } from './request-log.mjs';
import { isRetired } from './retired.mjs';

export interface ApiContext {
	company: Company;
	faults: Faults;
	rateLimiter: RateLimiter;
	log: RequestLog;
}

/** The API as an Express router, to be mounted at `/api`. */
export function apiRouter(context: ApiContext): Router {
	const router = express.Router({ caseSensitive: true });
	router.use((request, response, next) => {
		response.on('close', () => logRequest(context.log, request, response));
		next();
	});
	router.use(express.json({ limit: '1mb', strict: false }));
	for (const operation of inOrder(servedOperations)) {
		const method = operation.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
		const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
		router[method](path, async (request: Request, response: Response) => {
			response.locals.operation = operation;
			await answer(operation, request, response, context);
		});
	}
	router.use(async (request: Request, response: Response) => {
		if (await strike(request, response, context)) return;
		authenticate(request.headers, context.company);
		throw isRetired(request.path)
			? new ApiError(410, {
					type: 'Gone',
					message: `This version of the endpoint was retired. Use a newer one instead of ${request.path}.`,
				})
			: notFound();
	});
	router.use(refuse);
	return router;
}

async function answer(
	operation: Operation,
	request: Request,
	response: Response,
	context: ApiContext,
): Promise<void> {
	const { company, rateLimiter, faults } = context;
	const asked = askedFor(request, operation);
	const fault = faults.takeReplacing(asked);
	if (fault?.kind === 'slow') await sleep(fault.ms ?? 0);
	else if (fault && !fault.acted) return spoil(fault, request, response);
	const user = authenticate(request.headers, company);
	const query = parseQuery(new URL(request.originalUrl, 'http://sandbox').search);
	rateLimiter.count(user.id, operation.id, query);
	const path = request.params as Partial<Record<string, string>>;
	const act = async (more: Record<string, QueryValue> = {}) =>
		await perform(company, user, operation, {
			path,
			query: { ...query, ...more },
			body: request.body,
		});
	let answered: Answered = { status: 200, body: await act() };
	const performed: Performed = {
		operation,
		company,
		id: path.id === undefined ? undefined : Number(path.id),
		page: async (page) => await act({ page: String(page) }),
	};
	for (const changing of faults.changing(asked)) {
		const other = await changed(answered, changing, performed);
		// Meanwhile it may have struck another request for the last time.
		if (!other || changing.count === 0) continue;
		faults.countDown(changing);
		if (other instanceof ApiError) throw other;
		answered = other;
	}
	if (fault && fault.kind !== 'slow') return spoil(fault, request, response);
	send(answered, response);
}

function send({ status, body }: Answered, response: Response): void {
	response.status(status);
	if (body === undefined) response.end();
	else response.json(body);
}

function askedFor({ method, path }: Request, operation: Operation | undefined): StruckRequest {
	return { method, path, operation: operation?.id };
}

/** Lets a fault strike a request that belongs to no operation. */
async function strike(
	request: Request,
	response: Response,
	{ faults }: ApiContext,
): Promise<boolean> {
	const fault = faults.takeReplacing(askedFor(request, undefined));
	if (!fault) return false;
	if (fault.kind === 'slow') {
		await sleep(fault.ms ?? 0);
		return false;
	}
	spoil(fault, request, response);
	return true;
}

function spoil(fault: ReplacingFault, request: Request, response: Response): void {
	const { usualStatus = 200 } = answerKinds[fault.kind];
	const { status = usualStatus } = fault;
	switch (fault.kind) {
		case 'rate_limit':
			if (fault.retry_after !== undefined) response.set('Retry-After', String(fault.retry_after));
			return sendError(
				response,
				new ApiError(429, { type: 'TooManyRequests', message: 'Too many requests.' }),
			);
		case 'status': {
			const message = `The sandbox was told to answer ${status}.`;
			return sendError(response, new ApiError(status, { type: 'SandboxFault', message }));
		}
		case 'broken_json':
			response.type('json').send('{"data": {"id": 1, "name": "Hotel Berg');
			return;
		case 'html': {
			const title = status === 200 ? 'Welcome' : `${status} ${STATUS_CODES[status] ?? ''}`;
			response
				.status(status)
				.type('html')
				.send(`<html><head><title>${title}</title></head><body>${title}</body></html>`);
			return;
		}
		case 'gateway_json':
			response.status(status).json({ message: 'no Route matched with those values' });
			return;
		default:
			request.socket.destroy();
	}
}

function refuse(error: unknown, request: Request, response: Response, next: NextFunction): void {
	if (response.headersSent) return next(error);
	if (error instanceof ApiError) return sendError(response, error);
	const { status, type } = error as { status?: number; type?: string };
	if (type?.startsWith('entity.') || status === 400) {
		const message = 'The body of the request could not be read: it must be JSON.';
		return sendError(response, new ApiError(status ?? 400, { type: 'RequestValidation', message }));
	}
	console.error(`The sandbox failed at ${request.method} ${request.path}:`, error);
	const message = 'An error occurred, please try again.';
	sendError(response, new ApiError(500, { type: 'General', message }));
}

function sendError(response: Response, error: ApiError): void {
	const { operation } = response.locals as { operation?: Operation };
	response
		.status(error.status)
		.set(error.headers)
		.json(errorBody(error, styleOf(operation)));
}

/** The description states the simple style for the entries and the decisions on change requests. */
function styleOf(operation: Operation | undefined): ErrorStyle {
	if (operation?.tag === 'Webhook') return 'flat';
	const simple =
		operation?.path.startsWith('/v2/entries') ||
		/\/changeRequests\/\{id\}\/(approve|decline)$/.test(operation?.path ?? '');
	return simple ? 'simple' : 'general';
}

/** `/v4/users/me` before `/v4/users/{id}`: Express takes the first that fits. */
function inOrder(operations: readonly Operation[]): Operation[] {
	const parameters = ({ path }: Operation) => path.split('{').length;
	return [...operations].sort((a, b) => parameters(a) - parameters(b));
}

function logRequest(log: RequestLog, request: Request, response: Response): void {
	const { operation } = response.locals as { operation?: Operation };
	log.add({
		operation: operation?.id,
		method: request.method,
		path: request.originalUrl.replace(/^\/api/, ''),
		status: response.writableFinished ? response.statusCode : 0,
		at: new Date().toISOString(),
	});
}
