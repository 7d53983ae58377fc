import type { StoredRecord } from '../store/data.mjs';
import { refused } from '../store/refusals.mjs';
import type { Company } from './company.mjs';
import { toHundredths } from './rounding.mjs';

/** The vendor's numbers of the three types of entries. */
export const TIME = 1;
export const LUMP_SUM_VALUE = 2;
export const LUMP_SUM_SERVICE = 3;

export type Entry = StoredRecord & EntryProperties & { time_since: string };

/** An entry as a request describes it: without a beginning it begins now. */
export type DraftEntry = StoredRecord & EntryProperties & { time_since?: string | null };

interface EntryProperties {
	type: number;
	customers_id: number;
	projects_id: number | null;
	subprojects_id: number | null;
	users_id: number;
	services_id?: number | null;
	billable: number;
	text: string | null;
	texts_id: number | null;
	/** Null while it runs. */
	time_until: string | null;
	/** Seconds; null while it runs. */
	duration?: number | null;
	clocked?: boolean;
	hourly_rate?: number;
	lumpsum?: number;
	lumpsum_services_id?: number;
	lumpsum_services_amount?: number;
	lumpsum_services_price?: number;
}

/** The collection that each of an entry's properties points into. */
export const entryReferences = {
	customers_id: 'customers',
	projects_id: 'projects',
	subprojects_id: 'subprojects',
	services_id: 'services',
	lumpsum_services_id: 'lumpSumServices',
	users_id: 'users',
} as const;

export function isRunning(entry: Entry): boolean {
	return entry.type === TIME && entry.time_until === null;
}

/** The entry that this user's clock runs on. */
export function runningEntryOf(userId: number, company: Company): Entry | undefined {
	return company.records<Entry>('entries').where({ users_id: userId }).find(isRunning);
}

/** Whether a clock runs on an entry that points at this record by this property. */
export function hasRunningEntry(property: string, id: number, company: Company): boolean {
	return company
		.records<Entry>('entries')
		.where({ [property]: id })
		.some(isRunning);
}

/** @throws ApiError 422 where a clock runs on an entry of it: that cannot be deleted */
export function nothingRuns(property: string, id: number, company: Company): void {
	if (!hasRunningEntry(property, id, company)) return;
	throw refused(
		'RunningEntriesPreventDeletion',
		'Resource can not be deleted, there are running entries. Please stop and delete those entries first.',
	);
}

/** The length of a finished time entry in seconds; 0 for others. */
export function secondsOf(entry: Entry): number {
	return entry.type === TIME ? (entry.duration ?? 0) : 0;
}

/** What an entry is worth where it is billable. */
export function revenueOf(entry: Entry): number {
	if (entry.billable === 0) return 0;
	if (entry.type === LUMP_SUM_VALUE) return entry.lumpsum ?? 0;
	if (entry.type === LUMP_SUM_SERVICE) {
		return (entry.lumpsum_services_amount ?? 0) * (entry.lumpsum_services_price ?? 0);
	}
	return toHundredths((secondsOf(entry) / 3600) * (entry.hourly_rate ?? 0));
}

export function secondsBetween(since: string, until: string): number {
	return Math.round((Date.parse(until) - Date.parse(since)) / 1000);
}

/** Names and the revenue, which the API adds to an entry. */
export function entryNames(entry: Entry, company: Company): Record<string, unknown> {
	const name = (collection: string, id: unknown) => company.records(collection).find(id)?.name;
	const names = {
		customers_name: name('customers', entry.customers_id),
		projects_name: name('projects', entry.projects_id) ?? null,
		subprojects_name: name('subprojects', entry.subprojects_id) ?? null,
		users_name: name('users', entry.users_id),
		services_name:
			entry.type === LUMP_SUM_SERVICE
				? name('lumpSumServices', entry.lumpsum_services_id)
				: name('services', entry.services_id),
		revenue: revenueOf(entry),
	};
	return Object.fromEntries(Object.entries(names).filter(([, value]) => value !== undefined));
}

/** The number of a text; the same text has the same number. */
export function textId(text: string | null | undefined, company: Company): number | null {
	if (!text) return null;
	const texts = company.records('texts');
	const found = texts.where({ text }).at(0);
	return (found ?? texts.insert({ text })).id;
}
