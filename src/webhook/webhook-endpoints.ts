import type { Api, ApiRequest } from '../clockodo/client';
import { ClockodoError } from '../clockodo/errors';
import { outcomeOf } from '../clockodo/outcome';
import { webhooksPageSize, webhooksPath } from '../clockodo/webhook-operations';
import { isResourceId } from '../clockodo/values';

/** A webhook as the endpoints of a Clockodo-style API show it; its token is never shown. */
export interface RegisteredWebhook {
	id: number;
	event_name: string;
	url: string;
	active: boolean;
	validated_at: string | null;
	last_sent_at: string | null;
	created_at: string;
	updated_at: string;
}

/** How the endpoint answered while the API validated it. */
export interface ValidationDelivery {
	status_code: number | null;
	/** Milliseconds. */
	duration_ms: number;
	error: string | null;
}

/** Only whole numbers reach a path, also where they come from the API. */
function pathOf(id: unknown): string {
	if (!isResourceId(id)) throw new RangeError(`'${String(id)}' is not the ID of a webhook`);
	return `${webhooksPath}/${id}`;
}

/** All webhooks that the API knows for exactly this URL. */
export async function listWebhooks(api: Api, url: string): Promise<RegisteredWebhook[]> {
	const found: RegisteredWebhook[] = [];
	for (let page = 1, pages = 1; page <= pages; page++) {
		const query = { filter: { url }, items_per_page: webhooksPageSize, page };
		const answer = (await api({ method: 'GET', path: webhooksPath, query })) as unknown as {
			paging?: { count_pages: number };
			data?: RegisteredWebhook[];
		};
		if (!Array.isArray(answer.data) || !answer.paging) {
			throw new ClockodoError({ kind: 'answer', method: 'GET', path: webhooksPath, status: 200 });
		}
		found.push(...answer.data);
		pages = answer.paging.count_pages;
	}
	return found.filter((webhook) => webhook.url === url);
}

/** Creates an inactive webhook. */
export async function createWebhook(
	api: Api,
	webhook: { event_name: string; url: string; token: string },
): Promise<RegisteredWebhook> {
	const { data } = await api({ method: 'POST', path: webhooksPath, body: webhook });
	return data as unknown as RegisteredWebhook;
}

/** Sets event and token anew; both leave the webhook as active as it was. */
export async function updateWebhook(
	api: Api,
	id: number,
	changes: { event_name: string; token: string },
): Promise<void> {
	await api({ method: 'PUT', path: pathOf(id), body: changes });
}

/** Makes the API send a secret to the webhook's URL, and waits until the URL has answered. */
export async function validateWebhook(
	api: Api,
	id: number,
): Promise<{ webhook: RegisteredWebhook; delivery: ValidationDelivery }> {
	const answer = await api({ method: 'POST', path: `${pathOf(id)}/validate` });
	return {
		webhook: answer.data as unknown as RegisteredWebhook,
		delivery: answer.delivery as unknown as ValidationDelivery,
	};
}

/** Removes the webhook; one that is gone already counts as removed. */
export async function deleteWebhook(api: Api, id: number): Promise<void> {
	const outcome = await outcomeOf(async () => await api({ method: 'DELETE', path: pathOf(id) }));
	if (outcome.ok) return;
	if (!(outcome.error instanceof ClockodoError && outcome.error.status === 404))
		throw outcome.error;
}

/** The request by which a receiver proves that the secret reached it. */
export function confirmation(secret: string): ApiRequest {
	return { method: 'POST', path: `${webhooksPath}/confirm`, body: { secret } };
}

/** Whether listing failed because this API has no endpoints for webhooks, as the vendor's own today. */
export function isWithoutWebhooks(error: unknown): boolean {
	if (!(error instanceof ClockodoError)) return false;
	return error.kind === 'answer' || [404, 405, 410].includes(error.status ?? 0);
}
