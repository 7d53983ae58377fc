import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { accepted, rejected, secretReceived, type Answer } from '../../src/webhook/answer';
import type { StoredNotification } from '../../src/webhook/enrich';
import type { ValidationItem } from '../../src/webhook/handshake';
import { noteRejection, type RejectionReason } from '../../src/webhook/received';
import { sampleItem } from './sample';
import { webhookUrl } from './webhook-context';

/** Lets n8n store an execution with the notification, then answer. */
export function handToN8n(notification: StoredNotification): IWebhookResponseData {
	return { workflowData: [[{ json: notification as never }]], webhookResponse: accepted.body };
}

/** Lets n8n store an execution that shows the secret of a handshake, then answer. */
export function showInExecution(json: ValidationItem): IWebhookResponseData {
	return { workflowData: [[{ json }]], webhookResponse: secretReceived.body };
}

/** Lets n8n start the test that a person waits for with an example, which `execute()` fetches by the API key. */
export function askForSample(): IWebhookResponseData {
	return { workflowData: [[{ json: { ...sampleItem } }]], webhookResponse: accepted.body };
}

/** Answers without an execution. */
export function respond(
	context: IWebhookFunctions,
	{ status, body }: Answer,
): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

/** Answers to a request that is not accepted, and notes the reason for the setup page. */
export function turnAway(
	context: IWebhookFunctions,
	reason: RejectionReason,
	details?: string,
): IWebhookResponseData {
	noteRejection(webhookUrl(context), { reason, details }, Date.now());
	return respond(context, rejected(reason, details));
}
