import type { IWebhookFunctions } from 'n8n-workflow';
import { apiCredential } from '../../src/clockodo/client';
import { outcomeOf } from '../../src/clockodo/outcome';
import {
	expectedDigests,
	keptFor,
	keptForWrongToken,
	type Digests,
} from '../../src/webhook/expected-tokens';
import type { RejectionReason } from '../../src/webhook/received';
import { registeredDigest } from '../../src/webhook/registered-tokens';
import { stateIn } from '../../src/webhook/state';
import { deriveToken, digestOf, matchesAnyDigest, tokensOf } from '../../src/webhook/tokens';
import { isAutomatic, triggerName, webhookUrl } from './webhook-context';

/** Why the body's token does not prove that Clockodo sent this event; undefined where it does. */
export async function whyNotTrusted(
	context: IWebhookFunctions,
	eventName: string,
	body: unknown,
): Promise<RejectionReason | undefined> {
	const { token } = body as { token?: unknown };
	if (token === undefined || token === '') return 'token missing';
	// A token that does not match may be a new one: then the credential is read again.
	for (const maxAge of [keptFor, keptForWrongToken]) {
		const digests = await digestsFor(context, eventName, maxAge);
		if (digests === undefined) return 'credential missing';
		if (matchesAnyDigest(token, digests)) return undefined;
	}
	return 'wrong token';
}

/**
 * Digests of the tokens that the event may come with.
 *
 * @param maxAge so many milliseconds ago they may have been read
 */
async function digestsFor(
	context: IWebhookFunctions,
	eventName: string,
	maxAge: number,
): Promise<Digests> {
	const { id, credentials } = context.getNode();
	const node = [context.getWorkflow().id, id, credentials];
	return isAutomatic(context)
		? await derivedDigests(context, eventName, node, maxAge)
		: await enteredDigests(context, node, maxAge);
}

/** Of the tokens that a person has entered in the credential. */
async function enteredDigests(
	context: IWebhookFunctions,
	node: unknown[],
	maxAge: number,
): Promise<Digests> {
	const read = async () =>
		tokensOf(await context.getCredentials('clockodoWebhookTokenApi')).map(digestOf);
	return await expectedDigests(JSON.stringify(node), orNone(read), maxAge);
}

/** Of the token that follows from the API key, and of the one that was registered with an earlier key. */
async function derivedDigests(
	context: IWebhookFunctions,
	eventName: string,
	node: unknown[],
	maxAge: number,
): Promise<Digests> {
	const url = webhookUrl(context);
	const read = async () => {
		const { apiKey } = await context.getCredentials<{ apiKey: string }>(apiCredential);
		return [digestOf(deriveToken(apiKey, url, eventName))];
	};
	const { registered } = stateIn(context.getWorkflowStaticData('node'));
	// What was derived before a registration is not believed after it: its key may have leaked.
	const cacheKey = JSON.stringify([...node, url, eventName, registered?.at]);
	const derived = await expectedDigests(cacheKey, orNone(read), maxAge);
	const earlier = registeredDigest(triggerName(context), registered, eventName);
	return derived && earlier !== undefined ? [...derived, earlier] : derived;
}

function orNone(read: () => Promise<string[]>): () => Promise<Digests> {
	return async () => {
		const outcome = await outcomeOf(read);
		return outcome.ok ? outcome.value : undefined;
	};
}
