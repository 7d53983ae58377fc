import { Agent, request } from 'node:http';
import { connect } from 'node:net';

/** One request that should come to nothing. */
export interface HostileRequest {
	/** What is wrong with it, for the test's message. */
	name: string;
	method: string;
	/** Stands behind the webhook's path: `?secret[]=x`. */
	suffix?: string;
	headers?: Record<string, string | string[]>;
	body?: Buffer | string;
	/** Milliseconds until the answer is given up; n8n leaves some broken bodies without one. */
	patience?: number;
	/** Written to the socket as it is, `{path}` and `{host}` filled in; everything else but the name is not used then. */
	raw?: string;
}

export interface HostileAnswer {
	/** 0 where the connection was closed without an answer. */
	status: number;
	body: string;
}

/** Milliseconds until a connection without an answer is given up, where the request does not say. */
const usualPatience = 60_000;
/** Characters of an answer that are kept. */
const kept = 2_000;

/** Sends requests to one address over few connections. */
export class HostileSender {
	private readonly agent: Agent;

	constructor(
		private readonly url: string,
		connections: number,
	) {
		this.agent = new Agent({ keepAlive: true, maxSockets: connections });
	}

	async send(hostile: HostileRequest): Promise<HostileAnswer> {
		return hostile.raw === undefined ? await this.sendHttp(hostile) : await this.sendRaw(hostile);
	}

	close(): void {
		this.agent.destroy();
	}

	private async sendHttp(hostile: HostileRequest, isFirst = true): Promise<HostileAnswer> {
		const { method, suffix = '', headers = {}, body, patience = usualPatience } = hostile;
		const { hostname, port, pathname } = new URL(this.url);
		const size = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
		const isChunked = 'Transfer-Encoding' in headers;
		const options = {
			hostname,
			port,
			method,
			path: pathname + suffix,
			headers: { ...(isChunked ? {} : size), ...headers },
			agent: this.agent,
			timeout: patience,
		};
		return await new Promise((resolve) => {
			const outgoing = request(options, (response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (part: string) => {
					if (text.length < kept) text += part;
				});
				const finish = () => resolve({ status: response.statusCode ?? 0, body: text });
				response.once('end', finish).once('error', finish);
			});
			outgoing.once('error', () => {
				// The server gave up the idle connection in the moment in which it was to be used again.
				if (outgoing.reusedSocket && isFirst) resolve(this.sendHttp(hostile, false));
				// A server that turns a request away may close the connection before it has read it all.
				else resolve({ status: 0, body: '' });
			});
			outgoing.once('timeout', () => {
				resolve({ status: 0, body: '' });
				outgoing.destroy();
			});
			outgoing.end(body);
		});
	}

	private async sendRaw({ raw = '' }: HostileRequest): Promise<HostileAnswer> {
		const { hostname, port, host, pathname } = new URL(this.url);
		const text = raw.replaceAll('{path}', pathname).replaceAll('{host}', host);
		return await new Promise((resolve) => {
			const socket = connect(Number(port), hostname);
			let answer = '';
			const finish = () => {
				socket.destroy();
				const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? 0);
				resolve({ status, body: answer });
			};
			socket.setEncoding('utf8').setTimeout(3_000, finish);
			socket.on('data', (part: string) => {
				answer += part;
				if (answer.includes('\r\n\r\n')) finish();
			});
			socket.once('error', finish).once('close', finish);
			socket.write(Buffer.from(text, 'latin1'));
		});
	}
}
