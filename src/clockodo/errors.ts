import { isRecord } from './values';

/** Why a request to the API came to nothing. */
export type FailureKind =
	/** The API answered with a status other than 2xx. */
	| 'status'
	/** No connection, or none that lasted until the answer was there. */
	| 'network'
	/** An answer came that is not the JSON it should be. */
	| 'answer';

export interface Failure {
	kind: FailureKind;
	method: string;
	path: string;
	status?: number;
	/** Body of the answer, parsed where it was JSON. */
	body?: unknown;
	/** `ECONNREFUSED` and the like. */
	code?: string;
	/** Milliseconds that the API asks to wait, from `Retry-After`. */
	retryAfter?: number;
}

/** A failed request to the API, with a message that a person can act on. */
export class ClockodoError extends Error {
	readonly kind: FailureKind;

	readonly status?: number;

	readonly code?: string;

	/** Milliseconds to wait before the next attempt, where the API said so. */
	readonly retryAfter?: number;

	/** What the API itself said, where it said something. */
	readonly words?: string;

	/** The request, for a description: `GET /v4/absences/17`. */
	readonly request: string;

	constructor(
		private readonly failure: Failure,
		attempts = 1,
	) {
		super(sentence(failure, attempts));
		this.name = 'ClockodoError';
		this.kind = failure.kind;
		this.status = failure.status;
		this.code = failure.code;
		this.retryAfter = failure.retryAfter;
		this.words = apiWords(failure.body);
		this.request = `${failure.method} ${failure.path}`;
	}

	/** The same failure, saying that it was met so many times in a row. */
	after(attempts: number): ClockodoError {
		return attempts > 1 ? new ClockodoError(this.failure, attempts) : this;
	}
}

const retryableStatus = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Whether the same request can succeed a moment later, and repeating it changes nothing twice. */
export function isTransient(error: ClockodoError): boolean {
	if (error.kind !== 'status') return true;
	return retryableStatus.has(error.status ?? 0);
}

/** Whether the server cannot have acted on the request, so that even a POST may be repeated. */
export function isUntouched(error: ClockodoError): boolean {
	return error.status === 429 || error.code === 'ECONNREFUSED' || error.code === 'ENOTFOUND';
}

/**
 * What the API said, in its own words, from any of the three shapes of its errors:
 * `{error: {message, fields}}`, `{errors: [{message, path}]}` and `{errors: [{error: {…}}]}`.
 */
export function apiWords(body: unknown): string | undefined {
	if (!isRecord(body)) return undefined;
	const errors = Array.isArray(body.errors) ? body.errors : [body.error];
	const words = errors
		.map((entry) => (isRecord(entry) && isRecord(entry.error) ? entry.error : entry))
		.map(oneError)
		.filter((text) => text !== undefined);
	return words.length > 0 ? [...new Set(words)].slice(0, 5).join('; ') : undefined;
}

function oneError(error: unknown): string | undefined {
	if (typeof error === 'string') return withoutFullStop(error);
	if (!isRecord(error)) return undefined;
	const message = [error.message, error.type, error.code].find(
		(text) => typeof text === 'string' && text !== '',
	);
	const fields = Array.isArray(error.fields) ? error.fields.map(String) : [];
	if (typeof error.path === 'string' && error.path !== '') fields.push(error.path);
	if (message === undefined && fields.length === 0) return undefined;
	const where =
		fields.length > 0 ? ` (${fields.length > 1 ? 'fields' : 'field'}: ${fields.join(', ')})` : '';
	return `${withoutFullStop(String(message ?? 'invalid'))}${where}`.slice(0, 500);
}

function withoutFullStop(text: string): string {
	return text.replace(/[.\s]+$/, '');
}

const advice: Record<number, string> = {
	400: 'Check the values of this request.',
	401: "Check e-mail and API key in the 'Clockodo API' credential; both are in Clockodo under Personal data.",
	402: "The account's plan does not include this.",
	403: 'The user of the API key has no right to do this: give the rights in Clockodo, or use the key of a user who has them.',
	404: 'Check the ID: it may have been deleted, or the user of the API key cannot see it.',
	405: "Check the Base URL in the 'Clockodo API' credential.",
	409: 'It conflicts with something that is there already: change that first.',
	410: 'This version of the endpoint has been retired: update the n8n-nodes-clockodo package.',
	422: 'The values were not accepted: check the fields of this operation.',
	429: 'Too many requests in a short time: run it again later, or fewer at once.',
};

/** In words, since n8n puts a text of its own in the place of a message that holds one of these codes. */
const connectionWords: Record<string, string> = {
	ECONNREFUSED: 'connection refused',
	ECONNRESET: 'connection closed',
	ECONNABORTED: 'no answer in time',
	ETIMEDOUT: 'no answer in time',
	ENOTFOUND: 'no such host',
	EAI_AGAIN: 'host name not found',
	EHOSTUNREACH: 'host unreachable',
};

/** Where the API's own words are about the values of the request, advice would only repeat them. */
const explainsItself = new Set([400, 402, 409, 422]);

function sentence(failure: Failure, attempts: number): string {
	const tried = attempts > 1 ? ` after ${attempts} attempts` : '';
	if (failure.kind === 'network') {
		const reason = connectionWords[failure.code ?? ''] ?? 'no answer';
		return `Clockodo's API could not be reached${tried} (${reason}). Check the Base URL in the 'Clockodo API' credential and the network of this n8n, then retry.`;
	}
	if (failure.kind === 'answer') {
		return `Clockodo's API answered with something that is not JSON${tried} (HTTP ${failure.status ?? '?'}). Check that the Base URL in the 'Clockodo API' credential ends with /api, then retry.`;
	}
	const status = failure.status ?? 0;
	const words = apiWords(failure.body);
	if (words === undefined) return `Clockodo answered HTTP ${status}${tried}. ${adviceFor(status)}`;
	const said = `Clockodo says: ${words} (HTTP ${status}${tried}).`;
	return explainsItself.has(status) ? said : `${said} ${adviceFor(status)}`;
}

function adviceFor(status: number): string {
	if (advice[status]) return advice[status];
	if (status >= 300 && status < 400) {
		return "The API redirects elsewhere, and the API key is not sent there: correct the Base URL in the 'Clockodo API' credential.";
	}
	if (status >= 500) return 'The fault is on the side of the API: retry later.';
	return 'Check the request.';
}
