import { refused } from '../store/refusals.mjs';
import type { Company } from './company.mjs';
import type { StoredRecord } from '../store/data.mjs';
import { rateFor } from './rates.mjs';

/** The vendor's numbers of the three types of entries. */
export const TIME = 1;
export const LUMP_SUM_VALUE = 2;
export const LUMP_SUM_SERVICE = 3;

export type Entry = StoredRecord & {
	type: number;
	customers_id: number;
	projects_id: number | null;
	subprojects_id: number | null;
	users_id: number;
	services_id?: number | null;
	billable: number;
	text: string | null;
	texts_id: number | null;
	time_since: string;
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
};

export function isRunning(entry: Entry): boolean {
	return entry.type === TIME && entry.time_until === null;
}

/** The entry that this user's clock runs on. */
export function runningEntryOf(userId: number, company: Company): Entry | undefined {
	return company
		.records<Entry>('entries')
		.all()
		.find((entry) => entry.users_id === userId && isRunning(entry));
}

/** @throws ApiError 422 where a clock runs on an entry of it: that cannot be deleted */
export function nothingRuns(property: string, id: number, company: Company): void {
	const running = company
		.records<Entry>('entries')
		.all()
		.some((entry) => entry[property] === id && isRunning(entry));
	if (!running) return;
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
	return round((secondsOf(entry) / 3600) * (entry.hourly_rate ?? 0));
}

export function secondsBetween(since: string, until: string): number {
	return Math.round((Date.parse(until) - Date.parse(since)) / 1000);
}

/** Names and the revenue, which the API adds to an entry. */
export function entryNames(entry: Entry, company: Company): Record<string, unknown> {
	const name = (collection: string, id: unknown) =>
		typeof id === 'number' ? company.records(collection).find(id)?.name : undefined;
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
	const found = texts.all().find((each) => each.text === text);
	return (found ?? texts.insert({ text })).id;
}

/** What the company's rates say for this entry's hours. */
export function hourlyRate(entry: Partial<Entry>, company: Company): number {
	return rateFor(entry, company);
}

function round(money: number): number {
	return Math.round(money * 100) / 100;
}
