import type { IDataObject } from 'n8n-workflow';
import { remember } from '../clockodo/newest';

/** The item on the output 'Validation': what a person needs to finish the validation in Clockodo. */
export interface ValidationItem extends IDataObject {
	secret: string;
	/** ISO 8601 in UTC. */
	received_at: string;
	webhook_url: string;
	message: string;
}

/** The item that shows a handshake's secret. */
export function validationItem(secret: string, webhookUrl: string, now: Date): ValidationItem {
	return {
		secret,
		received_at: now.toISOString(),
		webhook_url: webhookUrl,
		message: `Clockodo wants to validate this webhook. Enter the secret ${secret} in Clockodo, in the field below 'Validate webhook'.`,
	};
}

/** Whether a stored item is a handshake's and not a notification. */
export function isValidationItem(json: IDataObject): json is ValidationItem {
	return typeof json.secret === 'string' && json.event_name === undefined;
}

/** So many at once, and one more after each pause (milliseconds). Counted by URL, in each process. */
interface HandshakeLimit {
	atOnce: number;
	pause: number;
}

/**
 * What a stranger who found the URL may cause with secrets of his own. `show`: executions that show
 * a secret. A person validates a webhook for each event, the executions list must not fill up.
 * `confirm`: requests to the API for a secret that it does not know. Right ones are not counted;
 * the vendor allows 20,000 requests a day, and this takes 4,350 of them at most.
 */
const limits = {
	show: { atOnce: 60, pause: 60_000 },
	confirm: { atOnce: 30, pause: 20_000 },
} satisfies Record<string, HandshakeLimit>;

/** What has been used of a limit, at a time in milliseconds since 1970. */
interface Used {
	count: number;
	at: number;
}

/** URLs whose use is remembered; the one that was called longest ago has its whole limit again first. */
const urlsAtMost = 10_000;
const usedBy = new Map<string, Used>();

/** Whether another handshake may be answered to; uses up one of its limit. */
export function allowHandshake(kind: keyof typeof limits, url: string, now: number): boolean {
	const { atOnce, pause } = limits[kind];
	const key = `${kind} ${url}`;
	const { count, at } = usedBy.get(key) ?? { count: 0, at: now };
	const left = Math.max(0, count - Math.max(0, now - at) / pause);
	if (left + 1 > atOnce) return false;
	remember(usedBy, key, { count: left + 1, at: now }, urlsAtMost);
	return true;
}

/** Gives back what a handshake used up: it was a right one. */
export function giveBackHandshake(kind: keyof typeof limits, url: string): void {
	const used = usedBy.get(`${kind} ${url}`);
	if (used) used.count = Math.max(0, used.count - 1);
}
