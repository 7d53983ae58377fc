import { filtered, filterOf } from '../store/lists.mjs';
import { forbidden, notFound } from '../store/refusals.mjs';
import type { WebhookValues } from '../webhooks/webhooks.mjs';
import { listAnswer } from './crud.mjs';
import { isOwner } from './permissions.mjs';
import { type Handler, type Handlers, type Call } from './resource.mjs';

/** The webhook endpoints, by the operation ids of `webhookOperations`. Only owners may use them. */
export const webhookHandlers: Handlers = {
	getWebhooksV2: ownersOnly(({ operation, query }, company) =>
		listAnswer(operation, query, filtered(company.webhooks.list(), filterOf(query), {})),
	),
	createWebhookV2: ownersOnly(({ body }, company) => ({
		data: company.webhooks.create(body as unknown as WebhookValues),
	})),
	confirmWebhookV2: ownersOnly(({ body }, company) => ({
		data: company.webhooks.confirm(String(body.secret)),
	})),
	getWebhookByIdV2: ownersOnly(({ path }, company) => ({ data: company.webhooks.get(idOf(path)) })),
	updateWebhookByIdV2: ownersOnly(({ path, body }, company) => ({
		data: company.webhooks.update(idOf(path), body),
	})),
	deleteWebhookByIdV2: ownersOnly(({ path }, company) => {
		company.webhooks.delete(idOf(path));
		return { success: true };
	}),
	validateWebhookByIdV2: ownersOnly(async ({ path }, company) => {
		const { webhook, delivery } = await company.webhooks.validate(idOf(path));
		return { data: webhook, delivery };
	}),
	getWebhookProtocolByIdV2: ownersOnly(({ operation, path, query }, company) =>
		listAnswer(operation, query, company.webhooks.protocol(idOf(path))),
	),
};

function ownersOnly(handler: Handler): Handler {
	return (call, company) => {
		if (!isOwner(call.user)) throw forbidden('Only owners may manage webhooks.');
		return handler(call, company);
	};
}

function idOf({ id }: Call['path']): number {
	if (id === undefined) throw notFound();
	return id;
}
