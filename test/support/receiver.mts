import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that came to a {@link Receiver}. */
export interface ReceivedRequest {
	method: string;
	url: string;
	contentType: string;
	body: string;
}

/** An endpoint for webhooks that keeps what it gets. */
export interface Receiver {
	url: string;
	requests: ReceivedRequest[];
	/** What it answers with; 200 unless it is set. */
	status: number;
	close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
	const server: Server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			receiver.requests.push({
				method,
				url,
				contentType: headers['content-type'] ?? '',
				body: Buffer.concat(chunks).toString('utf8'),
			});
			response.writeHead(receiver.status).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const receiver: Receiver = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
		requests: [],
		status: 200,
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
	return receiver;
}

/** The secret of a handshake, whichever way it came. */
export function secretOf({ url, contentType, body }: ReceivedRequest): string | undefined {
	const inUrl = new URL(url, 'http://receiver').searchParams.get('secret');
	if (inUrl) return inUrl;
	if (contentType.includes('json')) return (JSON.parse(body) as { secret?: string }).secret;
	return new URLSearchParams(body).get('secret') ?? undefined;
}
