import { setTimeout as sleep } from 'node:timers/promises';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Operation } from '../../src/clockodo/operation.js';
import type { AnswerFault, Faults } from '../faults/faults.mjs';
import type { Company } from '../resources/company.mjs';
import { ApiError, notFound } from '../store/refusals.mjs';
import { perform, servedOperations } from './api.mjs';
import { authenticate } from './auth.mjs';
import { errorBody, type ErrorStyle } from './error-body.mjs';
import { parseQuery } from './query.mjs';
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
		if (await strike(request, response, context, undefined)) return;
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
	const fault = context.faults.takeForAnswer(request.path, operation.id);
	if (fault?.kind === 'slow') await sleep(fault.ms ?? 0);
	else if (fault && !fault.acted) return spoil(fault, request, response);
	const { company, rateLimiter } = context;
	const user = authenticate(request.headers, company);
	rateLimiter.count(user.id, operation.id);
	const result = await perform(company, user, operation, {
		path: request.params as Record<string, string>,
		query: parseQuery(new URL(request.originalUrl, 'http://sandbox').search),
		body: request.body,
	});
	if (fault && fault.kind !== 'slow') return spoil(fault, request, response);
	response.json(result);
}

/** Lets a fault strike a request that belongs to no operation. */
async function strike(
	request: Request,
	response: Response,
	{ faults }: ApiContext,
	operation: string | undefined,
): Promise<boolean> {
	const fault = faults.takeForAnswer(request.path, operation);
	if (!fault) return false;
	if (fault.kind === 'slow') {
		await sleep(fault.ms ?? 0);
		return false;
	}
	spoil(fault, request, response);
	return true;
}

function spoil(fault: AnswerFault, request: Request, response: Response): void {
	switch (fault.kind) {
		case 'rate_limit':
			if (fault.retry_after !== undefined) response.set('Retry-After', String(fault.retry_after));
			return sendError(
				response,
				new ApiError(429, { type: 'TooManyRequests', message: 'Too many requests.' }),
			);
		case 'status': {
			const status = fault.status ?? 500;
			const message = `The sandbox was told to answer ${status}.`;
			return sendError(response, new ApiError(status, { type: 'SandboxFault', message }));
		}
		case 'broken_json':
			response.type('json').send('{"data": {"id": 1, "name": "Hotel Berg');
			return;
		case 'html':
			response
				.status(fault.status ?? 502)
				.type('html')
				.send('<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>');
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
