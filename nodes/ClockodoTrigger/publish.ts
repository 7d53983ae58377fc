import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { apiCredential, apiOf } from '../../src/clockodo/client';
import { ClockodoError } from '../../src/clockodo/errors';
import { outcomeOf } from '../../src/clockodo/outcome';
import { defaultRetryPolicy, type RetryPolicy } from '../../src/clockodo/retry';
import { events as allEvents } from '../../src/clockodo/events';
import {
	isRegistered,
	register,
	RegistrationError,
	unregister,
	type WantedRegistration,
} from '../../src/webhook/registration';
import { stateIn, type TriggerState } from '../../src/webhook/state';
import { deriveToken, digestOf } from '../../src/webhook/tokens';
import { isAutomatic } from './webhook-context';

/** n8n gives a publication 84 seconds, and shows no message of ours when they are over: give up well before. */
const hookRetryPolicy: RetryPolicy = {
	...defaultRetryPolicy,
	attempts: 4,
	longestPause: 5_000,
	patience: 8_000,
};

/**
 * Whether nothing is left to do: always with manual registration, else when the API has exactly what
 * is wanted, with today's tokens. Where the API does not tell, a start of n8n believes that it is as
 * it was: notifications may still come. Else the registration that follows says what is wrong.
 */
export async function isInPlace(context: IHookFunctions): Promise<boolean> {
	if (!isAutomatic(context)) return true;
	const { registered } = stateIn(context.getWorkflowStaticData('node'));
	const outcome = await outcomeOf(async () => {
		const wanted = await wantedBy(context);
		const sameTokens = Object.entries(tokenDigests(wanted)).every(
			([name, digest]) => registered?.tokenDigests[name] === digest,
		);
		return sameTokens && (await isRegistered(apiOf(context, hookRetryPolicy), wanted));
	});
	if (outcome.ok) return outcome.value;
	const isStart = ['init', 'leadershipChange'].includes(context.getActivationMode());
	return isStart && registered?.url === context.getNodeWebhookUrl('default');
}

/** Registers and validates the wanted events, all or none. */
export async function putInPlace(context: IHookFunctions): Promise<boolean> {
	if (!isAutomatic(context)) return true;
	const state = stateIn(context.getWorkflowStaticData('node'));
	return await orSay(context, async () => {
		state.unfinished = true;
		const wanted = await wantedBy(context);
		const api = apiOf(context, hookRetryPolicy);
		const earlier = earlierUrl(context, state);
		await register(api, wanted);
		if (earlier !== undefined) await unregister(api, earlier);
		delete state.unfinished;
		state.registered = {
			url: wanted.url,
			instanceId: context.getInstanceId(),
			tokenDigests: tokenDigests(wanted),
		};
		return true;
	});
}

/**
 * Removes all webhooks of this trigger's URL, and of the one it was registered with, should n8n's
 * base URL have changed. n8n also calls this when a registration has failed. It must not fail then:
 * n8n would keep the URL as one that is registered, and show the workflow as published the next
 * time without registering anything.
 */
export async function takeAway(context: IHookFunctions): Promise<boolean> {
	const state = stateIn(context.getWorkflowStaticData('node'));
	if (!isAutomatic(context) && !state.registered) return true;
	return await orSay(context, async () => {
		const api = apiOf(context, hookRetryPolicy);
		const url = urlOf(context);
		const earlier = earlierUrl(context, state);
		const outcome = await outcomeOf(async () => {
			await unregister(api, url);
			if (earlier !== undefined) await unregister(api, earlier);
		});
		const mayFail = state.unfinished;
		delete state.unfinished;
		if (!outcome.ok && !mayFail) throw outcome.error;
		if (outcome.ok) delete state.registered;
		return true;
	});
}

/**
 * Another URL that this very trigger was registered with: a copy of the workflow may carry the
 * original's state with it, but has another n8n or another path.
 */
function earlierUrl(context: IHookFunctions, { registered }: TriggerState): string | undefined {
	if (registered?.instanceId !== context.getInstanceId()) return undefined;
	const url = urlOf(context);
	const path = (each: string) => each.split('/').slice(-2).join('/');
	const isEarlier = registered.url !== url && path(registered.url) === path(url);
	return isEarlier ? registered.url : undefined;
}

/** The digest of each wanted event's token. */
function tokenDigests({ events, tokenFor }: WantedRegistration): Record<string, string> {
	return Object.fromEntries(events.map((name) => [name, digestOf(tokenFor(name))]));
}

async function wantedBy(context: IHookFunctions): Promise<WantedRegistration> {
	const url = urlOf(context);
	const chosen = context.getNodeParameter('events', []) as string[];
	const events = chosen.includes('*') ? allEvents.map(({ name }) => name) : [...new Set(chosen)];
	if (events.length === 0) throw new RegistrationError("Choose at least one event in 'Events'.");
	const { apiKey } = await context.getCredentials<{ apiKey: string }>(apiCredential);
	return { url, events, tokenFor: (name) => deriveToken(apiKey, url, name) };
}

function urlOf(context: IHookFunctions): string {
	const url = context.getNodeWebhookUrl('default');
	if (!url)
		throw new RegistrationError(
			'n8n gave the node no webhook URL: save the workflow, then publish it again.',
		);
	return url;
}

/** n8n shows only the message of what fails here, so all that a person needs stands in it. */
async function orSay<Result>(
	context: IHookFunctions,
	action: () => Promise<Result>,
): Promise<Result> {
	try {
		return await action();
	} catch (error) {
		const known = error instanceof RegistrationError || error instanceof ClockodoError;
		const message = known ? error.message : 'The webhooks could not be registered.';
		throw new NodeOperationError(context.getNode(), known ? message : (error as Error), {
			message,
		});
	}
}
