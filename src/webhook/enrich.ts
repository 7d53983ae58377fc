import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../clockodo/client';
import { findEntity } from '../clockodo/entities';
import { ClockodoError } from '../clockodo/errors';
import { outcomeOf } from '../clockodo/outcome';
import { fetchResource } from '../clockodo/fetch-resource';
import { subjectOf, type Subject } from '../clockodo/subject';
import type { Notification } from './notification';

/** What came of the fetch. */
export type ResourceStatus =
	/** `resource` is its present state. */
	| 'fetched'
	/** Deleted, by this event or since. */
	| 'gone'
	/** Not asked for, or of an entity that this package does not know yet. */
	| 'skipped'
	/** The API did not give it; `resource_error` says why. */
	| 'unavailable';

/** How the trigger got to know of an event: told by a webhook, found beside webhooks or without, or shown as an example. */
export type EventSource = 'webhook' | 'catch_up' | 'polling' | 'sample';

/** What the trigger gives to the flow for one notification. */
export interface EventItem extends IDataObject {
	event_name: string;
	source: EventSource;
	entity: string;
	action: string;
	resource_id: number;
	resource_status: ResourceStatus;
	resource: IDataObject | null;
	occurred_at: string | null;
	/** ISO 8601 in UTC: when n8n got the notification. */
	received_at: string;
	subscription_id: number | null;
	company_id: number | null;
	payload: IDataObject;
}

/** A notification as the trigger stores it. */
export type StoredNotification = Notification & { received_at: string; source?: EventSource };

export interface EnrichOptions {
	fetchResource: boolean;
	/** What to do when the API does not give the resource: throw, so that the execution can be retried, or emit without it. */
	onFetchFailure: 'fail' | 'emit';
	/** Ends the waiting when the execution is cancelled. */
	abortSignal?: AbortSignal;
}

/**
 * The item for a notification, with the resource that it speaks of. A resource that was deleted is
 * not asked for.
 *
 * @throws ClockodoError where the API does not give the resource and `onFetchFailure` is `fail`
 */
export async function enrich(
	notification: StoredNotification,
	api: Api,
	options: EnrichOptions,
): Promise<EventItem> {
	const { event_name, source = 'webhook', received_at } = notification;
	const { subscription_id, company_id, occurred_at } = notification;
	const subject = subjectOf(notification);
	if (subject === undefined) throw new TypeError(`The payload of ${event_name} has no ID`);
	return {
		event_name,
		source,
		entity: subject.entity,
		action: subject.action,
		resource_id: subject.id,
		...(await resourceOf(subject, api, options)),
		occurred_at,
		received_at,
		subscription_id,
		company_id,
		payload: notification.payload as IDataObject,
	};
}

type Resource = Pick<EventItem, 'resource' | 'resource_status'> & { resource_error?: string };

async function resourceOf(
	{ entity: name, action, id }: Subject,
	api: Api,
	options: EnrichOptions,
): Promise<Resource> {
	if (action === 'deleted') return { resource_status: 'gone', resource: null };
	const { abortSignal } = options;
	const entity = findEntity(name);
	if (!options.fetchResource || !entity) return { resource_status: 'skipped', resource: null };
	const outcome = await outcomeOf(
		async () => await fetchResource(api, entity, id, { action, abortSignal }),
	);
	if (outcome.ok) return outcome.value;
	const { error } = outcome;
	if (!(error instanceof ClockodoError) || options.onFetchFailure === 'fail') throw error;
	return { resource_status: 'unavailable', resource: null, resource_error: error.message };
}
