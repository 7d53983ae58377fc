/** Free ports of the loopback interface. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Ports are taken from below the ranges that systems hand out for outgoing connections, so that
 * none of those takes one between the choice and its use.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const ATTEMPTS = 50;

/** Handed out by this process before: what they are for may not listen yet. */
const handedOut = new Set<number>();

/** Whether nothing listens on a port of the loopback interface. */
export async function isFree(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

/** A free port of the loopback interface: the preferred one, if there is one and it is free. */
export async function freePort(preferred?: number): Promise<number> {
	if (preferred !== undefined && (await isFree(preferred))) return preferred;
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const port = randomInt(LOWEST, HIGHEST);
		if (!handedOut.has(port) && (await isFree(port))) {
			handedOut.add(port);
			return port;
		}
	}
	throw new Error(`No free port found between ${LOWEST} and ${HIGHEST} on 127.0.0.1`);
}
