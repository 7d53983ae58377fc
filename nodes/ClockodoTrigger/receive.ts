import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { notFound } from '../../src/webhook/answer';
import { noteReceiving } from '../../src/webhook/duplicates';
import { classify } from '../../src/webhook/request';
import { setupPage, setupPageHeaders } from '../../src/webhook/setup-page';
import { stateIn } from '../../src/webhook/state';
import { answerHandshake } from './answer-handshake';
import { takeIn } from './path-of-a-notification';
import { respond, turnAway } from './respond';
import { isAutomatic } from './webhook-context';

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
			return await takeIn(context, request.body);
		case 'handshake':
			return await answerHandshake(context, request.secret);
		case 'badHandshake':
			return turnAway(context, 'not a validation secret');
		case 'page':
			return showPage(context);
	}
}

function showPage(context: IWebhookFunctions): IWebhookResponseData {
	const { setupPage: isOn = true } = context.getNodeParameter('options', {}) as {
		setupPage?: boolean;
	};
	const accept = context.getHeaderData().accept ?? '';
	if (!isOn || !accept.includes('text/html')) return respond(context, notFound);
	const page = setupPage({
		registration: isAutomatic(context) ? 'automatic' : 'manual',
		events: context.getNodeParameter('events', []) as string[],
		isTest: context.getMode() === 'manual',
		state: stateIn(context.getWorkflowStaticData('node')),
		now: Date.now(),
	});
	context.getResponseObject().status(200).set(setupPageHeaders).end(page);
	return { noWebhookResponse: true };
}
