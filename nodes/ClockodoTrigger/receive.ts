import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { apiCredential, sendOnce } from '../../src/clockodo/client';
import { outcomeOf } from '../../src/clockodo/outcome';
import {
	accepted,
	confirmed,
	ignored,
	notFound,
	rejected,
	secretReceived,
	type Answer,
} from '../../src/webhook/answer';
import { noteReceiving } from '../../src/webhook/duplicates';
import {
	expectedDigests,
	keptFor,
	keptForWrongToken,
	type Digests,
} from '../../src/webhook/expected-tokens';
import { allowHandshake, giveBackHandshake, validationItem } from '../../src/webhook/handshake';
import { readNotification } from '../../src/webhook/notification';
import { classify } from '../../src/webhook/request';
import { setupPage, setupPageHeaders } from '../../src/webhook/setup-page';
import {
	forgetOldSecret,
	noteRejection,
	stateIn,
	type RejectionReason,
} from '../../src/webhook/state';
import { deriveToken, digestOf, matchesAnyDigest, tokensOf } from '../../src/webhook/tokens';
import { confirmation } from '../../src/webhook/webhook-endpoints';

/** Answers one request to the trigger's URL; what it hands over is stored by n8n before the answer goes out. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	noteReceiving();
	const request = classify({
		method: context.getRequestObject().method,
		query: context.getQueryData(),
		body: context.getBodyData(),
	});
	switch (request.kind) {
		case 'notification':
			return await receiveNotification(context, request.body);
		case 'handshake':
			return isAutomatic(context)
				? await confirmSecret(context, request.secret)
				: showSecret(context, request.secret);
		case 'badHandshake':
			return turnAway(context, 'not a validation secret');
		case 'page':
			return showPage(context);
	}
}

async function receiveNotification(
	context: IWebhookFunctions,
	body: unknown,
): Promise<IWebhookResponseData> {
	const notification = readNotification(body);
	if (typeof notification === 'string') {
		return turnAway(context, 'not a notification', notification);
	}
	const { token } = body as { token?: unknown };
	if (token === undefined || token === '') return turnAway(context, 'token missing');
	const expected = await isExpected(context, notification.event_name, token);
	if (expected === undefined) return turnAway(context, 'credential missing');
	if (!expected) return turnAway(context, 'wrong token');
	const events = context.getNodeParameter('events', []) as string[];
	if (!events.includes('*') && !events.includes(notification.event_name)) {
		return answer(context, ignored);
	}
	const received_at = new Date().toISOString();
	return {
		workflowData: [
			[{ json: { ...notification, payload: { ...notification.payload }, received_at } }],
		],
		webhookResponse: accepted.body,
	};
}

/** Whether the event may come with this token; undefined where the node lacks its credential. */
async function isExpected(
	context: IWebhookFunctions,
	eventName: string,
	token: unknown,
): Promise<boolean | undefined> {
	for (const oldest of [keptFor, keptForWrongToken]) {
		const digests = await digestsFor(context, eventName, oldest);
		if (digests === undefined) return undefined;
		if (matchesAnyDigest(token, digests)) return true;
	}
	return false;
}

/** Digests of the tokens that the event may come with, read at most so many milliseconds ago. */
async function digestsFor(
	context: IWebhookFunctions,
	eventName: string,
	oldest: number,
): Promise<Digests> {
	const { id, credentials } = context.getNode();
	const place = (...more: string[]) =>
		JSON.stringify([context.getWorkflow().id, id, credentials, ...more]);
	if (!isAutomatic(context)) {
		const read = async () =>
			tokensOf(await context.getCredentials('clockodoWebhookTokenApi')).map(digestOf);
		return await expectedDigests(place(), orNone(read), oldest);
	}
	const url = urlOf(context);
	const read = async () => {
		const { apiKey } = await context.getCredentials<{ apiKey: string }>(apiCredential);
		return [digestOf(deriveToken(apiKey, url, eventName))];
	};
	const derived = await expectedDigests(place(url, eventName), orNone(read), oldest);
	const { registered } = stateIn(context.getWorkflowStaticData('node'));
	const registeredDigest = registered?.tokenDigests[eventName];
	return derived && registeredDigest ? [...derived, registeredDigest] : derived;
}

function orNone(read: () => Promise<string[]>): () => Promise<Digests> {
	return async () => {
		const outcome = await outcomeOf(read);
		return outcome.ok ? outcome.value : undefined;
	};
}

async function confirmSecret(
	context: IWebhookFunctions,
	secret: string,
): Promise<IWebhookResponseData> {
	const url = urlOf(context);
	if (!allowHandshake('confirm', url, Date.now())) {
		return turnAway(context, 'too many validation requests');
	}
	// What the API says stays here: whoever asks need not be the API.
	const { ok } = await outcomeOf(async () => await sendOnce(context, confirmation(secret)));
	if (!ok) return turnAway(context, 'secret not accepted by the API');
	giveBackHandshake('confirm', url);
	return answer(context, confirmed);
}

/** Starts an execution that shows the secret on the output 'Validation'. */
function showSecret(context: IWebhookFunctions, secret: string): IWebhookResponseData {
	const url = urlOf(context);
	if (!allowHandshake('show', url, Date.now()))
		return turnAway(context, 'too many validation requests');
	const item = { json: validationItem(secret, url, new Date()) };
	return { workflowData: [[item]], webhookResponse: secretReceived.body };
}

function showPage(context: IWebhookFunctions): IWebhookResponseData {
	const { setupPage: isOn = true } = context.getNodeParameter('options', {}) as {
		setupPage?: boolean;
	};
	const accept = context.getHeaderData().accept ?? '';
	if (!isOn || !accept.includes('text/html')) return answer(context, notFound);
	const state = stateIn(context.getWorkflowStaticData('node'));
	const page = setupPage({
		registration: isAutomatic(context) ? 'automatic' : 'manual',
		events: context.getNodeParameter('events', []) as string[],
		isTest: context.getMode() === 'manual',
		state,
		now: Date.now(),
	});
	context.getResponseObject().status(200).set(setupPageHeaders).end(page);
	return { noWebhookResponse: true };
}

function turnAway(
	context: IWebhookFunctions,
	reason: RejectionReason,
	details?: string,
): IWebhookResponseData {
	const state = stateIn(context.getWorkflowStaticData('node'));
	noteRejection(state, reason, Date.now());
	forgetOldSecret(state, Date.now());
	return answer(context, rejected(reason, details));
}

function answer(context: IWebhookFunctions, { status, body }: Answer): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

function isAutomatic(context: IWebhookFunctions): boolean {
	return context.getNodeParameter('registration') === 'automatic';
}

/** The URL of this request's webhook: the test URL while n8n listens for a test event. */
function urlOf(context: IWebhookFunctions): string {
	if (context.getWebhookResourceUrl) return context.getWebhookResourceUrl('default') ?? '';
	// Older versions of n8n have only the production URL here; a test is told by the mode.
	const url = context.getNodeWebhookUrl('default') ?? '';
	return context.getMode() === 'manual' ? url.replace('/webhook/', '/webhook-test/') : url;
}
