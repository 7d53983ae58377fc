import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { apiCredential, apiOf, type Api } from '../../src/clockodo/client';
import { ClockodoError } from '../../src/clockodo/errors';
import { events as allEvents } from '../../src/clockodo/events';
import { remember } from '../../src/clockodo/newest';
import { outcomeOf } from '../../src/clockodo/outcome';
import { defaultRetryPolicy, type RetryPolicy } from '../../src/clockodo/retry';
import { noteRegistration } from '../../src/webhook/registered-tokens';
import {
	isRegistered,
	register,
	RegistrationError,
	unregister,
	type WantedRegistration,
} from '../../src/webhook/registration';
import { stateIn, type Origin, type TriggerState } from '../../src/webhook/state';
import { deriveToken, digestOf } from '../../src/webhook/tokens';
import { chosenEvents } from './given';
import { isLiveTrigger } from './live-trigger';
import { isAutomatic, triggerName } from './webhook-context';

/** n8n gives a publication 84 seconds, and shows no message of ours when they are over: give up well before. */
const hookRetryPolicy: RetryPolicy = {
	...defaultRetryPolicy,
	attempts: 4,
	attemptTimeout: 15_000,
	longestPause: 5_000,
	patience: 20_000,
	limitPatience: 20_000,
};

/**
 * Triggers whose registration this process has made, or has found as it should be, with its URL.
 * Static data can be lost: in n8n's queue mode a node that writes some erases the others'.
 */
const inPlace = new Map<string, string>();
const inPlaceAtMost = 10_000;

/** Triggers whose webhooks n8n has taken out of service: it does that when they are unpublished, not when it stops. */
const takenAway = new Map<string, true>();

/** Notes that the trigger is published. */
export function noteInService(trigger: string): void {
	takenAway.delete(trigger);
}

/** Whether the trigger was unpublished since. */
export function isTakenAway(trigger: string): boolean {
	return takenAway.has(trigger);
}

/**
 * Whether nothing is left to do: always with manual registration, else when the API has exactly what
 * is wanted, with today's tokens. Where the API does not tell, a start of n8n believes that it is as
 * it was: notifications may still come. Else the registration that follows says what is wrong.
 */
export async function isInPlace(context: IHookFunctions): Promise<boolean> {
	if (!isAutomatic(context)) return true;
	const { registered } = stateOf(context);
	const outcome = await outcomeOf(async () => {
		const wanted = await wantedBy(context);
		const sameTokens = Object.entries(tokenDigests(wanted)).every(
			([name, digest]) => registered?.tokenDigests[name] === digest,
		);
		return sameTokens && (await isRegistered(apiOf(context, hookRetryPolicy), wanted));
	});
	const isStart = ['init', 'leadershipChange'].includes(context.getActivationMode());
	const isThere = outcome.ok ? outcome.value : isStart && registered?.url === urlOf(context);
	if (isThere && registered) noteInPlace(context, registered.url, registered.at);
	return isThere;
}

/** Registers and validates the wanted events, all or none. */
export async function putInPlace(context: IHookFunctions): Promise<boolean> {
	if (!isAutomatic(context)) return true;
	const state = stateOf(context);
	return await orSay(context, async () => {
		state.unfinished = originOf(context);
		const wanted = await wantedBy(context);
		const api = apiOf(context, hookRetryPolicy);
		const webhookIds = await register(api, wanted);
		await removeEarlier(context, api, state);
		delete state.unfinished;
		state.registered = {
			url: wanted.url,
			...originOf(context),
			at: Date.now(),
			webhookIds,
			tokenDigests: tokenDigests(wanted),
		};
		noteInPlace(context, wanted.url, state.registered.at);
		return true;
	});
}

/**
 * Removes the webhooks that this trigger has registered, or began to register, at its URL, and at
 * the one before, should n8n's base URL have changed. n8n also calls this for a copy of the workflow
 * that it has refused: what has this URL is the original's then. And it calls it when a registration
 * has failed. It must not fail then: n8n would keep the URL as one that is registered, and show the
 * workflow as published the next time without registering anything.
 */
export async function takeAway(context: IHookFunctions): Promise<boolean> {
	remember(takenAway, triggerName(context), true, inPlaceAtMost);
	const state = stateOf(context);
	const isCleanUp = state.unfinished !== undefined && isFromHere(context, state.unfinished);
	const isOurs = isCleanUp || isOwn(context, state);
	if (!isOurs && earlierUrl(context, state) === undefined) return true;
	return await orSay(context, async () => {
		const api = apiOf(context, hookRetryPolicy);
		delete state.unfinished;
		const outcome = await outcomeOf(async () => {
			if (isOurs) await unregister(api, urlOf(context), idsAt(urlOf(context), state));
			// A registration that failed leaves what was there before as it is: the next one looks after it.
			if (!isCleanUp) await removeEarlier(context, api, state);
		});
		if (!outcome.ok && !isCleanUp) throw outcome.error;
		if (outcome.ok && !isCleanUp) delete state.registered;
		inPlace.delete(triggerName(context));
		return true;
	});
}

function noteInPlace(context: IHookFunctions, url: string, at: number): void {
	remember(inPlace, triggerName(context), url, inPlaceAtMost);
	noteRegistration(triggerName(context), at);
}

/** The IDs of the webhooks that were made for the URL. */
function idsAt(url: string, { registered }: TriggerState): number[] | undefined {
	return registered?.url === url ? registered.webhookIds : undefined;
}

/** Whether this very trigger has registered the webhooks of its URL. */
function isOwn(context: IHookFunctions, { registered }: TriggerState): boolean {
	const url = urlOf(context);
	if (inPlace.get(triggerName(context)) === url) return true;
	return registered !== undefined && registered.url === url && isFromHere(context, registered);
}

function originOf(context: IHookFunctions): Origin {
	return {
		instanceId: context.getInstanceId(),
		workflowId: String(context.getWorkflow().id),
	};
}

function isFromHere(context: IHookFunctions, origin: Origin): boolean {
	const here = originOf(context);
	return origin.instanceId === here.instanceId && origin.workflowId === here.workflowId;
}

/**
 * Removes the webhooks of an earlier URL of this trigger, unless another Clockodo Trigger is at work
 * there: an n8n that was restored from a backup of this one, or this one's original, has the same
 * ids and the same state.
 */
async function removeEarlier(
	context: IHookFunctions,
	api: Api,
	state: TriggerState,
): Promise<void> {
	const earlier = earlierUrl(context, state);
	if (earlier === undefined) return;
	if (await isLiveTrigger(context, earlier)) {
		context.logger.warn(
			`Clockodo Trigger '${context.getNode().name}': the webhooks of ${earlier} stay in Clockodo, because another n8n with this workflow answers there. If that one is not meant to run, unpublish the workflow there.`,
		);
		return;
	}
	await unregister(api, earlier, idsAt(earlier, state));
}

/**
 * Another URL that this very trigger was registered with: a copy of the workflow may carry the
 * original's state with it, but has another n8n, another workflow or another path.
 */
function earlierUrl(context: IHookFunctions, { registered }: TriggerState): string | undefined {
	if (!registered || !isFromHere(context, registered)) return undefined;
	const url = urlOf(context);
	const path = (each: string) => each.split('/').slice(-2).join('/');
	const isEarlier = registered.url !== url && path(registered.url) === path(url);
	return isEarlier ? registered.url : undefined;
}

/** The digest of each wanted event's token. */
export function tokenDigests({
	events,
	tokenFor,
}: Pick<WantedRegistration, 'events' | 'tokenFor'>): Record<string, string> {
	return Object.fromEntries(events.map((name) => [name, digestOf(tokenFor(name))]));
}

function stateOf(context: IHookFunctions): TriggerState {
	return stateIn(context.getWorkflowStaticData('node'));
}

async function wantedBy(context: IHookFunctions): Promise<WantedRegistration> {
	const url = urlOf(context);
	const { names, unknown } = chosenEvents(context.getNodeParameter('events', []));
	if (unknown.length > 0) {
		throw new RegistrationError(
			`'Events' has what is no event of Clockodo: ${unknown.slice(0, 5).join(', ')}. Choose them from the list; in an expression, write them as ["entry.stopped"].`,
		);
	}
	const events = names.includes('*') ? allEvents.map(({ name }) => name) : names;
	if (events.length === 0) throw new RegistrationError("Choose at least one event in 'Events'.");
	const { apiKey } = await context.getCredentials<{ apiKey: string }>(apiCredential);
	const ids = idsAt(url, stateOf(context));
	return { url, events, ids, tokenFor: (name) => deriveToken(apiKey, url, name) };
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
