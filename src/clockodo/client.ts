import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IWebhookFunctions,
} from 'n8n-workflow';
import { ClockodoError, isTransient, isUntouched, type Failure } from './errors';
import type { Method } from './operation';
import { outcomeOf } from './outcome';
import { withRetries, type RetryPolicy } from './retry';
import { isRecord } from './values';

export const apiCredential = 'clockodoApi';

/** The n8n contexts that requests are made from. */
export type ClockodoContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IWebhookFunctions;

export interface ApiRequest {
	method: Method;
	/** Relative to the API's base URL, with its parameters filled in (`/v4/absences/17`). */
	path: string;
	/** Nested objects travel as `filter[name]=value`, lists as `name[]=value`. */
	query?: IDataObject;
	body?: IDataObject;
}

/** Sends a request and gives the JSON of a 2xx answer. Throws ClockodoError for everything else. */
export type Api = (request: ApiRequest) => Promise<IDataObject>;

/** Milliseconds that one attempt may take: slow answers are waited for, lost ones are not. */
const attemptTimeout = 30_000;

/**
 * The API of the node's credential, with retries: GET, PUT and DELETE after every passing
 * failure, POST only where the server cannot have acted.
 */
export function apiOf(context: ClockodoContext, policy?: RetryPolicy): Api {
	const abortSignal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return async (request) =>
		await withRetries(
			async () => await sendOnce(context, request),
			request.method === 'POST' ? isUntouched : isTransient,
			abortSignal,
			policy,
		);
}

/**
 * Sends a request once, without repeating it.
 *
 * @throws ClockodoError where no 2xx answer with JSON came back
 */
export async function sendOnce(
	context: ClockodoContext,
	request: ApiRequest,
): Promise<IDataObject> {
	const { baseUrl, apiKey } = await context.getCredentials<{ baseUrl: string; apiKey: string }>(
		apiCredential,
	);
	const options: IHttpRequestOptions = {
		method: request.method,
		url: `${baseUrl.trim().replace(/\/+$/, '')}${request.path}`,
		qs: request.query,
		arrayFormat: 'brackets',
		body: request.body,
		json: true,
		timeout: attemptTimeout,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would carry the API key to wherever it points.
		disableFollowRedirect: true,
	};
	const send = context.helpers.httpRequestWithAuthentication;
	const sent = await outcomeOf<IN8nHttpFullResponse>(
		async () => await send.call(context, apiCredential, options),
	);
	if (sent.ok) return readAnswer(request, sent.value, apiKey);
	throw new ClockodoError({ ...outline(request), kind: 'network', code: networkCode(sent.error) });
}

function readAnswer(
	request: ApiRequest,
	answer: IN8nHttpFullResponse,
	apiKey: string,
): IDataObject {
	const failure: Failure = {
		...outline(request),
		kind: 'status',
		status: answer.statusCode,
		body: answer.body,
		retryAfter: retryAfter(answer.headers['retry-after']),
	};
	if (answer.statusCode < 200 || answer.statusCode > 299) {
		throw new ClockodoError({ ...failure, body: withoutKey(answer.body, apiKey) });
	}
	if (!isRecord(answer.body)) throw new ClockodoError({ ...failure, kind: 'answer' });
	return answer.body as IDataObject;
}

/** A server may quote the request in its error; the key must not get into messages by that way. */
function withoutKey(body: unknown, apiKey: string): unknown {
	if (!isRecord(body) || !apiKey) return body;
	return JSON.parse(JSON.stringify(body), (_name, value: unknown) =>
		typeof value === 'string' ? value.replaceAll(apiKey, '***') : value,
	);
}

function outline({ method, path }: ApiRequest) {
	return { method, path };
}

/**
 * `Retry-After` in milliseconds, from its seconds or its date (RFC 9110, 10.2.3).
 *
 * @param now the present, in milliseconds since 1970
 */
export function retryAfter(header: unknown, now = Date.now()): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
	return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}

/** The system's code for a failed connection, which n8n wraps once or twice. */
function networkCode(error: unknown): string | undefined {
	for (let each = error, depth = 0; isRecord(each) && depth < 4; each = each.cause, depth++) {
		if (typeof each.code === 'string') return each.code;
		if (typeof each.httpCode === 'string' && !/^\d+$/.test(each.httpCode)) return each.httpCode;
	}
	return undefined;
}
