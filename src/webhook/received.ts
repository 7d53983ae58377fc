import { remember } from '../clockodo/newest';

/**
 * What this process has received at a trigger's URL, for the setup page. It is kept in memory alone:
 * n8n's static data has no lock, and writing it with each request would undo what others write.
 */
export interface Received {
	/** Since when this process keeps it, in milliseconds since 1970. */
	since: number;
	/** The last secret that came in manual registration; its value is kept for a quarter of an hour. */
	secret?: { value?: string; at: number };
	/** When the last accepted notification came, in milliseconds since 1970. */
	notificationAt?: number;
	rejection?: { reason: RejectionReason; details?: string; at: number };
}

export type RejectionReason =
	| 'token missing'
	| 'wrong token'
	| 'not a notification'
	| 'not a validation secret'
	| 'secret not accepted by the API'
	| 'too many validation requests'
	| 'credential missing';

/** Milliseconds for which the setup page shows a secret. */
export const secretShownFor = 15 * 60_000;

/** URLs that are remembered; the one that was called longest ago is forgotten first. */
const urlsAtMost = 1_000;

const startedAt = Date.now();
const receivedAt = new Map<string, Received>();

/** What this process has received at the URL; a secret that is too old is not among it. */
export function receivedAtUrl(url: string, now: number): Received {
	const received = receivedAt.get(url) ?? { since: startedAt };
	const { secret } = received;
	if (secret && now - secret.at >= secretShownFor) delete secret.value;
	return received;
}

function change(url: string, now: number): Received {
	const received = receivedAtUrl(url, now);
	remember(receivedAt, url, received, urlsAtMost);
	return received;
}

/** Notes an accepted notification. */
export function noteNotification(url: string, now: number): void {
	change(url, now).notificationAt = now;
}

/** Notes a request that was not accepted. */
export function noteRejection(
	url: string,
	rejection: { reason: RejectionReason; details?: string },
	now: number,
): void {
	change(url, now).rejection = { ...rejection, at: now };
}

/** Notes the secret of a handshake that a person has to read. */
export function noteSecret(url: string, value: string, now: number): void {
	change(url, now).secret = { value, at: now };
}
