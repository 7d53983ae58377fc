import type { Api, ApiRequest } from '../clockodo/client';
import { ClockodoError } from '../clockodo/errors';
import { outcomeOf, outcomeOfSync } from '../clockodo/outcome';
import { pageCount } from '../clockodo/pages';
import { webhooksPageSize, webhooksPath } from '../clockodo/webhook-operations';
import { isRecord, isResourceId } from '../clockodo/values';

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

/**
 * All webhooks that the API knows for this URL. It may keep the URL in a form of its own, so it is
 * compared as a URL, and what was made before is known by its ID as well.
 *
 * @param ids of webhooks that were made for this URL
 */
export async function listWebhooks(
	api: Api,
	url: string,
	ids: readonly number[] = [],
): Promise<RegisteredWebhook[]> {
	const found: RegisteredWebhook[] = [];
	for (let page = 1, pages = 1; page <= pages; page++) {
		const query = { items_per_page: webhooksPageSize, page };
		const answer = await api({ method: 'GET', path: webhooksPath, query });
		const { data } = answer as { data?: unknown };
		if (!Array.isArray(data)) {
			throw new ClockodoError({
				kind: 'shape',
				method: 'GET',
				path: webhooksPath,
				status: 200,
				missing: 'data',
			});
		}
		// What has no URL is nobody's whose URL is looked for.
		found.push(...data.filter(hasUrl));
		pages = pageCount(answer);
	}
	const wanted = comparable(url);
	// An ID alone proves nothing: an API that was set up anew counts from the beginning.
	return found.filter(
		(each) =>
			comparable(each.url) === wanted || (ids.includes(each.id) && !isAnothers(each.url, url)),
	);
}

/** Whether the URL is known to be that of another trigger of an n8n. */
function isAnothers(url: unknown, own: string): boolean {
	const pathOf = (each: unknown) =>
		/\/webhook\/[^/]+\/webhook\b/.exec(String(each).toLowerCase())?.[0];
	const path = pathOf(url);
	return path !== undefined && path !== pathOf(own);
}

function hasUrl(webhook: unknown): webhook is RegisteredWebhook {
	return isRecord(webhook) && typeof webhook.url === 'string';
}

/**
 * One form for all ways in which an API may write the same URL: scheme and host in capitals,
 * punycode, default port, a slash at the end. The case of a path tells two of them apart.
 */
function comparable(url: string): string {
	const parsed = outcomeOfSync(() => new URL(url));
	return (parsed.ok ? parsed.value.href : url).replace(/\/+$/, '');
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
	return (
		error.kind === 'answer' || error.kind === 'shape' || [404, 405, 410].includes(error.status ?? 0)
	);
}
