import type { Api } from '../clockodo/client';
import { ClockodoError } from '../clockodo/errors';
import { findEvent } from '../clockodo/events';
import { outcomeOf, reasonOf } from '../clockodo/outcome';
import {
	createWebhook,
	deleteWebhook,
	isWithoutWebhooks,
	listWebhooks,
	updateWebhook,
	validateWebhook,
	type RegisteredWebhook,
} from './webhook-endpoints';

/** What is wanted at the API for one URL. */
export interface WantedRegistration {
	url: string;
	/** Names of events, each once. */
	events: readonly string[];
	/** The token of an event's webhook. */
	tokenFor: (eventName: string) => string;
	/** IDs of webhooks that were made for this URL before. */
	ids?: readonly number[];
}

/** A registration that failed, with a message for the person who published the workflow. */
export class RegistrationError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'RegistrationError';
	}
}

/** What has to happen so that the API knows exactly the wanted events. */
export interface RegistrationPlan {
	/** Webhooks that stay, one for each event that is wanted and there. */
	keep: RegisteredWebhook[];
	/** Events that have no webhook yet. */
	missing: string[];
	/** Webhooks of other events, and second ones of the same event. */
	surplus: RegisteredWebhook[];
}

/** Compares what the API has for a URL with the wanted events. */
export function planRegistration(
	existing: readonly RegisteredWebhook[],
	events: readonly string[],
): RegistrationPlan {
	const keep = new Map<string, RegisteredWebhook>();
	const surplus: RegisteredWebhook[] = [];
	// Active ones first: of two webhooks for one event, the one that needs no validation stays.
	for (const webhook of [...existing].sort((a, b) => Number(b.active) - Number(a.active))) {
		const wanted = events.includes(webhook.event_name) && !keep.has(webhook.event_name);
		if (wanted) keep.set(webhook.event_name, webhook);
		else surplus.push(webhook);
	}
	return {
		keep: [...keep.values()],
		missing: events.filter((name) => !keep.has(name)),
		surplus,
	};
}

/**
 * Whether the API knows exactly the wanted events for the URL, all of them active.
 *
 * @throws RegistrationError where the API cannot tell
 */
export async function isRegistered(
	api: Api,
	{ url, events, ids }: Omit<WantedRegistration, 'tokenFor'>,
): Promise<boolean> {
	const existing = await existingWebhooks(api, url, ids);
	const { keep, missing, surplus } = planRegistration(existing, events);
	return missing.length === 0 && surplus.length === 0 && keep.every((webhook) => webhook.active);
}

/**
 * Makes the API know exactly the wanted events for the URL, validated and with their tokens.
 * What is too much goes first, since a plan allows only so many. When a step fails, all webhooks
 * of this URL are taken away again: either the whole registration stands or none of it.
 *
 * @returns the IDs of its webhooks
 * @throws RegistrationError that says what happened, for which event, and what to do
 */
export async function register(api: Api, wanted: WantedRegistration): Promise<number[]> {
	const existing = await existingWebhooks(api, wanted.url, wanted.ids);
	const made: number[] = [];
	const { keep, missing, surplus } = planRegistration(existing, wanted.events);
	const outcome = await outcomeOf(async () => {
		await forEach(surplus, async (webhook) => await remove(api, webhook));
		await forEach(keep, async (webhook) => await renew(api, webhook, wanted));
		await forEach(missing, async (eventName) => {
			const webhook = await create(api, eventName, wanted);
			made.push(webhook.id);
			await validate(api, webhook);
		});
	});
	if (outcome.ok) return [...keep.map(({ id }) => id), ...made];
	await takeBack(api, wanted.url, [...(wanted.ids ?? []), ...made], outcome.error);
	throw outcome.error;
}

/**
 * Takes away all webhooks of the URL.
 *
 * @param ids of webhooks that were made for it
 * @throws RegistrationError where the API does not let it
 */
export async function unregister(api: Api, url: string, ids?: readonly number[]): Promise<void> {
	const webhooks = await existingWebhooks(api, url, ids);
	await forEach(webhooks, async (webhook) => await remove(api, webhook));
}

/** n8n gives a publication a minute and a half, and all events one after another may take longer. */
const atOnce = 4;

/**
 * Does the action for every item, a few at a time. After a failure no further one begins, and it
 * is thrown when those have ended that had begun.
 */
async function forEach<Item>(
	items: readonly Item[],
	action: (item: Item) => Promise<void>,
): Promise<void> {
	// All of them take from this one iterator, so no item is taken twice.
	const waiting = items.values();
	const failures: unknown[] = [];
	const work = async () => {
		for (const item of waiting) {
			if (failures.length > 0) return;
			const outcome = await outcomeOf(async () => await action(item));
			if (!outcome.ok) failures.push(outcome.error);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, work));
	if (failures.length > 0) throw failures[0];
}

async function existingWebhooks(
	api: Api,
	url: string,
	ids?: readonly number[],
): Promise<RegisteredWebhook[]> {
	const outcome = await outcomeOf(async () => await listWebhooks(api, url, ids));
	if (outcome.ok) return outcome.value;
	if (isWithoutWebhooks(outcome.error)) {
		throw new RegistrationError(
			"This API has no endpoints for webhooks, so they cannot be registered automatically (Clockodo's own API has none today). Set Registration to 'Manual' and create the webhook in Clockodo's web app: the node's panel says how.",
		);
	}
	throw inWords(outcome.error, "The workflow's webhooks could not be looked up.");
}

async function remove(api: Api, { id, event_name }: RegisteredWebhook): Promise<void> {
	await step('removed', event_name, async () => await deleteWebhook(api, id));
}

async function renew(api: Api, webhook: RegisteredWebhook, { tokenFor }: WantedRegistration) {
	const { id, event_name } = webhook;
	const changes = { event_name, token: tokenFor(event_name) };
	await step('updated', event_name, async () => await updateWebhook(api, id, changes));
	if (!webhook.active) await validate(api, webhook);
}

async function create(api: Api, event_name: string, { url, tokenFor }: WantedRegistration) {
	const wanted = { event_name, url, token: tokenFor(event_name) };
	return await step('created', event_name, async () => await createWebhook(api, wanted));
}

async function validate(api: Api, { id, event_name, url }: RegisteredWebhook): Promise<void> {
	const sent = async () => await validateWebhook(api, id);
	const { webhook, delivery } = await step('validated', event_name, sent);
	if (webhook.active) return;
	const { status_code, error } = delivery;
	const answer = error ?? (status_code === null ? 'no answer' : `HTTP ${status_code}`);
	throw new RegistrationError(
		`The webhook for '${labelOf(event_name)}' could not be validated: Clockodo sent its secret to ${url} and got: ${answer}. Make sure that the API can reach this URL (the WEBHOOK_URL setting of n8n, a proxy or a firewall in between), then publish again.`,
	);
}

/** A clean-up that fails as well is told together with what made it necessary. */
async function takeBack(
	api: Api,
	url: string,
	ids: readonly number[],
	cause: unknown,
): Promise<void> {
	const outcome = await outcomeOf(async () => await unregister(api, url, ids));
	if (outcome.ok) return;
	throw new RegistrationError(
		`${reasonOf(cause)} Webhooks that were made before may be left in Clockodo, since they could not be removed: ${reasonOf(outcome.error)}`,
	);
}

async function step<Result>(
	verb: string,
	eventName: string,
	action: () => Promise<Result>,
): Promise<Result> {
	const outcome = await outcomeOf(action);
	if (outcome.ok) return outcome.value;
	throw inWords(outcome.error, `The webhook for '${labelOf(eventName)}' could not be ${verb}.`);
}

function inWords(error: unknown, what: string): unknown {
	return error instanceof ClockodoError ? new RegistrationError(`${what} ${error.message}`) : error;
}

function labelOf(eventName: string): string {
	return findEvent(eventName)?.label ?? eventName;
}
