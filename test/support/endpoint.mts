import type { IncomingMessage, ServerResponse } from 'node:http';

import { bodyOf, listen } from './loopback.mjs';

export interface ReceivedRequest {
	method: string;
	/** With the query. */
	path: string;
	headers: IncomingMessage['headers'];
	body: string;
	/** Milliseconds since 1970. */
	at: number;
}

export type Behaviour = (
	request: ReceivedRequest,
	response: ServerResponse,
) => void | Promise<void>;

/** A webhook's receiving end, which remembers everything that it was sent. */
export interface Endpoint {
	url: string;
	received: ReceivedRequest[];
	/** Notifications that arrived, in order. */
	notifications(): Array<Record<string, unknown>>;
	/** The secret of the last handshake, wherever it stood. */
	lastSecret(): string;
	/** How it answers from now on; 200 without one. */
	behave(behaviour?: Behaviour): void;
	close(): Promise<void>;
}

export async function startEndpoint(): Promise<Endpoint> {
	const received: ReceivedRequest[] = [];
	let behaviour: Behaviour | undefined;
	const server = await listen(async (request, response) => {
		const entry: ReceivedRequest = {
			method: request.method ?? '',
			path: request.url ?? '',
			headers: request.headers,
			body: await bodyOf(request),
			at: Date.now(),
		};
		received.push(entry);
		if (behaviour) await behaviour(entry, response);
		else response.end('ok');
	});
	return {
		url: `${server.url}/hook`,
		received,
		notifications: () => received.map(asNotification).filter((each) => each !== undefined),
		lastSecret: () => {
			const secret = received.map(secretOf).filter(Boolean).at(-1);
			if (!secret) throw new Error('No handshake has arrived');
			return secret;
		},
		behave: (next) => {
			behaviour = next;
		},
		close: server.close,
	};
}

function asNotification({ body }: ReceivedRequest): Record<string, unknown> | undefined {
	const value = parsed(body);
	return value?.event_name ? value : undefined;
}

function secretOf({ body, path }: ReceivedRequest): string | undefined {
	const inQuery = new URL(path, 'http://endpoint').searchParams.get('secret');
	const inForm = new URLSearchParams(body).get('secret');
	return inQuery ?? (parsed(body)?.secret as string | undefined) ?? inForm ?? undefined;
}

function parsed(body: string): Record<string, unknown> | undefined {
	try {
		return JSON.parse(body) as Record<string, unknown>;
	} catch {
		return undefined;
	}
}
