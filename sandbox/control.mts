import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { RequestLog } from './api/request-log.mjs';
import { readFaults, type Faults } from './faults/faults.mjs';
import { isPlanName, plans } from './store/plans.mjs';
import type { Store } from './store/store.mjs';
import { localOnly } from './web/local-only.mjs';
import { handshakeForms, type HandshakeForm } from './webhooks/handshake.mjs';
import type { Webhooks } from './webhooks/webhooks.mjs';

export interface ControlContext {
	store: Store;
	faults: Faults;
	webhooks: Webhooks;
	log: RequestLog;
	reset: () => Promise<void>;
}

/** The switches of the sandbox itself, to be mounted at `/sandbox`: for this machine only. */
export function controlRouter({ store, faults, webhooks, log, reset }: ControlContext): Router {
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
		response.json({ form: webhooks.handshakeForm, forms: handshakeForms });
	});
	router.put('/handshake', (request, response) => {
		const { form } = request.body as { form?: HandshakeForm };
		if (!form || !handshakeForms.includes(form)) {
			throw new Error(`'form' must be one of ${handshakeForms.join(', ')}.`);
		}
		webhooks.handshakeForm = form;
		response.json({ form });
	});
	router.get('/plan', (_request, response) => {
		response.json({ plan: store.data.plan, plans });
	});
	router.put('/plan', (request, response) => {
		const { plan } = request.body as { plan?: unknown };
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
