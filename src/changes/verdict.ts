import type { HandedOn } from './handed-on';
import type { Mark } from './snapshot';

/** These happen to a thing once, however often it is looked at. */
const onceOnly = new Set(['created', 'deleted', 'started']);

/** These tell that a state came or went: the same one again means the same, whatever else changed. */
const transitions = new Set(['approved', 'completed', 'stopped']);

const actionOf = (eventName: string): string => eventName.slice(eventName.indexOf('.') + 1);

/** How the events of an action are told apart: by nothing, by when, or by the state that they show. */
export function kindOf(eventName: string): 'once' | 'transition' | 'state' {
	const action = actionOf(eventName);
	if (onceOnly.has(action)) return 'once';
	return transitions.has(action) ? 'transition' : 'state';
}

/**
 * Whether the flow has been told already what a look has found. What was handed on before the look
 * began that it was compared with does not count: after A, B and A again, the second A is news.
 *
 * @param isSame whether an event that was handed on shows the state that was found
 * @param since milliseconds since 1970
 */
export function wasTold(
	handedOn: readonly HandedOn[],
	eventName: string,
	isSame: (event: HandedOn) => boolean,
	since: number,
): boolean {
	const its = handedOn.filter(({ event_name }) => event_name === eventName);
	const kind = kindOf(eventName);
	if (kind === 'once') return its.length > 0;
	const later = its.filter(({ at }) => at >= since);
	if (kind === 'transition') return later.length > 0;
	return isLastState(later, isSame);
}

/** Whether the last thing that the flow was told shows this state: else there is news, whatever it is called. */
export function isLastState(handedOn: readonly HandedOn[], isSame: (event: HandedOn) => boolean) {
	const last = handedOn.at(-1);
	return last !== undefined && isSame(last);
}

/** Whether the thing's list showed the state that was handed on. */
export const showsMark =
	(mark: Mark | undefined) =>
	(event: HandedOn): boolean =>
		event.mark !== undefined && event.mark === mark;

/** Whether it is the state that was handed on. */
export const showsState =
	(state: string) =>
	(event: HandedOn): boolean =>
		event.state === state;

/**
 * Whether a look has handed on already what a webhook tells: the event happened before the look
 * asked for the state, and the flow would see the same once more.
 *
 * @param occurredAt milliseconds since 1970; undefined where the sender does not say
 */
export function wasFoundBefore(
	handedOn: readonly HandedOn[],
	eventName: string,
	state: string,
	occurredAt: number | undefined,
): boolean {
	const kind = kindOf(eventName);
	return handedOn.some((event) => {
		if (!event.byLook || event.event_name !== eventName) return false;
		if (kind === 'once') return true;
		if (occurredAt === undefined || occurredAt > event.at) return false;
		return kind === 'transition' || event.state === state;
	});
}
