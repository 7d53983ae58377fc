import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

import { freePort } from '../../host/ports.mjs';

/** A way to a server that can be shut: connections are then refused, as if the server were down. */
export interface Gate {
	/** Without a slash at the end. */
	url: string;
	shut(): Promise<void>;
	open(): Promise<void>;
	/** Shuts it for good. */
	close(): Promise<void>;
}

/** Opens a gate before the server at `url`. */
export async function openGate(url: string): Promise<Gate> {
	const target = Number(new URL(url).port);
	const port = await freePort();
	const sockets = new Set<Socket>();
	let server: Server | undefined;
	const open = async () => {
		server = createServer((incoming) => {
			const onward = connect(target, '127.0.0.1');
			for (const [socket, other] of [
				[incoming, onward],
				[onward, incoming],
			]) {
				sockets.add(socket);
				socket.on('error', () => other.destroy());
				socket.on('close', () => {
					sockets.delete(socket);
					other.destroy();
				});
				socket.pipe(other);
			}
		});
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
	};
	const shut = async () => {
		for (const socket of sockets) socket.destroy();
		const closing = server;
		if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()));
	};
	await open();
	return { url: `http://127.0.0.1:${port}`, open, shut, close: shut };
}
