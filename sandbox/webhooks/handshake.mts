import { randomUUID } from 'node:crypto';
import type { Store } from '../store/store.mjs';
import type { SendRequest } from './send.mjs';

/**
 * The ways in which a handshake's secret may travel. The vendor's description states the JSON body,
 * its help article "a URL parameter": a receiver must stand all of them.
 */
export const handshakeForms = ['json', 'form', 'query-post', 'query-get'] as const;

export type HandshakeForm = (typeof handshakeForms)[number];

export function handshakeRequest(form: HandshakeForm, url: string, secret: string): SendRequest {
	switch (form) {
		case 'json':
			return {
				method: 'POST',
				url,
				contentType: 'application/json',
				body: JSON.stringify({ secret }),
			};
		case 'form':
			return {
				method: 'POST',
				url,
				contentType: 'application/x-www-form-urlencoded',
				body: new URLSearchParams({ secret }).toString(),
			};
		case 'query-post':
			return { method: 'POST', url: withSecret(url, secret) };
		case 'query-get':
			return { method: 'GET', url: withSecret(url, secret) };
	}
}

function withSecret(url: string, secret: string): string {
	const address = new URL(url);
	address.searchParams.set('secret', secret);
	return address.href;
}

/** The secrets that were sent out and not yet typed in. Each works once, and only for a while. */
export class Secrets {
	constructor(
		private readonly store: Store,
		private readonly lifetime: number,
	) {}

	/** A new secret for this webhook; an older one of it is void. */
	issue(webhookId: number): string {
		this.revoke(webhookId);
		const secret = randomUUID().toUpperCase();
		this.store.data.secrets.push({
			secret,
			webhook_id: webhookId,
			expires_at: Date.now() + this.lifetime,
		});
		this.store.changed();
		return secret;
	}

	/** Uses a secret up. The webhook that it was for, or undefined for an unknown, used or expired one. */
	redeem(secret: string): number | undefined {
		const found = this.store.data.secrets.find((each) => each.secret === secret);
		if (!found) return undefined;
		this.revoke(found.webhook_id);
		return found.expires_at > Date.now() ? found.webhook_id : undefined;
	}

	revoke(webhookId: number): void {
		this.store.data.secrets = this.store.data.secrets.filter(
			(each) => each.webhook_id !== webhookId,
		);
		this.store.changed();
	}
}
