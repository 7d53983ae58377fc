import { remember } from '../clockodo/newest';
import type { Registered } from './state';

/** Triggers whose registration is remembered. */
const triggersAtMost = 10_000;

const newestRegistration = new Map<string, number>();

/**
 * Notes when a trigger's webhooks were registered. An execution that began before saves the static
 * data that it began with, and with it the tokens of the registration before: they are not believed
 * any more by a process that has seen a newer one.
 *
 * @param trigger names workflow and node
 * @param at milliseconds since 1970
 */
export function noteRegistration(trigger: string, at: number): void {
	const newest = Math.max(at, newestRegistration.get(trigger) ?? 0);
	remember(newestRegistration, trigger, newest, triggersAtMost);
}

/**
 * The digest of the token that was registered for the event, which differs from today's where the
 * API key has changed since; undefined where there is none, or a newer registration is known.
 */
export function registeredDigest(
	trigger: string,
	registered: Registered | undefined,
	eventName: string,
): string | undefined {
	if (!registered) return undefined;
	noteRegistration(trigger, registered.at);
	const isNewest = newestRegistration.get(trigger) === registered.at;
	return isNewest ? registered.tokenDigests[eventName] : undefined;
}
