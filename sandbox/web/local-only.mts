import type { NextFunction, Request, Response } from 'express';

/** Neither another machine nor a page of another site in this machine's browser may pull the switches. */
export function localOnly(request: Request, response: Response, next: NextFunction): void {
	const address = request.socket.remoteAddress ?? '';
	const isLocal = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address);
	const { origin, host } = request.headers;
	const isOwnPage = !origin || origin === `http://${host}`;
	if (isLocal && isOwnPage) return next();
	response.status(403).json({ error: 'Only this machine may do this.' });
}
