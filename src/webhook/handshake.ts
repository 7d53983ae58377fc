import type { IDataObject } from 'n8n-workflow';

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

const perMinute = 20;
const recent = new Map<string, number[]>();

/**
 * Whether another handshake may start an execution: a person validates a few times in a minute,
 * a stranger who found the URL must not fill the executions list.
 *
 * @param now milliseconds since 1970
 */
export function allowHandshake(url: string, now: number): boolean {
	const times = (recent.get(url) ?? []).filter((time) => now - time < 60_000);
	if (times.length >= perMinute) return false;
	recent.set(url, [...times, now]);
	return true;
}
