import { Agent, request, type IncomingMessage, type ServerResponse } from 'node:http';

import { listen } from '../loopback.mjs';

/** The proxy before the webhook processes: each request goes to the next one in turn. */
export interface Proxy {
	/** Without a slash at the end. */
	url: string;
	/** How many requests each process got, in the order of their ports. */
	served(): number[];
	close(): Promise<void>;
}

/** Starts the proxy. A process that does not answer is answered for with 502, as any proxy does. */
export async function startProxy(ports: number[]): Promise<Proxy> {
	// A connection of its own for each request: a kept one may be closed by n8n at the moment of its next use.
	const agent = new Agent({ keepAlive: false });
	const counts = ports.map(() => 0);
	let turn = 0;
	const server = await listen((incoming, outgoing) => {
		const index = turn++ % ports.length;
		counts[index]++;
		pass(incoming, outgoing, ports[index], agent);
	});
	return {
		url: server.url,
		served: () => [...counts],
		close: async () => {
			agent.destroy();
			await server.close();
		},
	};
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, port: number, agent: Agent) {
	const { method, url, headers } = incoming;
	const onward = request({ host: '127.0.0.1', port, method, path: url, headers, agent });
	onward.on('response', (answer) => {
		outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(outgoing);
		answer.on('error', () => outgoing.destroy());
	});
	onward.on('error', () => {
		if (outgoing.headersSent) outgoing.destroy();
		else outgoing.writeHead(502).end();
	});
	incoming.pipe(onward);
}
