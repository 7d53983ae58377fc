/**
 * What is recorded in n8n's table of seen keys, so that a process which remembers nothing knows what
 * flows were told: a worker of the queue mode, and n8n after a restart. The table says of a key only
 * whether it is there, so the time is part of the key, in whole minutes and in whole hours.
 */

import { shortHash } from '../clockodo/short-hash';
import { kindOf } from './verdict';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Up to this many milliseconds back, minutes are asked for; then hours, up to the second number. */
const minutesUpTo = 2 * hour;
const hoursUpTo = 72 * hour;
/** From an event on, up to this many milliseconds are asked for by seconds. */
const secondsUpTo = 120 * second;

/** An event of a thing, with a hash of the state that the flow was shown. */
export interface ToldEvent {
	event_name: string;
	id: number;
	state: string;
}

const keyOf = (...parts: unknown[]): string => shortHash(parts);

/** By what an event is told apart from others of its name and its thing. */
const stateOf = ({ event_name, state }: ToldEvent): string =>
	kindOf(event_name) === 'transition' ? '' : state;

/** That a webhook has told it, or a look has found it, in this second, minute or hour. */
const inUnit = (by: 'told' | 'found', event: ToldEvent, unit: number, time: number): string =>
	keyOf(by, event.event_name, event.id, stateOf(event), unit, Math.floor(time / unit));

const onceKey = ({ event_name, id }: ToldEvent): string => keyOf('told once', event_name, id);

/**
 * What is recorded when a webhook's event is handed on.
 *
 * @param at when its state was asked for, in milliseconds since 1970
 */
export function toldKeys(event: ToldEvent, at: number): string[] {
	const once = kindOf(event.event_name) === 'once' ? [onceKey(event)] : [];
	return [...once, ...[minute, hour].map((unit) => inUnit('told', event, unit, at))];
}

/** What tells that a webhook has told the event: one of the keys is there. */
export function askWhetherTold(event: ToldEvent, since: number, now: number): string[] {
	if (kindOf(event.event_name) === 'once') return [onceKey(event)];
	return askForState(event, since, now);
}

/** What tells that a webhook has told this state under this name. */
export function askForState(event: ToldEvent, since: number, now: number): string[] {
	return spanOf('told', event, since, now);
}

/** What tells that a look has found this state under this name. */
export function askForFoundState(event: ToldEvent, since: number, now: number): string[] {
	return spanOf('found', event, since, now);
}

function spanOf(by: 'told' | 'found', event: ToldEvent, since: number, now: number): string[] {
	const isLong = now - since > minutesUpTo;
	const from = isLong ? Math.max(since, now - hoursUpTo) : since;
	// The clock may have been set back.
	return each(isLong ? hour : minute, from, Math.max(from, now)).map(([unit, time]) =>
		inUnit(by, event, unit, time),
	);
}

/** A candidate, as an emission hands it over. */
export interface HandedOver {
	/** The emission's ID. */
	emission: string;
	/** How often the emission was handed over before. */
	tries: number;
	event_name: string;
	id: number;
}

/** Names one candidate of one emission: it is handed on once, however often n8n is given it. */
export function candidateKey({ emission, event_name, id }: HandedOver): string {
	return keyOf('candidate', emission, event_name, id);
}

/** Tells which of the times that an emission was handed over has worked on a candidate: a retry of another one must not hand it on. */
export function workedKey({ emission, tries, event_name, id }: HandedOver): string {
	return keyOf('worked', emission, tries, event_name, id);
}

/** Tells that it has left a candidate to another one. */
export function leftKey({ emission, tries, event_name, id }: HandedOver): string {
	return keyOf('left', emission, tries, event_name, id);
}

/** Tells that it has taken a candidate over from those before it: a retry of them must not hand it on. */
export function takenOverKey({ emission, tries, event_name, id }: HandedOver): string {
	return keyOf('taken over', emission, tries, event_name, id);
}

/** So many of the times that an emission was handed over are asked for, before and after one of them. */
const triesAsked = 8;

/** The times that the emission was handed over before, the last ones first. */
export function triesBefore(its: HandedOver): HandedOver[] {
	const count = Math.min(its.tries, triesAsked);
	return Array.from({ length: count }, (_, index) => ({ ...its, tries: its.tries - 1 - index }));
}

/** The times that the emission may have been handed over since. */
export function triesAfter(its: HandedOver): HandedOver[] {
	return Array.from({ length: triesAsked }, (_, index) => ({
		...its,
		tries: its.tries + 1 + index,
	}));
}

const foundOnceKey = ({ event_name, id }: ToldEvent): string => keyOf('found once', event_name, id);

/** What is recorded when a look's candidate is handed on. */
export function foundKeys(event: ToldEvent, at: number): string[] {
	if (kindOf(event.event_name) === 'once') return [foundOnceKey(event)];
	return [second, minute, hour].map((unit) => inUnit('found', event, unit, at));
}

/**
 * Tells that an execution has worked on a webhook's event, or has dropped it since a look had found it.
 * The state is not in it: when the execution is retried, the thing may have another one.
 *
 * @param sent what the webhook has told
 */
export function notifiedKey(what: 'worked' | 'dropped', ...sent: unknown[]): string {
	return keyOf('notified', what, ...sent);
}

/**
 * Tells what an execution has found the flow to know of a candidate: a retry of it must find the same.
 *
 * @param knew all of it, or that the thing was made
 */
export function knewKey(
	knew: 'all' | 'made',
	{ emission, tries, event_name, id }: HandedOver,
): string {
	return keyOf('knew', knew, emission, tries, event_name, id);
}

/**
 * Names what a candidate tells, whatever its emission: n8n may have stored an emission and not what was
 * remembered with it, and then the same is found again after the same moment. Where nothing was
 * remembered at all, what happens once to a thing is told once by all looks there were.
 *
 * @param after the `after` of the emission
 */
export function stepKey(after: number, event: ToldEvent): string {
	const kind = kindOf(event.event_name);
	if (kind === 'once' && after === 0) return foundOnceKey(event);
	// Found again, the same transition may show another state.
	return keyOf('step', after, event.event_name, event.id, kind === 'state' ? event.state : '');
}

/** Names the state that was shown beside what happened once: found again, the thing may have changed since. */
export function stepStateKey(after: number, { event_name, id, state }: ToldEvent): string {
	return keyOf('step state', after, event_name, id, state);
}

/**
 * What tells that a look has handed on what a webhook tells, after it had happened.
 *
 * @param occurredAt milliseconds since 1970; undefined where the sender does not say
 */
export function askWhetherFound(
	event: ToldEvent,
	occurredAt: number | undefined,
	now: number,
): string[] {
	if (kindOf(event.event_name) === 'once') return [foundOnceKey(event)];
	if (occurredAt === undefined) return [];
	return unitsBetween(occurredAt, now).map(([unit, time]) => inUnit('found', event, unit, time));
}

/**
 * Seconds, minutes and hours, each with its beginning, that cover the time and begin with no second
 * before it: an event is not told by what was found earlier in its minute. Of three days at most.
 */
function unitsBetween(from: number, to: number): Array<[unit: number, time: number]> {
	if (to - from <= secondsUpTo) return each(second, from, to);
	const nextMinute = ceiling(from, minute);
	const nextHour = ceiling(from, hour);
	const byMinutes = to - from <= minutesUpTo ? to : nextHour - 1;
	return [
		...each(second, from, nextMinute - 1),
		...each(minute, nextMinute, byMinutes),
		...(byMinutes === to ? [] : each(hour, nextHour, Math.min(to, from + hoursUpTo))),
	];
}

const ceiling = (time: number, unit: number) => Math.ceil(time / unit) * unit;

function each(unit: number, from: number, to: number): Array<[unit: number, time: number]> {
	const [first, last] = [Math.floor(from / unit), Math.floor(to / unit)];
	const count = Math.max(0, last - first + 1);
	return Array.from({ length: count }, (_, index) => [unit, (first + index) * unit]);
}
