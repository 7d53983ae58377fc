import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { ApiError } from '../store/refusals.mjs';
import { actionRoutes } from './action-routes.mjs';
import { html } from './html.mjs';
import { layout, pageHeaders } from './layout.mjs';
import { localOnly } from './local-only.mjs';
import { Notices } from './notices.mjs';
import { resourceRoutes } from './resource-routes.mjs';
import type { Web, WebContext } from './web.mjs';
import { webhookRoutes } from './webhook-routes.mjs';

/** The sandbox's pages, to be mounted at `/`: for this machine only, as they show and change everything. */
export function webRouter(context: WebContext): Router {
	const notices = new Notices();
	const web: Web = {
		show: (request, response, page, status) => {
			if (status) response.status(status);
			const notice = notices.find(request.query.notice);
			response
				.set(pageHeaders)
				.type('html')
				.send(layout({ notice, ...page }));
		},
		succeed: (response, address, text) =>
			response.redirect(303, notices.attach(address, { kind: 'success', text })),
		fail: (response, address, text) =>
			response.redirect(303, notices.attach(address, { kind: 'error', text })),
	};
	const router = express.Router();
	router.use(localOnly);
	router.use(express.urlencoded({ extended: false, limit: '1mb' }));
	router.use('/assets', assets());
	router.use(webhookRoutes(context, web), actionRoutes(context, web), resourceRoutes(context, web));
	router.use((request: Request, response: Response) => message(request, response, 404));
	router.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
		const status = error instanceof ApiError ? error.status : 500;
		if (status === 500) console.error(`The page ${request.path} failed:`, error);
		message(request, response, status, error instanceof ApiError ? error.message : undefined);
	});
	return router;

	function message(request: Request, response: Response, status: number, text?: string): void {
		const title = status === 404 ? 'There is no such page' : 'That did not work';
		const words =
			status === 404
				? 'It may have been deleted, or the sandbox was started over.'
				: (text ?? 'The sandbox failed. Its console says why.');
		const content = html`<h1>${title}</h1>
			<p>${words}</p>
			<p><a href="/">To the webhooks</a></p>`;
		web.show(request, response, { title, tab: '/', content }, status);
	}
}

const assetTypes = {
	'page.css': 'text/css',
	'page.js': 'text/javascript',
	'icon.svg': 'image/svg+xml',
};

/** Lie beside the source: the compiler copies no styles to where this runs, `.build/sandbox/web`. */
const assetsFolder = fileURLToPath(new URL('../../../sandbox/web/assets/', import.meta.url));

function assets(): Router {
	const router = express.Router();
	for (const [name, type] of Object.entries(assetTypes)) {
		router.get(`/${name}`, async (_request, response) => {
			const content = await readFile(join(assetsFolder, name));
			response.set({ 'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff' });
			response.type(type).send(content);
		});
	}
	return router;
}
