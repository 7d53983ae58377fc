import type { EnumValue } from '../../../src/clockodo/enum';
import { givenList } from '../../../src/clockodo/given-lists';
import type { Schema } from '../../../src/clockodo/schema';
import { isNothing, isRecord, jsonIfText, toFlag } from '../../../src/clockodo/values';
import { allowsNull, type FieldKind } from '../table/field-kind';
import { innerFields } from '../table/fields';
import { readNumber } from './numbers';
import { readTime, toDay, toMoment } from './times';

/** A value that cannot be sent, with the reason in the words of the panel. */
export class ValueError extends Error {}

/** What a value needs to be read: the field, and the time zone for times that name none. */
export interface Reading {
	kind: FieldKind;
	schema: Schema;
	/** The field's name in the panel. */
	label: string;
	/** IANA name of the workflow's time zone. */
	timeZone: string;
	/** Set where the value ends something: a day without a time is then meant to its end. */
	isEnd?: boolean;
}

/**
 * A parameter's value as the API wants it. Expressions and AI agents give more forms than the
 * panel does: numbers as text, labels instead of values, lists with commas, plain objects.
 *
 * @returns undefined where nothing was given
 * @throws ValueError for a value that does not fit the field, and for one that can mean two things
 */
export function toApiValue(given: unknown, reading: Reading): unknown {
	const raw = isLocator(given) ? given.value : given;
	if (raw === null) return allowsNull(reading.schema) ? null : undefined;
	if (isNothing(raw)) return undefined;
	const { kind, label } = reading;
	switch (kind.type) {
		case 'reference':
			return toId(raw, label);
		case 'references':
			return givenList(raw)?.map((each) => toId(each, label));
		case 'integers':
			return givenList(raw)?.map((each) => toNumber(each, { whole: true }, label));
		case 'choice':
			return toChoice(raw, kind, label);
		case 'choices':
			return givenList(raw)?.map((each) => toChoice(each, kind, label));
		case 'flag':
			return toSwitch(raw, label);
		case 'date':
		case 'dateTime':
			return toTime(raw, kind.type, reading);
		case 'year':
			return toNumber(raw, { whole: true }, label);
		case 'number':
			return toNumber(raw, kind, label);
		case 'group':
			return toGroup(unwrapped(raw), kind.fields, reading);
		case 'groups':
			return toGroups(unwrapped(raw), kind.fields, reading);
		default:
			return toText(raw, label);
	}
}

function toText(raw: unknown, label: string): string {
	if (typeof raw === 'object') throw new ValueError(`${label}: a text is needed, not an object.`);
	return String(raw);
}

function toId(raw: unknown, label: string): number {
	const value = isLocator(raw) ? raw.value : raw;
	const id = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
	if (Number.isSafeInteger(id) && (id as number) >= 0) return id as number;
	throw new ValueError(
		`${label}: '${shown(value)}' is not an ID. Choose one from the list, or enter its number.`,
	);
}

/** A required field that was left empty. */
export function missing(label: string): ValueError {
	return new ValueError(`${label} is empty. Choose or enter a value.`);
}

/** n8n's form of a value that was chosen from a list or entered by its ID or name. */
export function isLocator(raw: unknown): raw is { value: unknown; mode?: unknown } {
	return isRecord(raw) && '__rl' in raw;
}

function toChoice(
	raw: unknown,
	{ values, isFlag }: { values: EnumValue[]; isFlag?: true },
	label: string,
): string | number {
	const text = String(raw).trim().toLowerCase();
	const flag = isFlag && toFlag(raw);
	const found =
		values.find(({ value }) => String(value).toLowerCase() === text) ??
		values.find((each) => each.label.toLowerCase() === text) ??
		values.find(({ value }) => flag !== undefined && value === Number(flag));
	if (found) return found.value;
	const known = values.map((each) => `${each.value} (${each.label})`).join(', ');
	throw new ValueError(`${label}: '${shown(raw)}' is not one of ${known}.`);
}

/**
 * Whether a switch of the panel is on: each of them is read here.
 *
 * @throws ValueError for what is neither yes nor no
 */
export function toSwitch(raw: unknown, label: string): boolean {
	const flag = toFlag(raw);
	if (flag !== undefined) return flag;
	throw new ValueError(`${label}: '${shown(raw)}' is neither true nor false.`);
}

/** A switch that stands by itself in the panel; where it came to nothing, as the panel begins with it. */
export function switchOf(
	get: (name: string, fallback?: unknown) => unknown,
	name: string,
	label: string,
	usual: boolean,
): boolean {
	const raw = get(name, usual);
	return isNothing(raw) ? usual : toSwitch(raw, label);
}

/** The numbers that a field takes. */
interface Limits {
	whole: boolean;
	minimum?: number;
	maximum?: number;
}

/** @throws ValueError for what is no number, can be two, or is not within the limits */
export function toNumber(raw: unknown, { whole, minimum, maximum }: Limits, label: string): number {
	const written = typeof raw === 'number' ? { value: raw } : readNumber(String(raw));
	if (written === 'unclear') {
		const large = Number(String(raw).trim().replace(/[.,]/, ''));
		throw new ValueError(
			`${label}: '${shown(raw)}' can mean ${large} or ${(large / 1000).toFixed(4)}. Write it like one of these.`,
		);
	}
	if (written === undefined || !Number.isFinite(written.value)) {
		throw new ValueError(`${label}: '${shown(raw)}' is not a number.`);
	}
	const { value } = written;
	if (whole && !Number.isInteger(value)) {
		throw new ValueError(`${label}: ${value} is not a whole number.`);
	}
	if (minimum !== undefined && value < minimum) {
		throw new ValueError(`${label}: ${value} is less than ${minimum}, the least that is allowed.`);
	}
	if (maximum !== undefined && value > maximum) {
		throw new ValueError(`${label}: ${value} is more than ${maximum}, the most that is allowed.`);
	}
	return value;
}

/** Days stay the days that they are; points in time become ISO 8601 in UTC with whole seconds. */
function toTime(
	raw: unknown,
	type: 'date' | 'dateTime',
	{ label, timeZone, isEnd }: Reading,
): string {
	const given = readTime(raw);
	if ('problem' in given) {
		const example = `2026-11-24${type === 'date' ? '' : 'T08:00:00'}`;
		throw new ValueError(`${label}: '${shown(raw)}' ${given.problem}. Write it as ${example}.`);
	}
	return type === 'date' ? toDay(given, timeZone) : toMoment(given, timeZone, isEnd ?? false);
}

/** What stands inside a fixed collection; an expression may give it without the wrapping. */
function unwrapped(raw: unknown): unknown {
	const value = jsonIfText(raw);
	return isRecord(value) && Object.hasOwn(value, 'values') ? value.values : value;
}

function toGroups(raw: unknown, fields: Record<string, Schema>, reading: Reading): unknown[] {
	if (typeof raw === 'object' && raw !== null && Object.keys(raw).length === 0) return [];
	const list = Array.isArray(raw) ? raw : [raw];
	return list.map((each) => toGroup(each, fields, reading)).filter((each) => each !== undefined);
}

function toGroup(
	raw: unknown,
	fields: Record<string, Schema>,
	{ label, timeZone }: Reading,
): Record<string, unknown> | undefined {
	if (typeof raw !== 'object' || raw === null) {
		throw new ValueError(`${label}: an object with ${Object.keys(fields).join(', ')} is needed.`);
	}
	const given = raw as Record<string, unknown>;
	const entries = innerFields(fields).map(({ name, kind, schema, words, isEnd }) => {
		const inner = { kind, schema, label: `${label}, ${words.name}`, timeZone, isEnd };
		return [name, toApiValue(given[name], inner)] as const;
	});
	const present = entries.filter(([, value]) => value !== undefined);
	return present.length > 0 ? Object.fromEntries(present) : undefined;
}

function shown(value: unknown): string {
	return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 100);
}
