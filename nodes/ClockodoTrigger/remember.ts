import type { IExecuteFunctions } from 'n8n-workflow';
import { handedOnOf, noteHandedOn, remembersSince } from '../../src/changes/handed-on';
import { noteTold, noteUntold } from '../../src/changes/known-looks';
import { changeList, millisecondsOf } from '../../src/changes/lists';
import { markOf } from '../../src/changes/snapshot';
import {
	askForState,
	askWhetherFound,
	askWhetherTold,
	candidateKey,
	foundKeys,
	repeatedKey,
	stepKey,
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
			wasFoundBefore(handedOn(trigger, event), event.event_name, told.state, occurredAt));
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
	const told = toldEventOf(event);
	const updated = `${event.entity}.updated`;
	const isCreation = event.action === 'created';
	const now = Date.now();
	const hasWebhooks = !isPolling(context);
	// A process that receives remembers all that was told since it was started.
	const mayBeTold = hasWebhooks && (isWorker(execution) || since < remembersSince());
	const whether = mayBeTold ? askWhetherTold(told, since, now) : [];
	const states = mayBeTold && isCreation ? bothNames(told, updated, since, now) : [];
	const repeated = repeatedKey(emission, event.event_name, event.resource_id);
	const step = stepKey(after, told);
	const recorded = await recordEvent(
		{
			key: candidateKey(emission, event.event_name, event.resource_id),
			also: foundKeys(told, askedAt),
			shared: step,
			asks: [...whether, ...states, repeated],
		},
		execution,
	);
	if (recorded.known.has(repeated) || (recorded.isRepeat && !isLost)) return undefined;
	// Another emission has told it: n8n had stored that, and lost what was remembered of it.
	if (recorded.known.has(step) && !recorded.wasRecorded) return undefined;
	const known = handedOn(trigger, event);
	const isSame = showsState(told.state);
	const isKnown = (asks: readonly string[]) => asks.some((each) => recorded.known.has(each));
	const isTold =
		!execution.letThrough && (isKnown(whether) || wasTold(known, event.event_name, isSame, since));
	const isStateTold = isKnown(states) || isLastState(known, isSame);
	// It was told that the thing was made, and not what it has become since.
	const isUpdate = isTold && isCreation && !isStateTold && isChosen(updated);
	if (isTold && !isUpdate) return undefined;
	const name = isUpdate ? updated : event.event_name;
	note(trigger, { ...event, event_name: name }, askedAt, true);
	if (hasWebhooks) noteUntold(trigger, name, now);
	if (tries > 0) await recordEvent({ also: [repeated] }, execution);
	return name;
}

function bothNames(told: ToldEvent, updated: string, since: number, now: number): string[] {
	return [told, { ...told, event_name: updated }].flatMap((each) => askForState(each, since, now));
}

const handedOn = (trigger: string, { entity, resource_id }: EventItem) =>
	handedOnOf(trigger, entity, resource_id);

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
