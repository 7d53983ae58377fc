import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseQuery } from '../../sandbox/api/query.mjs';
import type { ApiAccess } from './n8n-core.mjs';

/** A request as it arrived at the API. */
export interface Recorded {
	method: string;
	path: string;
	query: Record<string, unknown>;
	body: Record<string, unknown> | undefined;
}

/** Stands between a client and the API, and notes what is sent. */
export class Recorder implements ApiAccess {
	requests: Recorded[] = [];

	private readonly server: Server;

	private constructor(private readonly target: ApiAccess) {
		this.server = createServer((incoming, outgoing) => {
			void this.forward(incoming).then(async (answer) => {
				outgoing.writeHead(answer.status, { 'content-type': 'application/json' });
				outgoing.end(await answer.text());
			});
		});
	}

	static async start(target: ApiAccess): Promise<Recorder> {
		const recorder = new Recorder(target);
		await new Promise<void>((resolve) => recorder.server.listen(0, '127.0.0.1', resolve));
		return recorder;
	}

	get apiUrl(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	get credentials() {
		return this.target.credentials;
	}

	/** The requests since the last time. */
	take(): Recorded[] {
		return this.requests.splice(0);
	}

	close(): void {
		this.server.closeAllConnections();
		this.server.close();
	}

	private async forward(incoming: IncomingMessage): Promise<Response> {
		const { method = 'GET', url = '/', headers } = incoming;
		const parts: Buffer[] = [];
		for await (const part of incoming) parts.push(part as Buffer);
		const text = Buffer.concat(parts).toString();
		const { pathname, search } = new URL(url, this.apiUrl);
		const body = text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>);
		this.requests.push({ method, path: pathname, query: { ...parseQuery(search.slice(1)) }, body });
		const own = Object.entries(headers).filter(([name]) => /^(x-|accept-l|content-t)/.test(name));
		return await fetch(`${this.target.apiUrl}${url}`, {
			method,
			headers: Object.fromEntries(own) as Record<string, string>,
			body: text === '' ? undefined : text,
		});
	}
}
