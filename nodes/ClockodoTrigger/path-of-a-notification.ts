/**
 * The path of one notification, in the order in which it is walked.
 *
 * Clockodo sends it, `takeIn` answers for `webhook()` in whichever process receives, n8n stores an
 * execution with it and answers 200, and `handOn` works for `execute()` in that execution, in queue
 * mode in a worker. Between the two nothing passes but what n8n has stored.
 */

import {
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { ignored } from '../../src/webhook/answer';
import type { EventItem } from '../../src/webhook/enrich';
import { readNotification, type Notification } from '../../src/webhook/notification';
import { noteNotification } from '../../src/webhook/received';
import { optionsOf, withItsResource } from './fetch-for-event';
import { isChosen } from './given';
import { noteNotified } from './note-notified';
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
 * has had the same state of the resource before, by another notification or because a look has found it.
 */
export async function handOn(
	context: IExecuteFunctions,
	stored: INodeExecutionData['json'],
): Promise<EventItem | undefined> {
	const notification = readStored(context, stored);
	const received_at = String(stored.received_at);
	const { deduplicate, ...options } = optionsOf(context);
	const askedAt = Date.now();
	const event = await withItsResource(context, { ...notification, received_at }, options);
	// A person's test is no event of the published workflow: it neither is a repeat nor makes one.
	if (context.getMode() === 'manual') return event;
	const isNews = await noteNotified(context, notification, event, { askedAt, deduplicate });
	return isNews ? event : undefined;
}

function readStored(context: IExecuteFunctions, stored: INodeExecutionData['json']): Notification {
	const notification = readNotification(stored);
	if (typeof notification !== 'string') return notification;
	throw new NodeOperationError(
		context.getNode(),
		`There is no notification to work on: ${notification}. This trigger is started by Clockodo: publish the workflow, or click 'Execute step'.`,
	);
}
