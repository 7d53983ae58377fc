import express from 'express';

import { listen } from '../loopback.mjs';

/** An API that misbehaves, each way under a base path of its own. */
export interface HostileApi {
	/** The base URL under which it behaves in that way. */
	baseUrl(behaviour: Behaviour): string;
	/** Paths that were asked for, in order, without the query. */
	requests: string[];
	/** How many requests came to the other server, which a redirect points to. */
	redirected(): number;
	close(): Promise<void>;
}

/**
 * `quoting`: refuses, and quotes all headers of the request in its error, in one of the vendor's shapes.
 * `quotingAll`: the same in the other shape. `html`: a page. `redirecting`: to another host, whatever is asked.
 * `nested`: works, at a longer path.
 */
export type Behaviour = 'quoting' | 'quotingAll' | 'html' | 'redirecting' | 'nested/deep/api';

export async function startHostileApi(): Promise<HostileApi> {
	let redirected = 0;
	const requests: string[] = [];
	const other = await listen(
		express().use((_request, response) => {
			redirected++;
			response.json({ data: { id: 1 } });
		}),
	);
	const app = express();
	app.use((request, _response, next) => {
		requests.push(request.path);
		next();
	});
	app.use('/quoting', (request, response) => {
		const message = `Not accepted: ${JSON.stringify(request.headers)}`;
		response
			.status(401)
			.json({ error: { code: 401, message, fields: [JSON.stringify(request.headers)] } });
	});
	app.use('/quotingAll', (request, response) => {
		const message = JSON.stringify(request.headers);
		response.status(422).json({ errors: [{ type: message, message, path: message }] });
	});
	app.use('/html', (request, response) => {
		response.status(403).send(`<html>${JSON.stringify(request.headers)}</html>`);
	});
	app.use('/redirecting', (request, response) => {
		const status = request.path.endsWith('/me') ? 302 : 307;
		response.redirect(status, `http://localhost:${other.port}${request.path}`);
	});
	app.use('/nested/deep/api', (_request, response) => {
		response.json({ data: { id: 5, note: 'from the nested API' } });
	});
	const server = await listen(app);
	return {
		baseUrl: (behaviour) => `${server.url}/${behaviour}`,
		requests,
		redirected: () => redirected,
		close: async () => {
			await Promise.all([server.close(), other.close()]);
		},
	};
}
