import { forbidden } from '../store/refusals.mjs';
import { filtered } from '../store/lists.mjs';
import { listAnswer } from './crud.mjs';
import type { Handler, Handlers } from './resource.mjs';
import type { WebhookValues } from '../webhooks/webhooks.mjs';

/** The webhook endpoints, by the operation ids of `webhookOperations`. Only owners may use them. */
export const webhookHandlers: Handlers = {
	getWebhooksV2: ownersOnly(({ operation, query }, company) =>
		listAnswer(
			operation,
			query,
			filtered(company.webhooks.list(), (query.filter as Record<string, unknown>) ?? {}, {}),
		),
	),
	createWebhookV2: ownersOnly(({ body }, company) => ({
		data: company.webhooks.create(body as unknown as WebhookValues),
	})),
	confirmWebhookV2: ownersOnly(({ body }, company) => ({
		data: company.webhooks.confirm(String(body.secret)),
	})),
	getWebhookByIdV2: ownersOnly(({ path }, company) => ({ data: company.webhooks.get(path.id) })),
	updateWebhookByIdV2: ownersOnly(({ path, body }, company) => ({
		data: company.webhooks.update(path.id, body),
	})),
	deleteWebhookByIdV2: ownersOnly(({ path }, company) => {
		company.webhooks.delete(path.id);
		return { success: true };
	}),
	validateWebhookByIdV2: ownersOnly(async ({ path }, company) => {
		const { webhook, delivery } = await company.webhooks.validate(path.id);
		return { data: webhook, delivery };
	}),
	getWebhookProtocolByIdV2: ownersOnly(({ operation, path, query }, company) =>
		listAnswer(operation, query, company.webhooks.protocol(path.id)),
	),
};

function ownersOnly(handler: Handler): Handler {
	return (call, company) => {
		if (call.user.role !== 'owner') throw forbidden('Only owners may manage webhooks.');
		return handler(call, company);
	};
}
