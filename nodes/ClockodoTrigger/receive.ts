import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { knownLooks, silentEvents } from '../../src/changes/known-looks';
import { findEntity } from '../../src/clockodo/entities';
import { outcomeOf } from '../../src/clockodo/outcome';
import { notFound } from '../../src/webhook/answer';
import { readBody } from '../../src/webhook/body';
import { noteReceiving } from '../../src/webhook/duplicates';
import { receivedAtUrl } from '../../src/webhook/received';
import { classify } from '../../src/webhook/request';
import { isSampleRequest, setupPage, setupPageHeaders } from '../../src/webhook/setup-page';
import { answerHandshake } from './answer-handshake';
import { chosenEvents, isOn } from './given';
import { liveHeaders } from './live-trigger';
import { takeIn } from './path-of-a-notification';
import { minutesBetweenLooks } from './look-settings';
import { askForSample, respond, turnAway } from './respond';
import { sampleEvent } from './sample';
import { isAutomatic, triggerName, webhookUrl } from './webhook-context';

/** Answers one request to the trigger's URL; what it hands over is stored by n8n before the answer goes out. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	noteReceiving();
	const { method } = context.getRequestObject();
	const body = method === 'POST' ? await bodyOf(context) : undefined;
	if (context.getMode() === 'manual' && isSampleRequest(body)) return askForSample();
	const request = classify({ method, query: context.getQueryData(), body });
	switch (request.kind) {
		case 'notification':
			return await takeIn(context, request.body);
		case 'handshake':
			return await answerHandshake(context, request.secret);
		case 'badHandshake':
			return turnAway(context, 'not a validation secret');
		case 'page':
			return showPage(context);
	}
}

/** n8n parses some Content-Types only; of the others it has not even read the bytes yet. */
async function bodyOf(context: IWebhookFunctions): Promise<unknown> {
	const request: RequestOfN8n = context.getRequestObject();
	return await readBody(context.getBodyData(), async () => {
		// A sender that goes away in the middle has sent nothing.
		await outcomeOf(async () => await request.readRawBody?.());
		return request.rawBody;
	});
}

/** What n8n adds to a request; not in the types. */
type RequestOfN8n = Partial<{ rawBody: unknown; readRawBody: () => Promise<void> }>;

function showPage(context: IWebhookFunctions): IWebhookResponseData {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const accept = context.getHeaderData().accept ?? '';
	context.getResponseObject().set(liveHeaders(context));
	if (!isOn(options.setupPage, true) || !accept.includes('text/html'))
		return respond(context, notFound);
	const now = Date.now();
	const events: unknown = context.getNodeParameter('events', []);
	const trigger = triggerName(context);
	const sample = sampleEvent(events);
	const page = setupPage({
		registration: isAutomatic(context) ? 'automatic' : 'manual',
		events: chosenEvents(events).names,
		isTest: context.getMode() === 'manual',
		received: receivedAtUrl(webhookUrl(context), now),
		looks: {
			areOn: minutesBetweenLooks(context) > 0,
			known: knownLooks(trigger),
			silent: silentEvents(trigger, now),
		},
		...(sample && { sample: findEntity(sample.entity)?.label.toLowerCase() }),
		now,
	});
	context.getResponseObject().status(200).set(setupPageHeaders).end(page);
	return { noWebhookResponse: true };
}
