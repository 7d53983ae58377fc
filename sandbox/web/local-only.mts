import type { NextFunction, Request, Response } from 'express';

/**
 * Lets only this machine pull the switches: no other machine, and no page of another site that
 * is open in a browser here. A page could give its own name this machine's address after it
 * was loaded; then its requests come from here and their Origin equals their Host. So both
 * must be names of this machine.
 */
export function localOnly(request: Request, response: Response, next: NextFunction): void {
	const { socket, headers } = request;
	if (isLocalAddress(socket.remoteAddress) && isOwnPage(headers)) return next();
	response.status(403).json({ error: 'Only this machine may do this.' });
}

function isOwnPage({ host, origin }: Request['headers']): boolean {
	const here = localOrigin(`http://${host ?? ''}`);
	return here !== undefined && (origin === undefined || localOrigin(origin) === here);
}

/** Scheme, name and port in one spelling, where the name is one of this machine's. */
function localOrigin(text: string): string | undefined {
	if (!URL.canParse(text)) return undefined;
	const { protocol, hostname, port, username, pathname } = new URL(text);
	if (username || pathname !== '/') return undefined;
	const name = hostname.replace(/\.$/, '');
	const isLocal = name === 'localhost' || isLocalAddress(name.replace(/^\[|\]$/g, ''));
	return isLocal ? `${protocol}//${name}:${port}` : undefined;
}

function isLocalAddress(address = ''): boolean {
	return /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address);
}
