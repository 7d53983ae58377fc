import express, { type Request, type Response, type Router } from 'express';
import { performAsOwner } from '../api/api.mjs';
import type { SendResult, Webhook } from '../store/data.mjs';
import { isPlanName, plans } from '../store/plans.mjs';
import { isoSeconds } from '../store/time.mjs';
import { formErrors, formValues, noErrors, type FormValues } from './form-values.mjs';
import { eventLabel } from './parts.mjs';
import { idOf, type WebContext, type Web } from './web.mjs';
import { newWebhookPage, webhookFields } from './webhook-form.mjs';
import { webhookListPage } from './webhook-list.mjs';
import { deleteWebhookPage, webhookPage, type WebhookPageState } from './webhook-page.mjs';

/** The tab 'Webhooks'. What it does goes through the API's own operations, with their checks. */
export function webhookRoutes(context: WebContext, web: Web): Router {
	const { company } = context;
	const { webhooks, store } = company;
	const handshakes = new Map<number, SendResult & { sent_at: string }>();
	const router = express.Router();

	const show = (request: Request, response: Response, id: number, state: WebhookPageState = {}) => {
		const webhook = webhooks.get(id);
		web.show(request, response, {
			title: eventLabel(webhook.event_name),
			tab: '/',
			content: webhookPage(webhook, webhooks, {
				handshake: handshakes.get(id),
				endpointName: context.endpointNames.get(webhook.url),
				...state,
			}),
		});
	};
	const perform = async (operationId: string, id: number | undefined, values: FormValues) => {
		const path = id === undefined ? undefined : { id: String(id) };
		return (await performAsOwner(company, operationId, { path, body: values })) as {
			data: Webhook;
			delivery: SendResult;
		};
	};

	router.get('/', (request, response) => {
		const access = { baseUrl: `http://${request.headers.host}/api`, ...context.credentials };
		web.show(request, response, {
			title: 'Webhooks',
			tab: '/',
			content: webhookListPage(webhooks, store.data.plan, access, context.endpointNames),
		});
	});

	router.post('/plan', (request, response) => {
		const { plan } = formValues(request.body);
		if (!isPlanName(plan)) return web.fail(response, '/', 'There is no such plan.');
		webhooks.changePlan(plan);
		web.succeed(response, '/', `The plan is ${plans[plan].label} now.`);
	});

	router.get('/webhooks/new', (request, response) => {
		web.show(request, response, {
			title: 'Add webhook',
			tab: '/',
			content: newWebhookPage({}, noErrors),
		});
	});

	router.post('/webhooks', async (request, response) => {
		const values = formValues(request.body);
		try {
			const { data } = await perform('createWebhookV2', undefined, trimmed(values));
			web.succeed(
				response,
				`/webhooks/${data.id}`,
				'The webhook was created. Validate it, and it is sent from then on.',
			);
		} catch (error) {
			const errors = formErrors(error, webhookFields);
			web.show(
				request,
				response,
				{ title: 'Add webhook', tab: '/', content: newWebhookPage(values, errors) },
				422,
			);
		}
	});

	router.get('/webhooks/:id', (request, response) => show(request, response, idOf(request)));

	router.post('/webhooks/:id', async (request, response) => {
		const id = idOf(request);
		const { url } = webhooks.get(id);
		const values = formValues(request.body);
		const { token, ...rest } = trimmed(values);
		try {
			const { data } = await perform('updateWebhookByIdV2', id, token ? { ...rest, token } : rest);
			if (data.url !== url) handshakes.delete(id);
			web.succeed(
				response,
				`/webhooks/${id}`,
				data.url === url
					? 'Saved. It holds for the next event.'
					: 'Saved. The URL is a new one: validate the webhook again.',
			);
		} catch (error) {
			const errors = formErrors(error, webhookFields);
			response.status(422);
			show(request, response, id, { settings: { values, errors } });
		}
	});

	router.post('/webhooks/:id/validate', async (request, response) => {
		const id = idOf(request);
		const sent_at = isoSeconds();
		const { delivery } = await perform('validateWebhookByIdV2', id, {});
		handshakes.set(id, { ...delivery, sent_at });
		response.redirect(303, `/webhooks/${id}#validation`);
	});

	router.post('/webhooks/:id/confirm', async (request, response) => {
		const id = idOf(request);
		const { secret = '' } = formValues(request.body);
		try {
			const { data } = await perform('confirmWebhookV2', undefined, { secret });
			handshakes.delete(data.id);
			web.succeed(
				response,
				`/webhooks/${data.id}`,
				data.id === id
					? 'The webhook is active: events are sent from now on.'
					: `That was the secret of this webhook (no. ${data.id}), not of no. ${id}: this one is active now.`,
			);
		} catch (error) {
			const errors = formErrors(error, ['secret']);
			response.status(422);
			show(request, response, id, { secret: { value: secret, errors } });
		}
	});

	router.get('/webhooks/:id/delete', (request, response) => {
		const webhook = webhooks.get(idOf(request));
		web.show(request, response, {
			title: 'Delete webhook',
			tab: '/',
			content: deleteWebhookPage(webhook),
		});
	});

	router.post('/webhooks/:id/delete', async (request, response) => {
		const id = idOf(request);
		await perform('deleteWebhookByIdV2', id, {});
		handshakes.delete(id);
		web.succeed(response, '/', 'The webhook was deleted.');
	});

	return router;
}

/** A pasted address or token often brings a blank with it. */
function trimmed(values: FormValues): FormValues {
	return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value?.trim()]));
}
