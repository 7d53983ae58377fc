import { readOnlySentence } from './read-only';
import { isRecord } from './values';

/** Why a request to the API came to nothing. */
export type FailureKind =
	/** The API answered with a status other than 2xx. */
	| 'status'
	/** No connection, or none that lasted until the answer was there. */
	| 'network'
	/** An answer came that is not the JSON it should be. */
	| 'answer'
	/** JSON came, without what it should hold. */
	| 'shape'
	/** The API's limits for its user are used up for longer than the request may wait; it was not sent. */
	| 'limit'
	/** The credential is read only, and the request is not; it was not sent. */
	| 'readOnly'
	/** 404 for something that every such API has: this is not its address. */
	| 'elsewhere';

export interface Failure {
	kind: FailureKind;
	method: string;
	path: string;
	status?: number;
	/** Body of the answer, parsed where it was JSON. */
	body?: unknown;
	/** `ECONNREFUSED` and the like. */
	code?: string;
	/** Milliseconds that the API asks to wait, from `Retry-After`; of a limit, until it lets the next request through. */
	retryAfter?: number;
	/** The property that the answer should have had. */
	missing?: string;
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

	/** Whether a web page came in the place of an answer: the address is not the API's. */
	readonly isWebPage: boolean;

	/** Whether the answer has the form of this API's errors, so that it is not a gateway's. */
	readonly isFromApi: boolean;

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
		this.isFromApi = hasFormOfApi(failure.body);
		this.isWebPage = typeof failure.body === 'string' && failure.body.trimStart().startsWith('<');
		this.request = `${failure.method} ${failure.path}`;
	}

	/** The same failure, saying that it was met so many times in a row. */
	after(attempts: number): ClockodoError {
		return attempts > 1 ? new ClockodoError(this.failure, attempts) : this;
	}
}

const retryableStatus = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Codes of connections that will not come about by trying again: certificates, and addresses that are none. */
const lastingCodes =
	/^(CERT_|ERR_TLS_|ERR_SSL_|ERR_INVALID_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO$)/;

/** Whether the certificate of the address is not trusted here. */
function isCertificate(code = ''): boolean {
	return /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/.test(code);
}

/** Whether the same request can succeed a moment later. */
export function isTransient(error: ClockodoError): boolean {
	if (error.kind === 'network') return !lastingCodes.test(error.code ?? '');
	if (error.kind === 'answer') return !error.isWebPage;
	return error.kind === 'status' && retryableStatus.has(error.status ?? 0);
}

/** Whether the server cannot have acted on the request, so that even one that must not be sent twice may be repeated. */
export function isUntouched(error: ClockodoError): boolean {
	return error.status === 429 || error.code === 'ECONNREFUSED' || error.code === 'ENOTFOUND';
}

/**
 * Whether the body has the form of the API's errors: `{error: {message, …}}` or `{errors: [{…}]}`.
 * A gateway in front of it has other ones.
 */
function hasFormOfApi(body: unknown): boolean {
	if (!isRecord(body)) return false;
	return isRecord(body.error) || (Array.isArray(body.errors) && body.errors.some(isRecord));
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
	if (failure.kind === 'limit') return limitSentence(failure.retryAfter ?? 0);
	if (failure.kind === 'readOnly') return readOnlySentence;
	if (failure.kind === 'elsewhere') {
		return "There is no Clockodo API at the Base URL in the 'Clockodo API' credential (HTTP 404 also for what every API has). It usually ends with /api and has no version behind it. Correct it, then retry.";
	}
	if (failure.kind === 'network') return networkSentence(failure.code, tried);
	if (failure.kind === 'answer' || failure.kind === 'shape') return answerSentence(failure, tried);
	const status = failure.status ?? 0;
	if (status === 404 && !hasFormOfApi(failure.body)) return notFoundByOthers;
	const words = apiWords(failure.body);
	if (words === undefined) return `Clockodo answered HTTP ${status}${tried}. ${adviceFor(status)}`;
	const said = `Clockodo says: ${words} (HTTP ${status}${tried}).`;
	return explainsItself.has(status) ? said : `${said} ${adviceFor(status)}`;
}

const notFoundByOthers =
	"Clockodo answered HTTP 404, but not in the form of its API: something in between may have said it. Check the Base URL in the 'Clockodo API' credential (it usually ends with /api), then retry.";

function limitSentence(milliseconds: number): string {
	const minutes = Math.ceil(milliseconds / 60_000);
	return `Clockodo's limits for this user are used up, for ${minutes} more minute${minutes === 1 ? '' : 's'} (4,500 requests an hour and 20,000 a day, for all that this user does). Run it again then, or let fewer requests be made.`;
}

function networkSentence(code: string | undefined, tried: string): string {
	if (isCertificate(code)) {
		return `The certificate of the Base URL is not trusted by this n8n (${String(code)}). With a certificate authority of your own, start n8n with NODE_EXTRA_CA_CERTS set to its certificate; else check the Base URL in the 'Clockodo API' credential.`;
	}
	if (code === 'ERR_INVALID_URL') {
		return "The Base URL in the 'Clockodo API' credential is not an address: it begins with https:// and usually ends with /api.";
	}
	const lasting = code !== undefined && lastingCodes.test(code) ? code : undefined;
	const reason = connectionWords[code ?? ''] ?? lasting ?? 'no answer';
	return `Clockodo's API could not be reached${tried} (${reason}). Check the Base URL in the 'Clockodo API' credential and the network of this n8n, then retry.`;
}

function answerSentence({ status, missing }: Failure, tried: string): string {
	const what =
		missing === undefined
			? 'with something that is not JSON'
			: `without '${missing}' in its answer`;
	return `Clockodo's API answered ${what}${tried} (HTTP ${status ?? '?'}). Check that the Base URL in the 'Clockodo API' credential ends with /api, then retry.`;
}

function adviceFor(status: number): string {
	if (advice[status]) return advice[status];
	if (status >= 300 && status < 400) {
		return "The API redirects elsewhere, and the API key is not sent there: correct the Base URL in the 'Clockodo API' credential.";
	}
	if (status >= 500) return 'The fault is on the side of the API: retry later.';
	return 'Check the request.';
}
