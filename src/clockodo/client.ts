import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { ClockodoError, isTransient, isUntouched } from './errors';
import type { Method } from './operation';
import { outcomeOf } from './outcome';
import { paceOf } from './pace';
import { isForbidden } from './read-only';
import { defaultRetryPolicy, withRetries, type RetryPolicy } from './retry';
import { isRecord } from './values';

export const apiCredential = 'clockodoApi';

/** The n8n contexts that requests are made from. */
export type ClockodoContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

export interface ApiRequest {
	method: Method;
	/** Relative to the API's base URL, with its parameters filled in (`/v4/absences/17`). */
	path: string;
	/** Nested objects travel as `filter[name]=value`, lists as `name[]=value`. */
	query?: IDataObject;
	body?: IDataObject;
	/** Set where sending it twice would do something twice, whatever its method says. */
	once?: true;
	/** Ends the waiting for its turn and between its attempts, in the place of the execution's own signal. */
	signal?: AbortSignal;
}

/** Sends a request and gives the JSON of a 2xx answer. Throws ClockodoError for everything else. */
export type Api = (request: ApiRequest) => Promise<IDataObject>;

/** Where the list stands that an answer consists of, instead of standing under a key. */
export const rootList = '[]';

/**
 * The API of the node's credential, at the pace of its limits and with retries: what may be sent
 * twice after every passing failure, all else only where the server cannot have acted. Of a
 * credential that is read only, nothing but GET is sent.
 */
export function apiOf(context: ClockodoContext, policy: RetryPolicy = defaultRetryPolicy): Api {
	const cancelled =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return makeApi(context, policy, cancelled);
}

/** The same for what other executions wait for, too: that this one is cancelled does not end it. */
export function lastingApiOf(context: ClockodoContext, policy: RetryPolicy): Api {
	return makeApi(context, policy);
}

/** The user of the node's credential, as the API knows users: by its address and the e-mail. */
export async function userOf(context: ClockodoContext): Promise<string> {
	return nameOf(await accessOf(context));
}

function makeApi(context: ClockodoContext, policy: RetryPolicy, cancelled?: AbortSignal): Api {
	const currentAccess = keptFor(credentialKept, async () => await accessOf(context));
	return async (request) => {
		const access = allowed(await currentAccess(), request);
		const abortSignal = request.signal ?? cancelled;
		const pace = paceOf(nameOf(access));
		// After an attempt whose answer was lost, what is not there any more was deleted by it.
		let isUncertain = false;
		const attempt = async (timeout: number) => {
			const outcome = await outcomeOf(async () => await send(context, access, request, timeout));
			if (outcome.ok) return outcome.value;
			if (isUncertain && isDeleted(request, outcome.error)) return { success: true };
			isUncertain ||= !(outcome.error instanceof ClockodoError && isUntouched(outcome.error));
			throw outcome.error;
		};
		return await withRetries(attempt, {
			policy,
			mayRepeat: mayBeSentTwice(request) ? isTransient : isUntouched,
			waitForTurn: async (patience) => {
				const missing = await pace.waitFor(pace.take(request), patience, abortSignal);
				if (missing > 0) {
					throw new ClockodoError({ ...outline(request), kind: 'limit', retryAfter: missing });
				}
			},
			holdBack: (milliseconds) => pace.holdBack(milliseconds),
			abortSignal,
		});
	};
}

function mayBeSentTwice({ method, once }: ApiRequest): boolean {
	return method !== 'POST' && !once;
}

function isDeleted({ method, once }: ApiRequest, error: unknown): boolean {
	return method === 'DELETE' && !once && error instanceof ClockodoError && error.status === 404;
}

type Access = Record<'baseUrl' | 'email' | 'apiKey', string> & {
	/** As n8n has decrypted it. */
	credential: ICredentialDataDecryptedObject;
};

function nameOf({ baseUrl, email }: Access): string {
	return `${baseUrl} ${email}`;
}

/**
 * So many milliseconds an execution goes on with a credential that it has read: n8n asks its
 * database and decrypts for each reading. A changed key counts a moment later.
 */
const credentialKept = 5_000;

/** The value that `read` gives, read again when so many milliseconds have passed, or when it failed. */
function keptFor<Value>(milliseconds: number, read: () => Promise<Value>): () => Promise<Value> {
	let kept: Promise<Value> | undefined;
	let until = 0;
	return async () => {
		if (kept && Date.now() < until) return await kept;
		until = Date.now() + milliseconds;
		const reading = read();
		kept = reading;
		const outcome = await outcomeOf(async () => await reading);
		if (outcome.ok) return outcome.value;
		if (kept === reading) kept = undefined;
		throw outcome.error;
	};
}

/** The credential, without the blanks and line breaks that come with copying. */
async function accessOf(context: ClockodoContext): Promise<Access> {
	const credential = await context.getCredentials(apiCredential);
	const { baseUrl, email, apiKey } = credential as Record<'baseUrl' | 'email' | 'apiKey', string>;
	return {
		baseUrl: baseUrl.trim().replace(/\/+$/, ''),
		email: email.trim(),
		apiKey,
		credential,
	};
}

/** @throws ClockodoError where the credential is read only and the request is no reading one */
function allowed(access: Access, request: ApiRequest): Access {
	if (!isForbidden(access.credential.readOnly, request.method)) return access;
	throw new ClockodoError({ ...outline(request), kind: 'readOnly' });
}

/**
 * Sends a request once, without repeating it and without heed to the limits.
 *
 * @param timeout milliseconds
 * @throws ClockodoError where no 2xx answer with JSON, or with nothing, came back, and where the
 * credential is read only and the request is not
 */
export async function sendOnce(
	context: ClockodoContext,
	request: ApiRequest,
	timeout = defaultRetryPolicy.attemptTimeout,
): Promise<IDataObject> {
	return await send(context, allowed(await accessOf(context), request), request, timeout);
}

async function send(
	context: ClockodoContext,
	access: Access,
	request: ApiRequest,
	timeout: number,
): Promise<IDataObject> {
	const options: IHttpRequestOptions = {
		method: request.method,
		url: `${access.baseUrl}${request.path}`,
		qs: request.query,
		arrayFormat: 'brackets',
		body: request.body,
		json: true,
		timeout,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would carry the API key to wherever it points.
		disableFollowRedirect: true,
	};
	const { httpRequestWithAuthentication } = context.helpers;
	// n8n would read the credential once more.
	const credentialsDecrypted = {
		id: '',
		name: apiCredential,
		type: apiCredential,
		data: access.credential,
	};
	const sent = await outcomeOf<IN8nHttpFullResponse>(
		async () =>
			await httpRequestWithAuthentication.call(context, apiCredential, options, {
				credentialsDecrypted,
			}),
	);
	if (sent.ok) return readAnswer(request, sent.value, access);
	throw new ClockodoError({ ...outline(request), kind: 'network', code: networkCode(sent.error) });
}

function readAnswer(
	request: ApiRequest,
	{ statusCode: status, headers, body }: IN8nHttpFullResponse,
	access: Access,
): IDataObject {
	if (status < 200 || status > 299) {
		throw new ClockodoError({
			...outline(request),
			kind: 'status',
			status,
			body: masked(body, secretForms(access)),
			retryAfter: retryAfter(headers['retry-after']),
		});
	}
	if (isRecord(body)) return body as IDataObject;
	if (Array.isArray(body)) return { [rootList]: body as IDataObject[] };
	if (isNothing(body)) return {};
	throw new ClockodoError({ ...outline(request), kind: 'answer', status, body });
}

/** What a 204 has as its body, and a 200 that says no more than its status. */
function isNothing(body: unknown): boolean {
	return body === undefined || body === null || (typeof body === 'string' && body.trim() === '');
}

/** Every form in which a server may quote the key that it was sent. */
function secretForms({ email, apiKey }: Access): string[] {
	const trimmed = apiKey.trim();
	const forms = [apiKey, trimmed, encodeURIComponent(trimmed)];
	const basic = [`${email}:${trimmed}`, `${email}:${apiKey}`].map((pair) =>
		Buffer.from(pair).toString('base64'),
	);
	return [...new Set([...forms, ...basic])].filter((form) => form.trim() !== '');
}

/** A server may quote the request in its error; the key must not get into messages by that way. */
function masked(body: unknown, secrets: readonly string[]): unknown {
	if (!isRecord(body)) return body;
	const mask = (text: string) =>
		secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
	return JSON.parse(JSON.stringify(body), (_name, value: unknown) => {
		if (typeof value === 'string') return mask(value);
		if (!isRecord(value)) return value;
		return Object.fromEntries(Object.entries(value).map(([name, each]) => [mask(name), each]));
	});
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
export function networkCode(error: unknown): string | undefined {
	for (let each = error, depth = 0; isRecord(each) && depth < 4; each = each.cause, depth++) {
		if (typeof each.code === 'string') return each.code;
		if (typeof each.httpCode === 'string' && !/^\d+$/.test(each.httpCode)) return each.httpCode;
	}
	return undefined;
}
