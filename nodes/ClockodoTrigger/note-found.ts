import type { IExecuteFunctions } from 'n8n-workflow';
import { handedOnOf, remembersSince } from '../../src/changes/handed-on';
import { inquiryInto } from '../../src/changes/knowledge';
import { noteUntold } from '../../src/changes/known-looks';
import {
	candidateKey,
	foundKeys,
	knewKey,
	leftKey,
	takenOverKey,
	toldKeys,
	workedKey,
	type HandedOver,
	type ToldEvent,
} from '../../src/changes/told-keys';
import { recordEvent } from '../../src/webhook/duplicates';
import type { EventItem } from '../../src/webhook/enrich';
import { isPolling } from './look-settings';
import { executionOf, isWorker, note, toldEventOf } from './remember';
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
	/** How often of these, the last ones, n8n has lost the execution: nothing became of it. */
	lost: number;
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
	looked: Looked,
	askedAt: number,
	isChosen: (eventName: string) => boolean,
): Promise<string | undefined> {
	const execution = executionOf(context);
	const trigger = triggerName(context);
	const hasWebhooks = !isPolling(context);
	const told = toldEventOf(event);
	const updated: ToldEvent = { ...told, event_name: `${event.entity}.updated` };
	const its: HandedOver = {
		emission: looked.emission,
		tries: looked.tries,
		event_name: event.event_name,
		id: event.resource_id,
	};
	const inquiry = inquiryInto({
		...looked,
		its,
		told,
		updated,
		isRetry: execution.letThrough,
		// A process that receives remembers all that was told since it was started.
		mayBeTold: hasWebhooks && (isWorker(execution) || looked.since < remembersSince()),
		now: Date.now(),
	});
	const nameOf = (known: ReadonlySet<string>, isAgain: boolean): string | undefined => {
		const handedOn = handedOnOf(trigger, event.entity, event.resource_id);
		const already = isAgain ? inquiry.knewThen(known) : inquiry.knowsNow(known, handedOn);
		if (already === 'nothing') return told.event_name;
		return already === 'made' && isChosen(updated.event_name) ? updated.event_name : undefined;
	};
	const noted = (name: string | undefined): string[] => {
		if (name === undefined) return [knewKey('all', its)];
		if (name === told.event_name) return [];
		// The next look finds the change as well, and a webhook may tell it yet.
		return [knewKey('made', its), ...foundKeys(updated, askedAt), ...toldKeys(updated, askedAt)];
	};
	const key = candidateKey(its);
	const { asks, steps } = inquiry;
	const found = [...foundKeys(told, askedAt), ...steps, workedKey(its)];
	// Asked before anything is recorded, so that what is decided is recorded in one with the candidate:
	// whoever is killed has recorded both or neither.
	const { known: before } = await recordEvent({ asks }, execution);
	if (inquiry.isLeft(before)) {
		await recordEvent({ key, also: [...found, leftKey(its)] }, execution);
		return undefined;
	}
	const first = noted(nameOf(before, inquiry.isAgain(before)));
	const recorded = await recordEvent({ key, also: [...found, ...first], asks }, execution);
	const { known, wasRecorded } = recorded;
	// What an execution has noted that n8n has lost proves nothing.
	const isRepeat =
		looked.lost === 0 && (recorded.isRepeat || (wasRecorded && !known.has(workedKey(its))));
	if (isRepeat || inquiry.isLeft(known)) {
		await recordEvent({ also: [leftKey(its)] }, execution);
		return undefined;
	}
	const name = nameOf(known, wasRecorded);
	// At once: what is told meanwhile by others goes by it.
	if (name !== undefined) note(trigger, { ...event, event_name: name }, askedAt, true);
	const late = noted(name).filter((each) => !first.includes(each));
	const ends = [...(its.tries > 0 ? [takenOverKey(its)] : []), ...late];
	if (ends.length > 0) await recordEvent({ also: ends }, execution);
	if (name !== undefined && hasWebhooks) noteUntold(trigger, name, Date.now());
	return name;
}
