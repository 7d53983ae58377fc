import { isRecord } from '../../src/clockodo/values.js';
import type { DeliveryFault } from '../faults/faults.mjs';
import { optionalFields, type DeliveryKind } from '../faults/kinds.mjs';
import type { StoredRecord, StoredWebhook } from '../store/data.mjs';

/** What an event says, before it is addressed to a webhook. */
export interface EventMessage {
	event_name: string;
	occurred_at: string;
	resource_id: number;
	payload: Record<string, unknown>;
	/** What the event speaks of; undefined where there is nothing left of it. */
	resource?: StoredRecord;
}

/** What is sent to a webhook. */
export interface Notification {
	contentType: string | null;
	body: Record<string, unknown>;
}

/** The body of a notification, exactly as the vendor's description states it, and its Content-Type. */
export function notificationOf(
	webhook: Pick<StoredWebhook, 'id' | 'token'>,
	companyId: number,
	{
		event_name,
		occurred_at,
		payload,
	}: Pick<EventMessage, 'event_name' | 'occurred_at' | 'payload'>,
): Notification {
	return {
		contentType: 'application/json',
		body: {
			subscription_id: webhook.id,
			company_id: companyId,
			occurred_at,
			event_name,
			payload,
			token: webhook.token,
		},
	};
}

/** The notification as faults want it, one after another. */
export function spoiltNotification(
	notification: Notification,
	faults: readonly DeliveryFault[],
	resource: StoredRecord | undefined,
): Notification {
	return faults.reduce(
		(spoilt, fault) => manners[fault.kind]?.(spoilt, fault, resource) ?? spoilt,
		notification,
	);
}

type Manner = (
	notification: Notification,
	fault: DeliveryFault,
	resource: StoredRecord | undefined,
) => Notification;

/** Characters of a long text, where the fault does not say it. */
const LONG = 20_000;

const manners: Readonly<Partial<Record<DeliveryKind, Manner>>> = {
	content_type: ({ body }, { content_type = null }) => ({ body, contentType: content_type }),
	text_ids: ({ body, ...rest }) => ({ ...rest, body: withTextIds(body) }),
	missing_fields: ({ body, ...rest }, { fields = [...optionalFields] }) => ({
		...rest,
		body: Object.fromEntries(
			Object.entries(body).filter(([name]) => !fields.some((field) => field === name)),
		),
	}),
	// Guessed: these are the forms that other senders of the kind use.
	time_form: ({ body, ...rest }, { form = 'epoch' }) => {
		const text = String(body.occurred_at);
		const occurred_at =
			form === 'epoch' ? Date.parse(text) / 1000 : text.replace('T', ' ').replace('Z', '');
		return { ...rest, body: { ...body, occurred_at } };
	},
	// Guessed: how much more than the ID that can be.
	whole_resource: ({ body, ...rest }, { length = LONG }, resource) => ({
		...rest,
		body: { ...body, payload: withResource(body.payload, resource, length) },
	}),
};

function withTextIds(body: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => {
			if (isRecord(value)) return [name, withTextIds(value)];
			return [name, isIdName(name) && typeof value === 'number' ? String(value) : value];
		}),
	);
}

function isIdName(name: string): boolean {
	return name === 'id' || name.endsWith('_id');
}

/** The resource beside the ID, in the payload's own place for it; a flat payload gets it flat. */
function withResource(
	payload: unknown,
	resource: StoredRecord | undefined,
	length: number,
): Record<string, unknown> {
	const given = isRecord(payload) ? payload : {};
	const whole = { ...resource, ...longTexts(length) };
	const [[name, inner] = ['', undefined]] = Object.entries(given);
	return isRecord(inner) ? { [name]: { ...whole, ...inner } } : { ...whole, ...given };
}

function longTexts(length: number): Record<string, string> {
	const text = 'Ein langer Text – "mit" Zeichen aller Art: äöü ß € 🕐\n'.repeat(
		Math.ceil(length / 50),
	);
	const long = text.slice(0, length);
	return { text: long, note: long };
}
