import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sendOnce } from '../../src/clockodo/client';
import { outcomeOf } from '../../src/clockodo/outcome';
import { confirmed } from '../../src/webhook/answer';
import { allowHandshake, giveBackHandshake, validationItem } from '../../src/webhook/handshake';
import { noteSecret } from '../../src/webhook/received';
import { confirmation } from '../../src/webhook/webhook-endpoints';
import { respond, showInExecution, turnAway } from './respond';
import { isAutomatic, webhookUrl } from './webhook-context';

/** Confirms the secret to the API where the trigger registers by itself, else shows it to the person who has to enter it. */
export async function answerHandshake(
	context: IWebhookFunctions,
	secret: string,
): Promise<IWebhookResponseData> {
	const url = webhookUrl(context);
	const way = isAutomatic(context) ? 'confirm' : 'show';
	if (!allowHandshake(way, url, Date.now())) {
		return turnAway(context, 'too many validation requests');
	}
	if (way === 'show') {
		noteSecret(url, secret, Date.now());
		return showInExecution(validationItem(secret, url, new Date()));
	}
	// What the API says stays here: whoever asks need not be the API.
	const { ok } = await outcomeOf(async () => await sendOnce(context, confirmation(secret)));
	if (!ok) return turnAway(context, 'secret not accepted by the API');
	giveBackHandshake('confirm', url);
	return respond(context, confirmed);
}
