/**
 * What this process has handed on to flows, newest last for each thing. Where one process receives,
 * looks and executes, it knows by this what needs no telling again. Losing it loses no event: what is
 * not known is handed on.
 */

import { remember } from '../clockodo/newest';
import type { Mark } from './snapshot';

/** An event that a flow was given. */
export interface HandedOn {
	/** `entry.stopped` */
	event_name: string;
	/** A hash of the state that the flow was given. */
	state: string;
	/** The mark that a list gives to this state; undefined where there is no resource. */
	mark?: Mark;
	/** When its state was asked for, in milliseconds since 1970: it is no older than that. */
	at: number;
	/** Whether a look has found it; else a webhook told it. */
	byLook: boolean;
}

/** Things and events of each that are remembered: 50 MB, where so much happens. */
const thingsAtMost = 50_000;
const eventsAtMost = 8;

const startedAt = Date.now();
const byThing = new Map<string, HandedOn[]>();

const keyOf = (trigger: string, entity: string, id: number) => `${trigger} ${entity} ${id}`;

/** Since when this process remembers, in milliseconds since 1970. */
export function remembersSince(): number {
	return startedAt;
}

/** What flows of this trigger were told of the thing, in the order in which it was asked for. */
export function handedOnOf(trigger: string, entity: string, id: number): readonly HandedOn[] {
	return byThing.get(keyOf(trigger, entity, id)) ?? [];
}

/** Notes an event that is handed on. */
export function noteHandedOn(trigger: string, entity: string, id: number, event: HandedOn): void {
	const key = keyOf(trigger, entity, id);
	const events = [...(byThing.get(key) ?? []), event].sort((one, other) => one.at - other.at);
	remember(byThing, key, events.slice(-eventsAtMost), thingsAtMost);
}
