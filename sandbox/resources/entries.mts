import type { StoredRecord } from '../store/data.mjs';
import { filtered, filterOf, type Filter } from '../store/lists.mjs';
import { forbidden, invalid } from '../store/refusals.mjs';
import { isoSeconds } from '../store/time.mjs';
import { tellThresholds, budgetOf } from './budgets.mjs';
import { present } from './changes.mjs';
import type { Company } from './company.mjs';
import { listAnswer } from './crud.mjs';
import {
	entryNames,
	entryReferences,
	LUMP_SUM_SERVICE,
	LUMP_SUM_VALUE,
	secondsBetween,
	textId,
	TIME,
	type DraftEntry,
	type Entry,
} from './entry-values.mjs';
import { ofTeam } from './filters.mjs';
import { checkPeriod } from './period.mjs';
import { mayActFor } from './permissions.mjs';
import { hourlyRate } from './rates.mjs';
import type { Call, Handlers, Resource } from './resource.mjs';

const BILLABLE_OR_BILLED = 12;

export const entries: Resource = {
	collection: 'entries',
	path: '/v2/entries',
	entity: 'entry',
	vendorName: 'entries',
	defaults: ({ user }) => ({
		projects_id: null,
		subprojects_id: null,
		users_id: user.id,
		text: null,
		time_insert: isoSeconds(),
		test_data: false,
	}),
	references: entryReferences,
	settle: ({ before, next, call }, company) =>
		settleEntry(before as Entry | undefined, next as DraftEntry, call, company),
	followUp: ({ before, after }, company) => {
		const changed = (after ?? before) as Entry;
		tellThresholds(changed.projects_id, changed.subprojects_id, company);
	},
};

export const entryHandlers: Handlers = {
	getEntriesV2: ({ operation, query }, company) => {
		// Guessed: the order, oldest first.
		const found = selectEntries(query, company).sort(
			(a, b) => a.time_since.localeCompare(b.time_since) || a.id - b.id,
		);
		const shown = query.enhanced_list
			? found.map((entry) => ({ ...entry, ...entryNames(entry, company) }))
			: found;
		return listAnswer(operation, query, shown);
	},
};

/**
 * The entries that begin in the request's span of time and pass its filter.
 *
 * Guessed: that their beginning decides, and not their end.
 */
export function selectEntries(request: Record<string, unknown>, company: Company): Entry[] {
	const since = Date.parse(String(request.time_since));
	const until = Date.parse(String(request.time_until));
	const inTime = company
		.records<Entry>('entries')
		.all()
		.filter(({ time_since }) => Date.parse(time_since) >= since && Date.parse(time_since) <= until);
	return filtered(inTime, filterOf(request), entryFilters(company));
}

function entryFilters(company: Company): Record<string, Filter> {
	const text = (each: StoredRecord, wanted: unknown) =>
		String(each.text ?? '')
			.toLowerCase()
			.includes(String(wanted).toLowerCase());
	return {
		billable: (each, wanted) =>
			wanted === BILLABLE_OR_BILLED ? each.billable !== 0 : each.billable === wanted,
		text,
		teams_id: ofTeam(company),
		budget_type: (each, wanted) => matchesBudgetType(each, String(wanted), company),
	};
}

function matchesBudgetType(entry: StoredRecord, wanted: string, company: Company): boolean {
	const project = company.records('projects').find(entry.projects_id);
	const budget = budgetOf(project);
	if (wanted === 'rep_filter_budget_without') return !budget;
	if (wanted === 'rep_filter_budget_without_strict') return !budget?.hard;
	if (!budget || budget.hard !== wanted.startsWith('rep_filter_budget_strict')) return false;
	if (wanted.endsWith('_incomplete')) return !project?.completed;
	return wanted.endsWith('_completed') ? project?.completed === true : true;
}

function settleEntry(
	before: Entry | undefined,
	next: DraftEntry,
	call: Call,
	company: Company,
): StoredRecord {
	if (!mayActFor(call.user, next.users_id)) {
		throw forbidden('You are not allowed to edit entries of other co-workers.');
	}
	checkBelongs(next, company);
	const now = isoSeconds();
	const common = {
		...next,
		texts_id: textId(next.text, company),
		time_since: isoSeconds(next.time_since ?? now),
		time_last_change: now,
	};
	const type = before?.type ?? typeOf(next);
	if (type === LUMP_SUM_SERVICE) return lumpSumService(common, company);
	if (type === LUMP_SUM_VALUE) return lumpSumValue(common);
	return timeEntry(before, common, call, company);
}

function typeOf(next: DraftEntry): number {
	if (next.lumpsum_services_id) return LUMP_SUM_SERVICE;
	return next.lumpsum === undefined ? TIME : LUMP_SUM_VALUE;
}

function lumpSumService(entry: Entry, company: Company): StoredRecord {
	const service = company.records('lumpSumServices').find(entry.lumpsum_services_id);
	const { duration: _duration, lumpsum: _lumpsum, services_id: _service, ...rest } = entry;
	return {
		...rest,
		type: LUMP_SUM_SERVICE,
		time_until: null,
		lumpsum_services_id: entry.lumpsum_services_id ?? null,
		lumpsum_services_amount: entry.lumpsum_services_amount ?? 1,
		lumpsum_services_price: Number(service?.price ?? entry.lumpsum_services_price ?? 0),
	};
}

function lumpSumValue(entry: Entry): StoredRecord {
	const { duration: _duration, ...rest } = entry;
	return {
		...rest,
		type: LUMP_SUM_VALUE,
		time_until: null,
		services_id: entry.services_id ?? null,
		lumpsum: entry.lumpsum ?? 0,
	};
}

function timeEntry(
	before: Entry | undefined,
	entry: Entry & { time_last_change: string },
	{ body }: Call,
	company: Company,
): StoredRecord {
	if (!entry.services_id) throw invalid('An entry needs a service.', 'services_id');
	const moved = !before || 'time_since' in body || 'time_until' in body || 'duration' in body;
	const span = moved ? spanOf(before, entry, body) : {};
	const pricedAnew =
		!before ||
		['customers_id', 'projects_id', 'services_id', 'users_id'].some((name) => name in body);
	return {
		clocked: false,
		clocked_offline: false,
		...entry,
		time_clocked_since: entry.time_clocked_since ?? null,
		time_last_change_work_time: moved
			? entry.time_last_change
			: (entry.time_last_change_work_time ?? entry.time_last_change),
		...span,
		type: TIME,
		hourly_rate: body.hourly_rate ?? (pricedAnew ? hourlyRate(entry, company) : entry.hourly_rate),
	};
}

/** From two of beginning, end and duration the third. */
function spanOf(before: Entry | undefined, entry: Entry, body: Record<string, unknown>) {
	const { time_since } = entry;
	if (body.duration !== undefined && body.time_until === undefined) {
		const duration = body.duration as number;
		const end = isoSeconds(Date.parse(time_since) + duration * 1000);
		return { time_until: end, duration };
	}
	const until = body.time_until ?? before?.time_until;
	if (typeof until !== 'string') {
		if (before) return {};
		throw invalid('An entry needs an end (time_until) or a duration.', 'time_until');
	}
	const time_until = isoSeconds(until);
	checkPeriod(time_since, time_until, () =>
		invalid(
			'The end of an entry (time_until) must not lie before its beginning (time_since).',
			'time_until',
		),
	);
	return { time_until, duration: secondsBetween(time_since, time_until) };
}

/** A project must be of the entry's customer, a subproject of its project, and not completed. */
function checkBelongs(entry: DraftEntry, company: Company): void {
	const project = company.records('projects').find(entry.projects_id);
	if (project && project.customers_id !== entry.customers_id) {
		throw invalid('The project does not belong to the customer.', 'projects_id');
	}
	const subproject = company.records('subprojects').find(entry.subprojects_id);
	if (subproject && subproject.projects_id !== entry.projects_id) {
		throw invalid('The subproject does not belong to the project.', 'subprojects_id');
	}
}

/** One entry as an answer outside of its own endpoints shows it. */
export function presentEntry(entry: Entry | undefined, company: Company): StoredRecord | null {
	return entry ? present(entries, entry, company) : null;
}
