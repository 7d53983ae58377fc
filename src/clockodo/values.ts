import { outcomeOfSync } from './outcome';

/** Whether the value is an object that is neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the value can be the ID of a resource: a whole number from 1 that JavaScript holds exactly. */
export function isResourceId(value: unknown): value is number {
	return Number.isSafeInteger(value) && (value as number) > 0;
}

/** What stands in the record under that name; undefined where it has nothing of its own there. */
export function ownValue<Value>(
	record: Readonly<Record<string, Value>>,
	name: string,
): Value | undefined {
	return Object.hasOwn(record, name) ? record[name] : undefined;
}

/**
 * Which of two names stands first in the alphabet, whatever the case. By the codes of their letters
 * and not by the rules of a language: those take 10 ms to come up, and are the server's own.
 */
export function alphabetically(one: string, other: string): number {
	const [first, second] = [one.toLowerCase(), other.toLowerCase()];
	return first < second ? -1 : Number(first > second);
}

/** The value that a JSON text stands for: expressions give objects as text. Anything else as it is. */
export function jsonIfText(given: unknown): unknown {
	if (typeof given !== 'string') return given;
	const parsed = outcomeOfSync(() => JSON.parse(given) as unknown);
	return parsed.ok ? parsed.value : given;
}

/**
 * The API's form of a point in time: ISO 8601 in UTC with whole seconds (`2026-11-24T08:00:00Z`).
 *
 * @param milliseconds since 1970; a part of a second is left out
 */
export function isoSeconds(milliseconds: number): string {
	return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The ID of a resource, also where a sender writes it as text (`"17"`); undefined where it is none. */
export function toResourceId(value: unknown): number | undefined {
	const id = typeof value === 'string' && /^[1-9]\d{0,15}$/.test(value) ? Number(value) : value;
	return isResourceId(id) ? id : undefined;
}

/**
 * Whether the value says nothing: none at all, blanks, or one of the words that programs and AI
 * agents write in the place of nothing (`null`, `undefined`).
 */
export function isNothing(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	return typeof value === 'string' && /^(null|undefined)?$/i.test(value.trim());
}

const yes = new Set(['true', '1', 'yes', 'on', 'ja']);
const no = new Set(['false', '0', 'no', 'off', 'nein']);

/** Whether a switch is on, also where an expression gives it as text or as a number; undefined for what says neither. */
export function toFlag(value: unknown): boolean | undefined {
	if (!['boolean', 'number', 'string'].includes(typeof value)) return undefined;
	const word = String(value).trim().toLowerCase();
	if (yes.has(word)) return true;
	return no.has(word) ? false : undefined;
}
