import { subjectOf } from '../clockodo/subject';
import { isRecord, toResourceId } from '../clockodo/values';
import { tooLarge } from './body';

/** What Clockodo sends, without its token: this is what n8n stores and the flow gets. */
export interface Notification {
	/** `entry.stopped` */
	event_name: string;
	/** The webhook that fired; null where the sender does not say. */
	subscription_id: number | null;
	/** The Clockodo account; null where the sender does not say. */
	company_id: number | null;
	/** ISO 8601 in UTC, from Clockodo in whole seconds; null where the sender does not say. */
	occurred_at: string | null;
	payload: Record<string, unknown>;
}

const eventName = /^[a-z][a-z_]{0,63}\.[a-z][a-z_]{0,63}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/;

/**
 * Reads the body of a notification and leaves out its token and every field that the vendor's
 * description does not have. An event and an ID must be in it; nothing depends on the rest, so it may
 * be missing or stand in another form.
 *
 * @returns the notification, or in words what is wrong with the body
 */
export function readNotification(body: unknown): Notification | string {
	if (body === tooLarge)
		return 'the body is too large: over 1 MB, and its Content-Type is not JSON';
	if (!isRecord(body)) return 'the body is not a JSON object';
	const { event_name } = body;
	if (typeof event_name !== 'string' || !eventName.test(event_name)) return 'event_name is missing';
	const subscription_id = optionalId(body.subscription_id);
	if (subscription_id === undefined) return 'subscription_id is not a positive integer';
	const company_id = optionalId(body.company_id);
	if (company_id === undefined) return 'company_id is not a positive integer';
	if (!isRecord(body.payload)) return 'payload is not an object';
	if (isHostile(body.payload)) return 'payload is not a plain object of a bearable size';
	const payload = harmless(body.payload, event_name);
	const notification = {
		event_name,
		subscription_id,
		company_id,
		occurred_at: readTime(body.occurred_at),
		payload,
	};
	if (subjectOf(notification) === undefined) {
		return `payload holds no positive integer as the ID of ${event_name}`;
	}
	return notification;
}

/** Null where there is none; undefined where it is none. */
function optionalId(value: unknown): number | null | undefined {
	return value === undefined || value === null ? null : toResourceId(value);
}

/** ISO 8601 with a blank in the place of the T, without seconds, or without a zone. */
const looseIso =
	/^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(?:Z|UTC|([+-]\d\d):?(\d\d)?)?)?$/;
/** As in the headers of HTTP and of mails: `Tue, 24 Nov 2026 17:02:00 GMT`. */
const ofHeaders =
	/^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|[+-]\d{4})$/;

/**
 * The time in ISO 8601. Clockodo writes it so; seconds or milliseconds since 1970, and a time without
 * a zone, taken for UTC, are guesses at what others may write. Null where it cannot be read, or can
 * mean two things: nothing here may depend on the zone of the server.
 */
function readTime(value: unknown): string | null {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string' || text.length > 40) return null;
	if (instant.test(text)) return Number.isNaN(Date.parse(text)) ? null : text;
	if (/^\d{9,10}(?:\.\d+)?$/.test(text)) return isoOf(Number(text) * 1000);
	if (/^\d{12,13}$/.test(text)) return isoOf(Number(text));
	const trimmed = text.trim();
	const parts = looseIso.exec(trimmed);
	if (!parts) return ofHeaders.test(trimmed) ? isoOf(Date.parse(trimmed)) : null;
	const [, date, time = '00:00', hours = '+00', minutes = '00'] = parts;
	return isoOf(Date.parse(`${date}T${time}${hours}:${minutes}`));
}

function isoOf(milliseconds: number): string | null {
	const time = new Date(milliseconds);
	const isThere = !Number.isNaN(time.getTime()) && time.getUTCFullYear() > 1970;
	return isThere ? time.toISOString().replace('.000Z', 'Z') : null;
}

const deepest = 6;
const poisonous = new Set(['__proto__', 'constructor', 'prototype']);

/** What is kept of a payload; the vendor's hold one object with a number or three. */
const most = { values: 500, characters: 20_000, inText: 2_000, inName: 100 };

/** No sender that means well goes beyond these: a whole resource with long texts is far below. */
const bounds = { values: 200_000, characters: 4_000_000, levels: 2_000 };

/** Whether the payload is an attack: too large to be read, or with a key that reaches a prototype. */
function isHostile(payload: unknown): boolean {
	const left = { ...bounds };
	const isBad = (value: unknown, level: number): boolean => {
		if (--left.values < 0) return true;
		if (typeof value === 'string') return (left.characters -= value.length) < 0;
		if (typeof value !== 'object' || value === null) return false;
		if (level >= bounds.levels) return true;
		for (const key in value) {
			if (poisonous.has(key) || (left.characters -= key.length) < 0) return true;
			if (isBad((value as Record<string, unknown>)[key], level + 1)) return true;
		}
		return false;
	};
	return isBad(payload, 0);
}

/**
 * A copy of the payload that can neither reach a prototype nor exhaust stack or memory. What is too
 * much is cut off, but never what the event's subject is told by. Keys that reach a prototype have been
 * refused before.
 */
function harmless(payload: Record<string, unknown>, eventName: string): Record<string, unknown> {
	const left = { values: most.values, characters: most.characters };
	const cut = (text: string) => {
		const kept = text.slice(0, Math.min(most.inText, left.characters));
		left.characters -= kept.length;
		return kept;
	};
	const copyOf = (value: unknown, depth: number): unknown => {
		left.values--;
		if (typeof value === 'string') return cut(value);
		if (typeof value !== 'object' || value === null) return isPlain(value) ? value : null;
		if (depth >= deepest) return null;
		if (!Array.isArray(value)) return copyOfRecord(value as Record<string, unknown>, depth);
		const items: unknown[] = [];
		for (const item of value) {
			if (left.values <= 0) break;
			items.push(copyOf(item, depth + 1));
		}
		return items;
	};
	const copyOfRecord = (record: Record<string, unknown>, depth: number) => {
		const copy: Record<string, unknown> = {};
		for (const key of subjectFirst(record, eventName)) {
			if (left.values <= 0) break;
			const isKept = key.length <= Math.min(most.inName, left.characters);
			if (!isKept || !Object.hasOwn(record, key) || Object.hasOwn(copy, key)) continue;
			left.characters -= key.length;
			copy[key] = copyOf(record[key], depth + 1);
		}
		return copy;
	};
	return copyOfRecord(payload, 0);
}

/** The names of a record's fields, before all others those by which `subjectOf` goes. */
function* subjectFirst(record: Record<string, unknown>, eventName: string): Generator<string> {
	if (toResourceId(record.id) !== undefined) yield 'id';
	if (typeof record.type === 'string') yield 'type';
	yield eventName.split('.', 1)[0] ?? '';
	for (const key in record) yield key;
}

/** What JSON can hold, beside null, texts, lists and objects. */
function isPlain(value: unknown): boolean {
	return typeof value === 'boolean' || typeof value === 'number';
}
