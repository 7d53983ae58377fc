import type { IExecuteFunctions } from 'n8n-workflow';
import { handedOnOf, remembersSince, type HandedOn } from '../../src/changes/handed-on';
import { noteUntold } from '../../src/changes/known-looks';
import {
	askForFoundState,
	askForState,
	askWhetherTold,
	candidateKey,
	foundKeys,
	knewKey,
	leftKey,
	stepKey,
	stepStateKey,
	takenOverKey,
	toldKeys,
	triesAfter,
	triesBefore,
	workedKey,
	type HandedOver,
	type ToldEvent,
} from '../../src/changes/told-keys';
import { isLastState, showsState, wasTold } from '../../src/changes/verdict';
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
	{ since, after, emission, tries, lost }: Looked,
	askedAt: number,
	isChosen: (eventName: string) => boolean,
): Promise<string | undefined> {
	const execution = executionOf(context);
	const trigger = triggerName(context);
	const { event_name, entity, resource_id } = event;
	const hasWebhooks = !isPolling(context);
	// A process that receives remembers all that was told since it was started.
	const mayBeTold = hasWebhooks && (isWorker(execution) || since < remembersSince());
	const told = toldEventOf(event);
	const updated: ToldEvent = { ...told, event_name: `${entity}.updated` };
	const its = { emission, tries, event_name, id: resource_id };
	const asks = asksOf(its, told, updated, {
		after,
		lost,
		isRetry: execution.letThrough,
		...(mayBeTold && { since, now: Date.now() }),
	});
	const found = [...foundKeys(told, askedAt), ...asks.step, ...asks.stepState];
	const recorded = await recordEvent(
		{
			key: candidateKey(its),
			also: [...found, ...asks.worked],
			asks: Object.values(asks).flat(),
		},
		execution,
	);
	const { known, wasRecorded } = recorded;
	const isThere = thereIn(known);
	// What an execution has noted that n8n has lost proves nothing.
	const isRepeat = lost === 0 && (recorded.isRepeat || (wasRecorded && !isThere(asks.worked)));
	const isOthers = isRepeat || hasOneWorked(triesBefore(its).slice(lost), known);
	if (isThere(asks.left) || isOthers) {
		await recordEvent({ also: [leftKey(its)] }, execution);
		return undefined;
	}
	const handedOn = handedOnOf(trigger, entity, resource_id);
	const already = wasRecorded
		? knownThen(asks, known)
		: alreadyTold(told, asks, { known, since, handedOn });
	const name = already === 'made' ? updated.event_name : event_name;
	const isNews = already !== 'all' && (name === event_name || isChosen(name));
	// At once: what is told meanwhile by others goes by it.
	if (isNews) note(trigger, { ...event, event_name: name }, askedAt, true);
	const isChange = isNews && already === 'made';
	const ends = [
		...(tries > 0 ? [takenOverKey(its)] : []),
		...(isNews ? [] : asks.knewAll),
		// The next look finds the change as well, and a webhook may tell it yet.
		...(isChange
			? [...asks.knewMade, ...foundKeys(updated, askedAt), ...toldKeys(updated, askedAt)]
			: []),
	];
	if (ends.length > 0) await recordEvent({ also: ends }, execution);
	if (!isNews) return undefined;
	if (hasWebhooks) noteUntold(trigger, name, Date.now());
	return name;
}

/** What n8n's table is asked for. */
interface Asks {
	/** The event told by a webhook. */
	told: string[];
	/** The state told by a webhook, or found by a look as a change, of a thing that is new. */
	state: string[];
	/** The event handed over by another emission. */
	step: string[];
	/** The state handed over by another emission, of a thing that is new; of those after nothing, none is known. */
	stepState: string[];
	/** The very candidate worked on before by the execution of which this is a retry. */
	worked: string[];
	/** Worked on, or left to another one, by an execution that n8n has not lost. */
	others: string[];
	/** Left to another execution, or taken over by it. */
	left: string[];
	/** All of it known, or that the thing was made, when this very candidate was worked on before. */
	knewAll: string[];
	knewMade: string[];
}

/** @param moment with `since` and `now` where a webhook may have told what this process does not remember */
function asksOf(
	its: HandedOver,
	told: ToldEvent,
	updated: ToldEvent,
	moment: { after: number; lost: number; isRetry: boolean; since?: number; now?: number },
): Asks {
	const { after, lost, isRetry, since, now } = moment;
	const before = triesBefore(its);
	const isCreation = told.event_name.endsWith('.created');
	const isAsked = since !== undefined && now !== undefined;
	return {
		told: isAsked ? askWhetherTold(told, since, now) : [],
		state:
			isAsked && isCreation
				? [
						...[told, updated].flatMap((each) => askForState(each, since, now)),
						...askForFoundState(updated, since, now),
					]
				: [],
		step: [stepKey(after, told)],
		stepState: isCreation && after > 0 ? [stepStateKey(after, told)] : [],
		worked: [workedKey(its)],
		others: before.slice(lost).flatMap((each) => [workedKey(each), leftKey(each)]),
		left: [
			...[its, ...before.slice(0, lost)].map(leftKey),
			...(isRetry ? triesAfter(its).map(takenOverKey) : []),
		],
		knewAll: [knewKey('all', its)],
		knewMade: [knewKey('made', its)],
	};
}

/** Tells whether one of some keys is known. */
const thereIn =
	(known: ReadonlySet<string>) =>
	(keys: readonly string[]): boolean =>
		keys.some((key) => known.has(key));

/**
 * Whether one of these times has worked on its candidate and has not left it to another one. Of two that
 * were both cut off between these, the first one's retry is to hand it on.
 */
function hasOneWorked(times: readonly HandedOver[], known: ReadonlySet<string>): boolean {
	return times.some((each) => known.has(workedKey(each)) && !known.has(leftKey(each)));
}

/** What the flow knows of a candidate: nothing, that the thing was made but not what it has become, or all of it. */
type Knowledge = 'nothing' | 'made' | 'all';

/**
 * What the flow knew when this very candidate was worked on before. What is noted as told by webhooks
 * since then says nothing: they were dropped, because this had been found.
 */
function knownThen({ knewAll, knewMade }: Asks, known: ReadonlySet<string>): Knowledge {
	const isThere = thereIn(known);
	if (isThere(knewAll)) return 'all';
	return isThere(knewMade) ? 'made' : 'nothing';
}

function alreadyTold(
	{ event_name, state }: ToldEvent,
	asks: Asks,
	{
		known,
		since,
		handedOn,
	}: { known: ReadonlySet<string>; since: number; handedOn: readonly HandedOn[] },
): Knowledge {
	const isThere = thereIn(known);
	const isSame = showsState(state);
	const isCreation = event_name.endsWith('.created');
	const isTold = isThere(asks.told) || wasTold(handedOn, event_name, isSame, since);
	if (!isTold && !isThere(asks.step)) return 'nothing';
	if (!isCreation || (!isTold && asks.stepState.length === 0)) return 'all';
	const isStateTold =
		isThere(asks.state) || isThere(asks.stepState) || isLastState(handedOn, isSame);
	return isStateTold ? 'all' : 'made';
}
