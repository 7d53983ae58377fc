import { isRecord } from '../clockodo/values';

/** What a request to the webhook's URL is, before anything of it is believed. */
export type RequestKind =
	| { kind: 'handshake'; secret: string }
	| { kind: 'badHandshake' }
	| { kind: 'page' }
	| { kind: 'notification'; body: unknown };

export interface IncomingRequest {
	method: string;
	query: unknown;
	body: unknown;
}

/** The vendor's is a UUID; others' have braces, are digits only or Base64 (guesses). Nothing that is markup, a path or a command. */
const secretForm = /^(?!.*\.\.)[\w+/=.~:{}()[\]-]{6,128}$/;

/**
 * Tells a handshake from a notification and from a person's browser. The handshake's secret may
 * come in four ways: in a JSON or a form body, and as `?secret=` on a POST or a GET (the vendor's
 * description and its help article differ). Other fields may stand beside it (seen by one receiver),
 * but no event: that makes it a notification.
 */
export function classify({ method, query, body }: IncomingRequest): RequestKind {
	if (method !== 'POST' && method !== 'GET') return { kind: 'page' };
	const secret = secretIn(query) ?? (method === 'POST' ? secretBody(body) : undefined);
	if (secret !== undefined) {
		return typeof secret === 'string' && secretForm.test(secret)
			? { kind: 'handshake', secret }
			: { kind: 'badHandshake' };
	}
	return method === 'POST' ? { kind: 'notification', body } : { kind: 'page' };
}

function secretIn(query: unknown): unknown {
	return isRecord(query) && Object.hasOwn(query, 'secret') ? (query.secret ?? '') : undefined;
}

function secretBody(body: unknown): unknown {
	if (!isRecord(body)) return undefined;
	// n8n puts the fields of a multipart form one level deeper.
	const fields = isRecord(body.data) && isRecord(body.files) ? body.data : body;
	const isHandshake = Object.hasOwn(fields, 'secret') && !Object.hasOwn(fields, 'event_name');
	return isHandshake ? (fields.secret ?? '') : undefined;
}
