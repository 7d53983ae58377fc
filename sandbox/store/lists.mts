import { largestPage, type Operation } from '../../src/clockodo/operation.js';
import { isRecord } from '../../src/clockodo/values.js';
import type { StoredRecord } from './data.mjs';

export interface Paging {
	items_per_page: number;
	current_page: number;
	count_pages: number;
	count_items: number;
}

/**
 * How many items a page has where the request does not say it; never more than the operation allows.
 *
 * Guessed: the number.
 */
const DEFAULT_PAGE_SIZE = 1000;

/**
 * The items of the asked page.
 *
 * Guessed: a page behind the last one is empty.
 */
export function page<T>(
	operation: Operation,
	query: Record<string, unknown>,
	items: T[],
): { paging: Paging; items: T[] } {
	const maximum = largestPage(operation) ?? DEFAULT_PAGE_SIZE;
	const size = (query.items_per_page as number | undefined) ?? Math.min(DEFAULT_PAGE_SIZE, maximum);
	const current = (query.page as number | undefined) ?? 1;
	const paging = {
		items_per_page: size,
		current_page: current,
		count_pages: Math.ceil(items.length / size),
		count_items: items.length,
	};
	return { paging, items: items.slice((current - 1) * size, current * size) };
}

/** What the query's `filter` asks for. */
export function filterOf(query: Record<string, unknown>): Record<string, unknown> {
	return isRecord(query.filter) ? query.filter : {};
}

export type Filter = (record: StoredRecord, wanted: unknown) => boolean;

/**
 * What the query's filters leave. A filter without a rule of its own compares the property of
 * its name; a list of wanted values means any of them.
 */
export function filtered<T extends StoredRecord>(
	records: T[],
	wanted: Record<string, unknown>,
	rules: Partial<Record<string, Filter>>,
): T[] {
	const tests = Object.entries(wanted)
		.filter(([, value]) => value !== undefined && value !== null)
		.map(([name, value]) => {
			const rule = rules[name] ?? ((each: StoredRecord, one: unknown) => each[name] === one);
			const values = Array.isArray(value) ? value : [value];
			return (each: StoredRecord) => values.some((one) => rule(each, one));
		});
	return tests.length > 0 ? records.filter((each) => tests.every((test) => test(each))) : records;
}

/**
 * Whether all words of the text occur in these properties, in any case.
 *
 * Guessed: in which properties, and that a part of a word is enough.
 */
export function hasWords(record: StoredRecord, properties: string[], text: unknown): boolean {
	const searched = properties
		.map((name) => String(record[name] ?? ''))
		.join(' ')
		.toLowerCase();
	return String(text)
		.toLowerCase()
		.split(/\s+/)
		.every((word) => searched.includes(word));
}

/**
 * In the order of `sort` (`-name` is descending); equal ones keep the order of their ids.
 *
 * Guessed: the order of the ids where the request names none.
 */
export function sorted(
	records: StoredRecord[],
	sort: unknown,
	read: (record: StoredRecord, name: string) => unknown = (record, name) => record[name],
): StoredRecord[] {
	const keys = (Array.isArray(sort) ? sort : []).map(String);
	if (keys.length === 0) return records;
	return [...records].sort((a, b) => {
		for (const key of keys) {
			const name = key.replace(/^-/, '');
			const order = compare(read(a, name), read(b, name));
			if (order !== 0) return key.startsWith('-') ? -order : order;
		}
		return a.id - b.id;
	});
}

function compare(a: unknown, b: unknown): number {
	if (a === b) return 0;
	if (a === null || a === undefined) return 1;
	if (b === null || b === undefined) return -1;
	if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, 'de');
	return Number(a) - Number(b);
}
