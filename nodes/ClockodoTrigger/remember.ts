import type { IExecuteFunctions } from 'n8n-workflow';
import {
	handedOnOf,
	noteHandedOn,
	remembersSince,
	type HandedOn,
} from '../../src/changes/handed-on';
import { noteTold, noteUntold } from '../../src/changes/known-looks';
import { changeList, millisecondsOf } from '../../src/changes/lists';
import { markOf } from '../../src/changes/snapshot';
import {
	askForState,
	askWhetherFound,
	askWhetherTold,
	candidateKey,
	foundKeys,
	knewKey,
	repeatedKey,
	stepKey,
	stepStateKey,
	toldKeys,
	type ToldEvent,
} from '../../src/changes/told-keys';
import { isLastState, showsState, wasFoundBefore, wasTold } from '../../src/changes/verdict';
import { findEntity } from '../../src/clockodo/entities';
import { shortHash } from '../../src/clockodo/short-hash';
import {
	eventExecution,
	recordEvent,
	repeatKey,
	type EventExecution,
} from '../../src/webhook/duplicates';
import type { EventItem } from '../../src/webhook/enrich';
import type { Notification } from '../../src/webhook/notification';
import { isLooking, isPolling } from './look-settings';
import { triggerName } from './webhook-context';

/** What a look has handed over, beside what a notification has. */
export interface Looked {
	/** When the look began that the candidate was compared with, in milliseconds since 1970. */
	since: number;
	/** The emission's `after`. */
	after: number;
	/** The emission's ID. */
	emission: string;
	/** How often it was handed over before. */
	tries: number;
	/** Whether n8n has lost it then: what an execution has noted of it proves nothing. */
	isLost: boolean;
}

const stateOf = ({ resource_status, resource }: EventItem): string =>
	shortHash([resource_status, resource]);

const toldEventOf = (event: EventItem, event_name = event.event_name): ToldEvent => ({
	event_name,
	id: event.resource_id,
	state: stateOf(event),
});

/**
 * Notes what a webhook has told, and says whether it is news for the flow: no repeat of what an
 * execution has handed on, and nothing that a look has found before.
 *
 * @param askedAt when the resource was asked for, in milliseconds since 1970
 */
export async function noteNotified(
	context: IExecuteFunctions,
	notification: Notification,
	event: EventItem,
	{ askedAt, deduplicate }: { askedAt: number; deduplicate: boolean },
): Promise<boolean> {
	const execution = eventExecution(context);
	const state = [event.resource_status, event.resource];
	const key = deduplicate ? repeatKey(notification, state) : undefined;
	if (!isLooking(context)) return !(await recordEvent({ key }, execution)).isRepeat;
	const told = toldEventOf(event);
	const trigger = triggerName(context);
	const occurredAt = millisecondsOf(notification.occurred_at);
	noteTold(trigger, event.event_name);
	// A process that receives looks as well, and remembers what looks have found since it was started.
	const isRemembered = !isWorker(execution) && (occurredAt ?? 0) >= remembersSince();
	const asks = isRemembered ? [] : askWhetherFound(told, occurredAt, Date.now());
	const recorded = await recordEvent({ key, also: toldKeys(told, askedAt), asks }, execution);
	if (recorded.isRepeat) return false;
	// A retry is let through; of what was cut off before it was noted, a look may have told meanwhile.
	const mayBeFound = deduplicate && !(execution.letThrough && recorded.wasRecorded);
	const wasFound =
		mayBeFound &&
		(recorded.known.size > 0 ||
			wasFoundBefore(
				handedOnOf(trigger, event.entity, event.resource_id),
				event.event_name,
				told.state,
				occurredAt,
			));
	if (!wasFound) note(trigger, event, askedAt, false);
	return !wasFound;
}

/**
 * Notes what a look has found, and gives the name under which it is news for the flow; undefined
 * where webhooks have told it, or the same candidate was handed on before.
 *
 * @param isChosen whether the flow wants events of that name
 */
export async function noteFound(
	context: IExecuteFunctions,
	event: EventItem,
	{ since, after, emission, tries, isLost }: Looked,
	askedAt: number,
	isChosen: (eventName: string) => boolean,
): Promise<string | undefined> {
	const execution = eventExecution(context);
	const trigger = triggerName(context);
	const { event_name, entity, resource_id } = event;
	const hasWebhooks = !isPolling(context);
	// A process that receives remembers all that was told since it was started.
	const mayBeTold = hasWebhooks && (isWorker(execution) || since < remembersSince());
	const told = toldEventOf(event);
	const updated: ToldEvent = { ...told, event_name: `${entity}.updated` };
	const repeated = repeatedKey(emission, event_name, resource_id);
	const asks = {
		...asksOf(told, updated, { after, ...(mayBeTold && { since, now: Date.now() }) }),
		knewAll: [knewKey('all', emission, event_name, resource_id)],
		knewMade: [knewKey('made', emission, event_name, resource_id)],
	};
	const recorded = await recordEvent(
		{
			key: candidateKey(emission, event_name, resource_id),
			also: [...foundKeys(told, askedAt), ...asks.step, ...asks.stepState],
			asks: [...Object.values(asks).flat(), repeated],
		},
		execution,
	);
	const { known, wasRecorded: isAnew } = recorded;
	if (known.has(repeated) || (recorded.isRepeat && !isLost)) return undefined;
	const handedOn = handedOnOf(trigger, entity, resource_id);
	const already = alreadyTold(told, asks, { isAnew, known, since, handedOn });
	const name = already === 'made' ? updated.event_name : event_name;
	const isNews = already !== 'all' && (name === event_name || isChosen(name));
	const knew = already === 'made' && isNews ? asks.knewMade : asks.knewAll;
	if (already !== 'nothing') await recordEvent({ also: knew }, execution);
	if (!isNews) return undefined;
	note(trigger, { ...event, event_name: name }, askedAt, true);
	if (hasWebhooks) noteUntold(trigger, name, Date.now());
	if (tries > 0) await recordEvent({ also: [repeated] }, execution);
	return name;
}

/** What n8n's table is asked for. */
interface Asks {
	/** The event told by a webhook. */
	told: string[];
	/** The state told by a webhook, of a thing that is new. */
	state: string[];
	/** The event handed over by another emission. */
	step: string[];
	/** The state handed over by another emission, of a thing that is new; of those after nothing, none is known. */
	stepState: string[];
	/** All of it known, or that the thing was made, when this very candidate was worked on before. */
	knewAll: string[];
	knewMade: string[];
}

/** @param times `since` and `now` where a webhook may have told what this process does not remember */
function asksOf(
	told: ToldEvent,
	updated: ToldEvent,
	{ after, since, now }: { after: number; since?: number; now?: number },
): Omit<Asks, 'knewAll' | 'knewMade'> {
	const isCreation = told.event_name.endsWith('.created');
	const isAsked = since !== undefined && now !== undefined;
	return {
		told: isAsked ? askWhetherTold(told, since, now) : [],
		state:
			isAsked && isCreation ? [told, updated].flatMap((each) => askForState(each, since, now)) : [],
		step: [stepKey(after, told)],
		stepState: isCreation && after > 0 ? [stepStateKey(after, told)] : [],
	};
}

/** What the flow knows of a candidate: nothing, that the thing was made but not what it has become, or all of it. */
function alreadyTold(
	{ event_name, state }: ToldEvent,
	asks: Asks,
	{
		isAnew,
		known,
		since,
		handedOn,
	}: {
		/** Whether this very candidate was worked on before. */
		isAnew: boolean;
		known: ReadonlySet<string>;
		since: number;
		handedOn: readonly HandedOn[];
	},
): 'nothing' | 'made' | 'all' {
	const isThere = (keys: readonly string[]) => keys.some((key) => known.has(key));
	// What was worked on before, be it cut off, ends as it did then.
	if (isThere(asks.knewAll)) return 'all';
	if (isThere(asks.knewMade)) return 'made';
	const isSame = showsState(state);
	const isCreation = event_name.endsWith('.created');
	// What the candidate has noted itself is no reason not to tell it again.
	const others = isAnew ? handedOn.filter(({ byLook }) => !byLook) : handedOn;
	const isTold = isThere(asks.told) || wasTold(others, event_name, isSame, since);
	if (isAnew) return isCreation && isTold ? 'made' : 'nothing';
	if (!isTold && !isThere(asks.step)) return 'nothing';
	if (!isCreation || (!isTold && asks.stepState.length === 0)) return 'all';
	const isStateTold = isThere(asks.state) || isThere(asks.stepState) || isLastState(others, isSame);
	return isStateTold ? 'all' : 'made';
}

function note(trigger: string, event: EventItem, at: number, byLook: boolean): void {
	const entity = findEntity(event.entity)?.name;
	noteHandedOn(trigger, event.entity, event.resource_id, {
		event_name: event.event_name,
		state: stateOf(event),
		...(entity && event.resource && { mark: markOf(changeList(entity), event.resource) }),
		at,
		byLook,
	});
}

/** Whether the execution runs in a worker of n8n's queue mode, beside which others may run. */
const isWorker = ({ takesTurns }: EventExecution): boolean => takesTurns === true;
