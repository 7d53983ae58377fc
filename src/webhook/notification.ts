import { subjectOf } from '../clockodo/subject';
import { isRecord, isResourceId } from '../clockodo/values';

/** What Clockodo sends, without its token: this is what n8n stores and the flow gets. */
export interface Notification {
	/** `entry.stopped` */
	event_name: string;
	/** The webhook that fired. */
	subscription_id: number;
	/** The Clockodo account. */
	company_id: number;
	/** ISO 8601 in UTC, whole seconds. */
	occurred_at: string;
	payload: Record<string, unknown>;
}

const eventName = /^[a-z][a-z_]{0,63}\.[a-z][a-z_]{0,63}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/;

/**
 * Reads the body of a notification and leaves out its token and every field that the vendor's
 * description does not have.
 *
 * @returns the notification, or in words what is wrong with the body
 */
export function readNotification(body: unknown): Notification | string {
	if (!isRecord(body)) return 'the body is not a JSON object';
	const { event_name, subscription_id, company_id, occurred_at, payload } = body;
	if (typeof event_name !== 'string' || !eventName.test(event_name)) return 'event_name is missing';
	if (!isResourceId(subscription_id)) return 'subscription_id is not a positive integer';
	if (!isResourceId(company_id)) return 'company_id is not a positive integer';
	if (typeof occurred_at !== 'string' || !instant.test(occurred_at)) {
		return 'occurred_at is not a date and time in ISO 8601';
	}
	if (!isRecord(payload) || !isHarmless(payload)) return 'payload is not a small, plain object';
	const notification = { event_name, subscription_id, company_id, occurred_at, payload };
	if (subjectOf(notification) === undefined) {
		return `payload holds no positive integer as the ID of ${event_name}`;
	}
	return notification;
}

const deepest = 6;
const poisonous = new Set(['__proto__', 'constructor', 'prototype']);

/** What a payload may hold; the vendor's hold one object with a number or three. */
const largest = { values: 500, characters: 20_000 };

/**
 * Whether a later copy of the payload can neither reach a prototype nor exhaust stack or memory.
 * A body comes before its token is believed: reading stops at the first thing that is too much.
 */
function isHarmless(payload: unknown): boolean {
	const left = { ...largest };
	const isShort = (text: string) => (left.characters -= text.length) >= 0;
	const fits = (value: unknown, depth: number): boolean => {
		if (--left.values < 0) return false;
		if (typeof value === 'string') return isShort(value);
		if (typeof value !== 'object' || value === null) return true;
		if (depth >= deepest) return false;
		if (Array.isArray(value)) {
			return value.length <= left.values && value.every((inner) => fits(inner, depth + 1));
		}
		const keys = Object.keys(value);
		const inners = value as Record<string, unknown>;
		return (
			keys.length <= left.values &&
			keys.every((key) => !poisonous.has(key) && isShort(key) && fits(inners[key], depth + 1))
		);
	};
	return fits(payload, 0);
}
