import { tryToParseDateTime } from 'n8n-workflow';
import { outcomeOfSync } from '../../../src/clockodo/outcome';
import type { EnumValue } from '../../../src/clockodo/enum';
import type { Schema } from '../../../src/clockodo/schema';
import { isoSeconds, isRecord, jsonIfText } from '../../../src/clockodo/values';
import { allowsNull, type FieldKind } from '../table/field-kind';
import { innerFields } from '../table/fields';

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
}

/**
 * A parameter's value as the API wants it. Expressions and AI agents give more forms than the
 * panel does: numbers as text, labels instead of values, lists with commas, plain objects.
 *
 * @returns undefined where nothing was given
 * @throws ValueError for a value that does not fit the field
 */
export function toApiValue(given: unknown, reading: Reading): unknown {
	const raw = isLocator(given) ? given.value : given;
	if (raw === undefined || raw === '') return undefined;
	if (raw === null) return allowsNull(reading.schema) ? null : undefined;
	const { kind, label } = reading;
	switch (kind.type) {
		case 'reference':
			return toId(raw, label);
		case 'references':
			return toList(raw).map((each) => toId(each, label));
		case 'integers':
			return toList(raw).map((each) => toNumber(each, { whole: true }, label));
		case 'choice':
			return toChoice(raw, kind.values, label);
		case 'choices':
			return toList(raw).map((each) => toChoice(each, kind.values, label));
		case 'flag':
			return toFlag(raw, label);
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

/** n8n's form of a value that was chosen from a list or entered by its ID. */
export function isLocator(raw: unknown): raw is { value: unknown } {
	return isRecord(raw) && '__rl' in raw;
}

function toList(raw: unknown): unknown[] {
	if (Array.isArray(raw)) return raw;
	if (typeof raw !== 'string') return [raw];
	return raw
		.replace(/^\[|\]$/g, '')
		.split(',')
		.map((each) => each.trim())
		.filter((each) => each !== '');
}

function toChoice(raw: unknown, values: EnumValue[], label: string): string | number {
	const text = String(raw).trim().toLowerCase();
	const found =
		values.find(({ value }) => String(value).toLowerCase() === text) ??
		values.find((each) => each.label.toLowerCase() === text);
	if (found) return found.value;
	const known = values.map((each) => `${each.value} (${each.label})`).join(', ');
	throw new ValueError(`${label}: '${shown(raw)}' is not one of ${known}.`);
}

function toFlag(raw: unknown, label: string): boolean {
	if (typeof raw === 'boolean') return raw;
	const text = String(raw).trim().toLowerCase();
	if (['true', '1', 'yes'].includes(text)) return true;
	if (['false', '0', 'no'].includes(text)) return false;
	throw new ValueError(`${label}: '${shown(raw)}' is neither true nor false.`);
}

function toNumber(
	raw: unknown,
	{ whole, minimum, maximum }: { whole: boolean; minimum?: number; maximum?: number },
	label: string,
): number {
	const value = typeof raw === 'string' ? Number(raw.trim().replace(',', '.')) : raw;
	if (typeof value !== 'number' || !Number.isFinite(value)) {
		throw new ValueError(`${label}: '${shown(raw)}' is not a number.`);
	}
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

/** A day, with or without a time that names no zone: the day is the one that is written there. */
const localDay = /^(\d{4}-\d\d-\d\d)([T ][\d:.]*)?$/;

/** Days stay the days that they are; points in time become ISO 8601 in UTC with whole seconds. */
function toTime(raw: unknown, type: 'date' | 'dateTime', { label, timeZone }: Reading): string {
	const day = typeof raw === 'string' ? localDay.exec(raw.trim())?.[1] : undefined;
	if (day !== undefined && type === 'date') return day;
	const parsed = outcomeOfSync(() => tryToParseDateTime(raw, timeZone));
	if (!parsed.ok) {
		throw new ValueError(
			`${label}: '${shown(raw)}' is not a date. Write it as 2026-11-24${type === 'date' ? '' : 'T08:00:00'}.`,
		);
	}
	if (type === 'date') return parsed.value.setZone(timeZone).toFormat('yyyy-MM-dd');
	return isoSeconds(parsed.value.toMillis());
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
	const entries = innerFields(fields).map(({ name, kind, schema, words }) => {
		const inner = { kind, schema, label: `${label}, ${words.name}`, timeZone };
		return [name, toApiValue(given[name], inner)] as const;
	});
	const present = entries.filter(([, value]) => value !== undefined);
	return present.length > 0 ? Object.fromEntries(present) : undefined;
}

function shown(value: unknown): string {
	return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 100);
}
