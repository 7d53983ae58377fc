/**
 * The path of one notification, in the order in which it is walked.
 *
 * Clockodo sends it, `takeIn` answers for `webhook()` in whichever process receives, n8n stores an
 * execution with it and answers 200, and `handOn` works for `execute()` in that execution, in queue
 * mode in a worker. Between the two nothing passes but what n8n has stored.
 */

import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { apiOf } from '../../src/clockodo/client';
import { ClockodoError } from '../../src/clockodo/errors';
import { ignored } from '../../src/webhook/answer';
import { eventExecution, isRepeat } from '../../src/webhook/duplicates';
import {
	enrich,
	type EnrichOptions,
	type EventItem,
	type StoredNotification,
} from '../../src/webhook/enrich';
import { readNotification, type Notification } from '../../src/webhook/notification';
import { noteNotification } from '../../src/webhook/received';
import { isChosen, isOn } from './given';
import { handToN8n, respond, turnAway } from './respond';
import { whyNotTrusted } from './trust';
import { webhookUrl } from './webhook-context';

/** Reads a notification, verifies its token, and gives it to n8n without the token. No network. */
export async function takeIn(
	context: IWebhookFunctions,
	body: unknown,
): Promise<IWebhookResponseData> {
	const notification = readNotification(body);
	if (typeof notification === 'string') {
		return turnAway(context, 'not a notification', notification);
	}
	const reason = await whyNotTrusted(context, notification.event_name, body);
	if (reason !== undefined) return turnAway(context, reason);
	const chosen = context.getNodeParameter('events', []);
	if (!isChosen(chosen, notification.event_name)) return respond(context, ignored);
	const now = Date.now();
	noteNotification(webhookUrl(context), now);
	return handToN8n({ ...notification, received_at: new Date(now).toISOString() });
}

// Here n8n stores the execution, answers, and calls `execute()` with what was stored.

/**
 * Fetches the resource of a stored notification and gives the flow's item; undefined where the flow
 * has had the same state of the resource before.
 */
export async function handOn(
	context: IExecuteFunctions,
	stored: INodeExecutionData['json'],
): Promise<EventItem | undefined> {
	const notification = readStored(context, stored);
	const received_at = String(stored.received_at);
	const { deduplicate, ...options } = optionsOf(context);
	const event = await withItsResource(context, { ...notification, received_at }, options);
	const wasHandedOn = deduplicate && (await wasHandedOnBefore(context, notification, event));
	return wasHandedOn ? undefined : event;
}

function readStored(context: IExecuteFunctions, stored: INodeExecutionData['json']): Notification {
	const notification = readNotification(stored);
	if (typeof notification !== 'string') return notification;
	throw new NodeOperationError(
		context.getNode(),
		`There is no notification to work on: ${notification}. This trigger is started by Clockodo: publish the workflow, or click 'Execute step'.`,
	);
}

function optionsOf(context: IExecuteFunctions): EnrichOptions & { deduplicate: boolean } {
	const given: IDataObject = context.getNodeParameter('options', 0, {});
	const onFetchFailure = given.onFetchFailure === 'emit' ? 'emit' : 'fail';
	const deduplicate = isOn(given.deduplicate, true);
	// With manual registration it is a parameter, since the API credential depends on it.
	const fetchResource = isOn(
		given.fetchResource ?? context.getNodeParameter('fetchResource', 0, true),
		true,
	);
	const abortSignal = context.getExecutionCancelSignal();
	return { fetchResource, onFetchFailure, deduplicate, abortSignal };
}

async function withItsResource(
	context: IExecuteFunctions,
	notification: StoredNotification,
	options: EnrichOptions,
): Promise<EventItem> {
	try {
		return await enrich(notification, apiOf(context), options);
	} catch (error) {
		if (!(error instanceof ClockodoError))
			throw new NodeOperationError(context.getNode(), error as Error);
		throw new NodeOperationError(
			context.getNode(),
			`The resource of '${notification.event_name}' could not be fetched. ${error.message}`,
			{
				description: `${whereItIsKept(context)} The request was ${error.request}.`,
			},
		);
	}
}

/** Whether the failed execution keeps its event is a setting of the workflow, or of n8n. */
function whereItIsKept(context: IExecuteFunctions): string {
	// Older versions of n8n do not have it.
	const newer: Partial<Pick<IExecuteFunctions, 'getWorkflowSettings'>> = context;
	const saves = newer.getWorkflowSettings?.().saveDataErrorExecution;
	if (saves === 'all') return "The event is kept in this execution: 'Retry' fetches again.";
	const setting = "the workflow's setting 'Save failed production executions'";
	return saves === 'none'
		? `The event is not kept: ${setting} is off. Switch it on to be able to retry.`
		: `The event is kept in this execution, and 'Retry' fetches again, unless ${setting} or n8n's own is off.`;
}

async function wasHandedOnBefore(
	context: IExecuteFunctions,
	notification: Notification,
	{ resource_status, resource }: EventItem,
): Promise<boolean> {
	// A person's test is no event of the published workflow: it neither is a repeat nor makes one.
	if (context.getMode() === 'manual') return false;
	return await isRepeat(notification, [resource_status, resource], eventExecution(context));
}
