import { createHash, hash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { findEntity, type EntityName } from '../clockodo/entities';
import { remember } from '../clockodo/newest';
import { outcomeOfSync } from '../clockodo/outcome';
import type { ChangeList, Window } from './lists';

/**
 * A thing's state in five characters: 28 bits of a hash, then whether fields of it are withheld, and
 * in the lowest bit whether it is in the state that its list knows. Of 250 million changes, one would
 * not be noticed.
 */
export type Mark = string;

/** What a look has seen of one entity. */
export interface SeenList {
	window: Window;
	/** The highest ID that was ever seen: IDs rise, so what is above is new. A guess, with every API's habit behind it. */
	highest: number;
	/** Fields that the user of the key has no right to see, of any of the things. */
	hidden: readonly string[];
	/** The mark of each thing by its ID. */
	marks: ReadonlyMap<number, Mark>;
}

/** What a look has seen: each entity that was looked at. */
export type Snapshot = ReadonlyMap<EntityName, SeenList>;

/** Characters that a snapshot may have in n8n's static data: n8n 1.123 copies it into each stored execution. */
export const largestSnapshot = 64 * 1024;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const valueOf = new Map([...alphabet].map((sign, value) => [sign, value]));
const markLength = 5;

/** What a field holds that the user of the key may not see (the vendor's API description). */
const withheld = -1;

/**
 * The names of the thing's fields that are withheld, those of objects in it with a dot; without
 * those that do not count for its mark.
 */
export function hiddenFields(list: ChangeList, item: IDataObject): string[] {
	const names = new Set<string>();
	noteHidden(list, item, '', names);
	return [...names];
}

function noteHidden(list: ChangeList, value: unknown, path: string, names: Set<string>): void {
	if (typeof value !== 'object' || value === null) return;
	if (Array.isArray(value)) {
		for (const each of value) noteHidden(list, each, path, names);
		return;
	}
	const record = value as Record<string, unknown>;
	for (const name of Object.keys(record)) {
		if (list.derived.includes(name)) continue;
		const each = record[name];
		if (isWithheld(list, name, each)) names.add(path + inSnapshot(name));
		else if (typeof each === 'object') noteHidden(list, each, `${path}${inSnapshot(name)}.`, names);
	}
}

/** Names stand in the snapshot, whose separators they must not hold. */
const inSnapshot = (name: string): string => name.replace(/[^\w.-]/g, '_');

const isWithheld = ({ numbers }: ChangeList, name: string, value: unknown): boolean =>
	value === withheld && !numbers?.includes(name);

/**
 * The mark of a thing as the API's list shows it.
 *
 * @param hidden its fields that are withheld
 */
export function markOf(
	list: ChangeList,
	item: IDataObject,
	hidden: readonly string[] = hiddenFields(list, item),
): Mark {
	// An object for each hash would take three times as long.
	const digest = hash('sha256', comparable(list, item));
	const hides = Number(hidden.length > 0);
	const on = Number(list.state?.isOn(item) ?? false);
	return digits(Number.parseInt(digest.slice(0, 7), 16) * 4 + hides * 2 + on, markLength);
}

/**
 * The value as text, without what is withheld or made of other things, and with its names in
 * order. Written at once: a look makes one of each thing, and webhooks are answered meanwhile.
 */
function comparable(list: ChangeList, value: unknown): string {
	if (typeof value === 'string') return JSON.stringify(value);
	if (typeof value !== 'object' || value === null) return String(value);
	if (Array.isArray(value)) {
		return `[${value.map((each: unknown) => comparable(list, each)).join()}]`;
	}
	const record = value as Record<string, unknown>;
	let text = '{';
	for (const name of Object.keys(record).sort()) {
		const each = record[name];
		if (isWithheld(list, name, each) || list.derived.includes(name)) continue;
		text += quoted(name) + ':' + comparable(list, each) + ',';
	}
	return text + '}';
}

/** Names as JSON: each of them stands in every thing of a list. */
const quotedNames = new Map<string, string>();

function quoted(name: string): string {
	const known = quotedNames.get(name);
	if (known !== undefined) return known;
	const text = JSON.stringify(name);
	remember(quotedNames, name, text, 1_000);
	return text;
}

/** Whether the thing was in the state that its list knows. */
export function isOn(mark: Mark): boolean {
	return (lowest(mark) & 1) === 1;
}

/** Whether fields of the thing were withheld. */
export function isHiding(mark: Mark): boolean {
	return (lowest(mark) & 2) === 2;
}

const lowest = (mark: Mark): number => valueOf.get(mark.slice(-1)) ?? 0;

/** The number in so many digits to the base of 64. */
function digits(number: number, length: number): string {
	let text = '';
	for (let rest = number; text.length < length; rest = Math.floor(rest / 64)) {
		text = (alphabet[rest % 64] ?? '') + text;
	}
	return text;
}

/** A number in as few characters as it takes: five bits in each, and one that says whether more follow. */
function short(number: number): string {
	let text = '';
	let rest = number;
	do {
		const low = rest % 32;
		rest = Math.floor(rest / 32);
		text += alphabet[low + (rest > 0 ? 32 : 0)] ?? '';
	} while (rest > 0);
	return text;
}

/** Reads text that was written by `short` and in whole characters. Each reading goes on where the last one ended. */
class Reader {
	private position = 0;

	constructor(private readonly text: string) {}

	get isAtEnd(): boolean {
		return this.position >= this.text.length;
	}

	number(): number {
		let [number, factor] = [0, 1];
		for (;;) {
			const value = valueOf.get(this.text[this.position++] ?? '');
			if (value === undefined) throw new RangeError('The snapshot breaks off');
			number += (value % 32) * factor;
			factor *= 32;
			if (!Number.isSafeInteger(number)) throw new RangeError('This is no ID');
			if (value < 32) return number;
		}
	}

	characters(length: number): string {
		const found = this.text.slice(this.position, this.position + length);
		this.position += length;
		if (found.length < length || [...found].some((sign) => !valueOf.has(sign))) {
			throw new RangeError('The snapshot breaks off');
		}
		return found;
	}
}

/** The numbers and IDs of a list, as text; rising numbers are told by their distances. */
export function encodeIds(ids: readonly number[]): string {
	let before = 0;
	return [...ids]
		.sort((one, other) => one - other)
		.map((id) => {
			const text = short(id - before);
			before = id;
			return text;
		})
		.join('');
}

/** @throws RangeError for a text that `encodeIds` has not written */
export function decodeIds(text: string): number[] {
	const reader = new Reader(text);
	const ids: number[] = [];
	for (let id = 0; !reader.isAtEnd; ) ids.push((id += reader.number()));
	return ids;
}

const version = '1';

/** Characters of the hash that tells a snapshot from one that was cut off. */
const checkLength = 8;

const checkOf = (text: string): string =>
	createHash('sha256').update(text).digest('base64url').slice(0, checkLength);

/** The snapshot as one string, about seven characters for each thing. */
export function encodeSnapshot(snapshot: Snapshot): string {
	const lists = [...snapshot].map(([entity, { window, highest, hidden, marks }]) => {
		let before = 0;
		const things = [...marks]
			.sort(([one], [other]) => one - other)
			.map(([id, mark]) => {
				const text = short(id - before) + mark;
				before = id;
				return text;
			});
		const { from, until } = window;
		return [entity, from, until, highest, hidden.join(' '), things.join('')].join(',');
	});
	const text = lists.join(';');
	return [version, checkOf(text), ...lists].join(';');
}

/** The snapshot that the text stands for; undefined where it is none that this version has written. */
export function decodeSnapshot(text: string): Snapshot | undefined {
	const [its, check, ...lists] = text.split(';');
	if (its !== version || check !== checkOf(lists.join(';'))) return undefined;
	const read = outcomeOfSync(() => new Map(lists.map(readList)));
	return read.ok ? read.value : undefined;
}

function readList(text: string): [EntityName, SeenList] {
	const [name = '', from, until, highest, hidden = '', things = ''] = text.split(',');
	const entity = findEntity(name);
	const numbers = [from, until, highest].map(Number);
	if (!entity || numbers.some((number) => !Number.isSafeInteger(number))) {
		throw new RangeError('This is no snapshot');
	}
	const [first = 0, last = 0, high = 0] = numbers;
	const marks = new Map<number, Mark>();
	const reader = new Reader(things);
	for (let id = 0; !reader.isAtEnd; ) {
		id += reader.number();
		marks.set(id, reader.characters(markLength));
	}
	const names = hidden === '' ? [] : hidden.split(' ');
	const window = { from: first, until: last };
	return [entity.name, { window, highest: high, hidden: names, marks }];
}
