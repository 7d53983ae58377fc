import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { readLimits, type RateLimiter } from './api/rate-limits.mjs';
import { isRecord } from '../src/clockodo/values.js';
import type { RequestLog } from './api/request-log.mjs';
import type { Faults } from './faults/faults.mjs';
import { readChoice, readFaults } from './faults/read-faults.mjs';
import { isPlanName, plans } from './store/plans.mjs';
import type { Store } from './store/store.mjs';
import { localOnly } from './web/local-only.mjs';
import { handshakeForms, secretForms } from './webhooks/handshake.mjs';
import { urlForms } from './webhooks/kept-url.mjs';
import { readHandshake } from './webhooks/read-handshake.mjs';
import type { Webhooks } from './webhooks/webhooks.mjs';

export interface ControlContext {
	store: Store;
	faults: Faults;
	webhooks: Webhooks;
	rateLimiter: RateLimiter;
	log: RequestLog;
	reset: () => Promise<void>;
}

/** The switches of the sandbox itself, to be mounted at `/sandbox`: for this machine only. */
export function controlRouter(context: ControlContext): Router {
	const { store, faults, webhooks, rateLimiter, log, reset } = context;
	const router = express.Router();
	router.use(localOnly);
	router.use(express.json());
	router.get('/faults', (_request, response) => {
		response.json(faults.current());
	});
	router.put('/faults', (request, response) => {
		faults.set(readFaults(request.body));
		response.json(faults.current());
	});
	router.get('/handshake', (_request, response) => {
		response.json({ ...webhooks.handshake, forms: handshakeForms, secrets: secretForms });
	});
	router.put('/handshake', (request, response) => {
		webhooks.handshake = { ...webhooks.handshake, ...readHandshake(request.body) };
		response.json(webhooks.handshake);
	});
	router.get('/webhook-urls', (_request, response) => {
		response.json({ form: webhooks.urlForm, forms: urlForms });
	});
	router.put('/webhook-urls', (request, response) => {
		webhooks.urlForm = readChoice(bodyOf(request).form, 'form', urlForms);
		response.json({ form: webhooks.urlForm });
	});
	router.get('/limits', (_request, response) => {
		response.json({ limits: rateLimiter.current() });
	});
	router.put('/limits', (request, response) => {
		rateLimiter.set(readLimits(bodyOf(request).limits));
		response.json({ limits: rateLimiter.current() });
	});
	router.get('/plan', (_request, response) => {
		response.json({ plan: store.data.plan, plans });
	});
	router.put('/plan', (request, response) => {
		const { plan } = bodyOf(request);
		if (!isPlanName(plan)) {
			throw new Error(`'plan' must be one of ${Object.keys(plans).join(', ')}.`);
		}
		webhooks.changePlan(plan);
		response.json({ plan });
	});
	router.get('/requests', (_request, response) => {
		response.json({
			total: log.total(),
			by_operation: log.countByOperation(),
			recent: log.recent(),
		});
	});
	router.delete('/requests', (_request, response) => {
		log.clear();
		response.json({ success: true });
	});
	router.post('/reset', async (_request, response) => {
		await reset();
		response.json({ success: true });
	});
	router.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
		response.status(400).json({ error: error.message });
	});
	return router;
}

function bodyOf({ body }: Request): Record<string, unknown> {
	return isRecord(body) ? body : {};
}
