import { events } from '../../src/clockodo/events';
import { namesIn } from '../../src/clockodo/given-lists';
import { toFlag } from '../../src/clockodo/values';

const known = [
	{ value: '*', name: '*' },
	...events.map(({ name, label }) => ({ value: name, name: label })),
];

/** The chosen events by their names, `*` for all, and what is the name of none; expressions give lists as text. */
export function chosenEvents(given: unknown): { names: string[]; unknown: string[] } {
	return namesIn(given, known);
}

/** Whether the event is among the chosen ones. One that this package does not know yet is, by its very name. */
export function isChosen(given: unknown, eventName: string): boolean {
	// The usual form, without further looks: each notification asks.
	if (Array.isArray(given) && (given.includes('*') || given.includes(eventName))) return true;
	const { names, unknown } = chosenEvents(given);
	return [...names, ...unknown].some((name) => name === '*' || name === eventName);
}

/** A switch, which expressions give as text; what is neither on nor off is as the panel begins. */
export function isOn(given: unknown, byDefault: boolean): boolean {
	return toFlag(given) ?? byDefault;
}
