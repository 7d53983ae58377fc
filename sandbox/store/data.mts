import type { PlanName } from './plans.mjs';

/** What every stored object of a resource has in common. */
export type StoredRecord = { id: number } & Record<string, unknown>;

/**
 * A webhook as it is kept. (A type, not an interface: only a type fits a record, whose properties
 * are open.)
 */
export type StoredWebhook = {
	id: number;
	event_name: string;
	url: string;
	/** Never leaves the store except in a delivery. */
	token: string;
	active: boolean;
	validated_at: string | null;
	last_sent_at: string | null;
	created_at: string;
	updated_at: string;
};

/** What is shown of a webhook: a property that is not named here stays inside, also a new one. */
const shownOfWebhook = [
	'id',
	'event_name',
	'url',
	'active',
	'validated_at',
	'last_sent_at',
	'created_at',
	'updated_at',
] as const satisfies ReadonlyArray<keyof StoredWebhook>;

/** A webhook as it is shown. */
export type Webhook = Pick<StoredWebhook, (typeof shownOfWebhook)[number]>;

export function shownWebhook(stored: StoredWebhook): Webhook {
	return Object.fromEntries(shownOfWebhook.map((name) => [name, stored[name]])) as Webhook;
}

/** What became of one request to an endpoint. */
export interface SendResult {
	/** Null where no answer came. */
	status_code: number | null;
	duration_ms: number;
	/** For people; null where the endpoint took the request. */
	error: string | null;
}

/** One attempt to deliver an event, as the protocol shows it. */
export interface ProtocolEntry extends SendResult {
	id: number;
	event_name: string;
	resource_id: number;
	sent_at: string;
	/** 1 for the first try. */
	attempt: number;
}

export interface PendingSecret {
	secret: string;
	webhook_id: number;
	/** Milliseconds since 1970. */
	expires_at: number;
}

export interface Data {
	company: { id: number; name: string };
	plan: PlanName;
	/** The last number given in each collection: a deleted record's number never comes back. */
	sequences: Partial<Record<string, number>>;
	/** By collection, then by id. */
	collections: Record<string, Record<number, StoredRecord>>;
	/** API keys by the id of their user. */
	apiKeys: Record<number, string>;
	/** Newest last, by the id of the webhook. */
	protocol: Record<number, ProtocolEntry[]>;
	secrets: PendingSecret[];
	/** Budget thresholds that were told already (`projectBudget:7:80`). */
	toldThresholds: string[];
}
