import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseQuery } from '../../sandbox/api/query.mjs';
import type { ApiAccess } from './n8n-core.mjs';

/** A request as a script sees it. */
export interface Asked {
	path: string;
	query: Record<string, unknown>;
	headers: Record<string, unknown>;
}

/** What a script answers: a body as JSON or as text, a status where it is not 200, headers. */
export interface Said {
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
}

/** An API that answers what a test tells it to. */
export class ScriptedApi implements ApiAccess {
	readonly credentials = { email: 'anna@example.com', apiKey: 'a-key-of-her-own' };

	/** The requests that came, in order. */
	readonly asked: Asked[] = [];

	/** Answers a request; what it leaves undefined is a 404. */
	answer: (asked: Asked) => Said | undefined = () => undefined;

	private readonly server: Server = createServer((incoming, outgoing) => {
		const { pathname, search } = new URL(incoming.url ?? '/', this.apiUrl);
		const asked = {
			path: pathname,
			query: { ...parseQuery(search.slice(1)) },
			headers: incoming.headers,
		};
		this.asked.push(asked);
		const { status = 200, body = {}, headers = {} } = this.answer(asked) ?? { status: 404 };
		const isText = typeof body === 'string';
		outgoing.writeHead(status, {
			'content-type': isText ? 'text/html' : 'application/json',
			...headers,
		});
		outgoing.end(isText ? body : JSON.stringify(body));
	});

	static async start(): Promise<ScriptedApi> {
		const api = new ScriptedApi();
		await new Promise<void>((resolve) => api.server.listen(0, '127.0.0.1', resolve));
		return api;
	}

	get apiUrl(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	close(): void {
		this.server.closeAllConnections();
		this.server.close();
	}
}
