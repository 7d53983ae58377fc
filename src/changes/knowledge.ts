/** What n8n's table of seen keys is asked for about a candidate of a look, and what its answers mean. */

import type { HandedOn } from './handed-on';
import type { Emission } from './stored-look';
import {
	askForFoundState,
	askForState,
	askWhetherTold,
	knewKey,
	leftKey,
	stepKey,
	stepStateKey,
	takenOverKey,
	triesAfter,
	triesBefore,
	workedKey,
	type HandedOver,
	type ToldEvent,
} from './told-keys';
import { isLastState, showsState, wasTold } from './verdict';

/** What the flow knows of a candidate: nothing, that the thing was made but not what it has become, or all of it. */
export type Knowledge = 'nothing' | 'made' | 'all';

/** A candidate of a look, and when and how it is worked on. */
export interface Question extends Pick<Emission, 'since' | 'after' | 'lost'> {
	its: HandedOver;
	told: ToldEvent;
	/** The event that a change of a thing that is known to be made is told as. */
	updated: ToldEvent;
	/** Whether a person has n8n do it once more. */
	isRetry: boolean;
	/** Whether a webhook may have told it and this process does not remember. */
	mayBeTold: boolean;
	/** In milliseconds since 1970. */
	now: number;
}

/** What is asked for, and what the answers mean: each is told by the keys of `asks` that are known. */
export interface Inquiry {
	asks: string[];
	/** Those of them that are recorded by whoever works on the candidate. */
	steps: string[];
	/**
	 * Whether another execution hands the candidate on: it was left to it, or another time has worked on it
	 * and has not left it. Of two that were both cut off, the first one's retry is to hand it on.
	 */
	isLeft(known: ReadonlySet<string>): boolean;
	/** Whether this very candidate was worked on, by the execution of which this is a retry or by one that n8n has lost. */
	isAgain(known: ReadonlySet<string>): boolean;
	/**
	 * What the flow knew when this very candidate was worked on before. What is noted as told by webhooks
	 * since then says nothing: they were dropped, because this had been found.
	 */
	knewThen(known: ReadonlySet<string>): Knowledge;
	/**
	 * What the flow knows of a candidate that nobody has worked on.
	 *
	 * @param handedOn what this process remembers to have told of the thing
	 */
	knowsNow(known: ReadonlySet<string>, handedOn: readonly HandedOn[]): Knowledge;
}

export function inquiryInto({
	its,
	told,
	updated,
	since,
	after,
	lost,
	isRetry,
	mayBeTold,
	now,
}: Question): Inquiry {
	const isCreation = told.event_name.endsWith('.created');
	const before = triesBefore(its);
	const [own, earlier] = [[its, ...before.slice(0, lost)], before.slice(lost)];
	const later = isRetry ? triesAfter(its) : [];
	// Told by a webhook; the state as well, or found by a look as a change, of a thing that is new.
	const event = mayBeTold ? askWhetherTold(told, since, now) : [];
	const state =
		mayBeTold && isCreation
			? [
					...[told, updated].flatMap((each) => askForState(each, since, now)),
					...askForFoundState(updated, since, now),
				]
			: [];
	// Handed over by another emission; of a state of those after nothing, none is known.
	const step = [stepKey(after, told)];
	const stepState = isCreation && after > 0 ? [stepStateKey(after, told)] : [];
	const steps = [...step, ...stepState];
	return {
		steps,
		asks: [
			...[...event, ...state, ...steps],
			...[...own, ...earlier, ...later].flatMap((each) => [workedKey(each), leftKey(each)]),
			...own.flatMap((each) => [knewKey('all', each), knewKey('made', each)]),
			...later.map(takenOverKey),
		],
		isLeft(known) {
			const others = known.has(workedKey(its)) ? earlier : [...earlier, ...later];
			return (
				own.some((each) => known.has(leftKey(each))) ||
				later.some((each) => known.has(takenOverKey(each))) ||
				others.some((each) => known.has(workedKey(each)) && !known.has(leftKey(each)))
			);
		},
		isAgain: (known) => own.some((each) => known.has(workedKey(each))),
		knewThen(known) {
			const knew = (what: 'all' | 'made') => own.some((each) => known.has(knewKey(what, each)));
			if (knew('all')) return 'all';
			return knew('made') ? 'made' : 'nothing';
		},
		knowsNow(known, handedOn) {
			const isThere = (keys: readonly string[]) => keys.some((key) => known.has(key));
			const isSame = showsState(told.state);
			const isTold = isThere(event) || wasTold(handedOn, told.event_name, isSame, since);
			if (!isTold && !isThere(step)) return 'nothing';
			if (!isCreation || (!isTold && stepState.length === 0)) return 'all';
			const isStateTold = isThere([...state, ...stepState]) || isLastState(handedOn, isSame);
			return isStateTold ? 'all' : 'made';
		},
	};
}
