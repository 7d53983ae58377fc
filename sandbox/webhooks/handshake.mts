import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Store } from '../store/store.mjs';
import type { SendRequest } from './send.mjs';

/**
 * The ways in which a handshake's secret may travel. The vendor's description states the JSON body,
 * its help article "a URL parameter": a receiver must stand all of them.
 */
export const handshakeForms = ['json', 'form', 'query-post', 'query-get'] as const;

export type HandshakeForm = (typeof handshakeForms)[number];

/**
 * The alphabets of a handshake's secret. The vendor's description shows a UUID in upper case.
 *
 * Guessed: the others. A receiver shows whatever comes, and a person types it in.
 */
export const secretForms = ['uuid', 'digits', 'base64', 'braces'] as const;

export type SecretForm = (typeof secretForms)[number];

/** How the next handshakes go out. */
export interface HandshakeManner {
	form: HandshakeForm;
	secret: SecretForm;
	/** Seen: other fields beside the secret, by one receiver. In a body only. */
	more_fields: boolean;
	/** Guessed: of a JSON body, like that of a notification; null: none. */
	content_type: string | null;
}

export const usualHandshake: HandshakeManner = {
	form: 'json',
	secret: 'uuid',
	more_fields: false,
	content_type: 'application/json',
};

export function newSecret(form: SecretForm): string {
	switch (form) {
		case 'uuid':
			return randomUUID().toUpperCase();
		case 'digits':
			return String(randomInt(10 ** 7, 10 ** 8));
		case 'base64':
			return base64WithAllSigns();
		case 'braces':
			return `{${randomUUID().toUpperCase()}}`;
	}
}

/** With all of `+`, `/` and `=`: a form or a URL that does not escape them loses it. */
function base64WithAllSigns(): string {
	for (;;) {
		const text = randomBytes(31).toString('base64');
		if (text.includes('+') && text.includes('/')) return text;
	}
}

export function handshakeRequest(
	{ form, more_fields, content_type }: HandshakeManner,
	{ url, secret, fields }: { url: string; secret: string; fields: Record<string, string | number> },
): SendRequest {
	const body = more_fields ? { ...fields, secret } : { secret };
	switch (form) {
		case 'json':
			return { method: 'POST', url, contentType: content_type, body: JSON.stringify(body) };
		case 'form':
			return {
				method: 'POST',
				url,
				contentType: 'application/x-www-form-urlencoded',
				body: new URLSearchParams(asTexts(body)).toString(),
			};
		case 'query-post':
			return { method: 'POST', url: withSecret(url, secret) };
		case 'query-get':
			return { method: 'GET', url: withSecret(url, secret) };
	}
}

function asTexts(body: Record<string, string | number>): Record<string, string> {
	return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}

function withSecret(url: string, secret: string): string {
	const address = new URL(url);
	address.searchParams.set('secret', secret);
	return address.href;
}

/**
 * The secrets that were sent out and not yet typed in.
 *
 * Guessed: that each works once, only for a while, and not after a newer one.
 */
export class Secrets {
	constructor(
		private readonly store: Store,
		private readonly lifetime: number,
	) {}

	/** A new secret for this webhook; an older one of it is void. */
	issue(webhookId: number, form: SecretForm): string {
		this.revoke(webhookId);
		const secret = newSecret(form);
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
