import { createHash } from 'node:crypto';
import type { StoredRecord } from '../store/data.mjs';
import { invalid } from '../store/refusals.mjs';
import { isoDay } from '../store/time.mjs';
import { budgetOf } from './budgets.mjs';
import { remove, update } from './changes.mjs';
import type { Company } from './company.mjs';
import { entries, selectEntries } from './entries.mjs';
import { entryReferences, revenueOf, secondsOf, TIME, type Entry } from './entry-values.mjs';
import { isoWeek } from './intervals.mjs';
import type { Call, Handlers } from './resource.mjs';

/**
 * What a group of entries is changed in.
 *
 * Guessed: a null leaves it as it is.
 */
const CHANGEABLE = [
	'users_id',
	'customers_id',
	'projects_id',
	'subprojects_id',
	'services_id',
	'lumpsum_services_id',
	'billable',
	'text',
	'hourly_rate',
] as const;

export const entryGroupHandlers: Handlers = {
	getEntrygroupsV2: ({ query, operation }, company) => {
		const found = selectEntries(query, company);
		const roundTo = Number(query.round_to_minutes ?? 0) * 60;
		const groups = groupsOf(found, query.grouping as string[], { company, query, roundTo }, {});
		return { [operation.answer.key ?? 'groups']: groups };
	},
	updateEntrygroupV2: (call, company) =>
		confirmed(call.body, company, (entry) => {
			const given = CHANGEABLE.filter((name) => (call.body[name] ?? null) !== null);
			const body = Object.fromEntries(given.map((name) => [name, call.body[name]]));
			update(entries, entry.id, { ...call, body }, company);
		}),
	deleteEntrygroupV2: (call, company) =>
		confirmed(call.query, company, (entry) =>
			remove(entries, entry.id, { ...call, query: {} }, company),
		),
};

/** The first request asks how many entries it would strike; only with the key of its answer it acts. */
function confirmed(
	request: Call['query'],
	company: Company,
	act: (entry: Entry) => void,
): Record<string, unknown> {
	const found = selectEntries(request, company);
	const ids = found.map(({ id }) => id).join(',');
	const confirm_key = createHash('sha256').update(ids).digest('hex').slice(0, 32);
	if (request.confirm_key === undefined) {
		return { confirm_key, affected_entries: found.length };
	}
	if (request.confirm_key !== confirm_key) {
		throw invalid(
			'The confirm_key does not fit: the entries have changed since. Ask for a new one.',
			'confirm_key',
			'InvalidConfirmKey',
		);
	}
	found.forEach(act);
	return { success: true, edited_entries: found.length };
}

interface GroupContext {
	company: Company;
	query: Record<string, unknown>;
	roundTo: number;
}

function groupsOf(
	found: Entry[],
	[grouping, ...deeper]: string[],
	context: GroupContext,
	restrictions: Record<string, unknown>,
): unknown[] {
	if (!grouping) return [];
	const groups = new Map<string, Entry[]>();
	for (const entry of found) {
		const key = keyOf(entry, grouping);
		groups.set(key, [...(groups.get(key) ?? []), entry]);
	}
	return [...groups].map(([group, members]) => {
		const narrowed = { ...restrictions, ...restrictionOf(grouping, group) };
		const record = recordOf(grouping, group, context);
		return {
			group,
			name: nameOf(grouping, group, record, context),
			// Guessed: whose number and note, and that they are null where there is none.
			number: record?.number ?? null,
			note: record?.note ?? null,
			...sums(members, context),
			restrictions: narrowed,
			grouped_by: grouping,
			sub_groups: deeper.length > 0 ? groupsOf(members, deeper, context, narrowed) : null,
		};
	});
}

function sums(members: Entry[], { company, roundTo }: GroupContext) {
	const hasBudget = (entry: Entry) =>
		budgetOf(company.records('projects').find(entry.projects_id))?.hard === true;
	const some = (budget: boolean, billed: boolean) =>
		members.some(
			(entry) =>
				revenueOf(entry) > 0 && hasBudget(entry) === budget && (entry.billable === 2) === billed,
		);
	const rates = new Set(
		members.filter(({ type }) => type === TIME).map((each) => each.hourly_rate),
	);
	const isEqual = rates.size === 1 && members.every(({ type }) => type === TIME);
	return {
		duration: members.reduce((sum, entry) => sum + rounded(secondsOf(entry), roundTo), 0),
		revenue: Math.round(members.reduce((sum, entry) => sum + revenueOf(entry), 0)),
		has_budget_revenues_billed: some(true, true),
		has_budget_revenues_not_billed: some(true, false),
		has_non_budget_revenues_billed: some(false, true),
		has_non_budget_revenues_not_billed: some(false, false),
		budget_used: members.some(hasBudget),
		hourly_rate: isEqual ? ([...rates][0] ?? null) : null,
		hourly_rate_is_equal_and_has_no_lumpsums: isEqual,
	};
}

function rounded(seconds: number, step: number): number {
	return step > 0 ? Math.ceil(seconds / step) * step : seconds;
}

function keyOf(entry: Entry, grouping: string): string {
	switch (grouping) {
		case 'day':
			return isoDay(entry.time_since);
		case 'month':
			return entry.time_since.slice(0, 7);
		case 'year':
			return entry.time_since.slice(0, 4);
		case 'week':
			return isoWeek(entry.time_since);
		case 'is_lumpsum':
			return entry.type === TIME ? '0' : '1';
		default:
			return String(entry[grouping] ?? 0);
	}
}

const COLLECTIONS: Partial<Record<string, string>> = { ...entryReferences, texts_id: 'texts' };

/** What the group stands for, where that is a record. */
function recordOf(
	grouping: string,
	group: string,
	{ company }: GroupContext,
): StoredRecord | undefined {
	const collection = COLLECTIONS[grouping];
	return collection ? company.records(collection).find(Number(group)) : undefined;
}

function nameOf(
	grouping: string,
	group: string,
	record: StoredRecord | undefined,
	{ company, query }: GroupContext,
): string {
	if (!record) return group === '0' ? '' : group;
	const name = String(record.name ?? record.text);
	if (grouping !== 'projects_id' || !query.prepend_customer_to_project_name) return name;
	const customer = company.records('customers').find(record.customers_id);
	return `${String(customer?.name)} / ${name}`;
}

/** What of the group's entries holds for all of them, where it is an id. */
function restrictionOf(grouping: string, group: string): Record<string, unknown> {
	if (!COLLECTIONS[grouping] && grouping !== 'billable') return {};
	const name = grouping === 'texts_id' ? 'entriesTexts_id' : grouping;
	return { [name]: Number(group) };
}
