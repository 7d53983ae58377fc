import { findEntity } from '../clockodo/entities';
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

/** What a notification speaks of. */
export interface Subject {
	/** One of the entities' names, or a name that this package does not know yet. */
	entity: string;
	/** The part of the event's name behind the dot. */
	action: string;
	id: number;
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
	if (!isRecord(payload) || !isHarmless(payload)) return 'payload is not a plain object';
	const notification = { event_name, subscription_id, company_id, occurred_at, payload };
	if (subjectOf(notification) === undefined) {
		return `payload holds no positive integer as the ID of ${event_name}`;
	}
	return notification;
}

/**
 * What the notification speaks of; undefined where its payload has no usable ID.
 * A budget's payload is flat, and its ID is the subproject's where the type says so.
 */
export function subjectOf({
	event_name,
	payload,
}: Pick<Notification, 'event_name' | 'payload'>): Subject | undefined {
	const [named, action] = event_name.split('.');
	const inner = Object.hasOwn(payload, named) ? payload[named] : payload;
	const id = isRecord(inner) ? inner.id : undefined;
	if (!isResourceId(id)) return undefined;
	const entity = payload.type === 'subprojectBudget' ? 'subproject' : named;
	return { entity: findEntity(entity)?.name ?? entity, action, id };
}

const deepest = 6;
const poisonous = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a later copy of the value can neither reach a prototype nor exhaust the stack. */
function isHarmless(value: unknown, depth = 0): boolean {
	if (typeof value !== 'object' || value === null) return true;
	if (depth >= deepest) return false;
	return Object.entries(value).every(
		([key, inner]) => !poisonous.has(key) && isHarmless(inner, depth + 1),
	);
}
