import { conflict, forbidden, notFound, invalid } from '../store/refusals.mjs';
import { isoSeconds } from '../store/time.mjs';
import { tellThresholds } from './budgets.mjs';
import { present, requireOne } from './changes.mjs';
import type { Company } from './company.mjs';
import { entries, presentEntry } from './entries.mjs';
import {
	isRunning,
	runningEntryOf,
	secondsBetween,
	textId,
	TIME,
	type Entry,
} from './entry-values.mjs';
import { checkPeriod } from './period.mjs';
import { mayActFor } from './permissions.mjs';
import { hourlyRate } from './rates.mjs';
import { mustExistIn } from './references.mjs';
import type { Call, Handlers } from './resource.mjs';

export const clockHandlers: Handlers = {
	getClockV2: (call, company) => ({
		running: presentEntry(runningEntryOf(userOf(call, company), company), company),
		stopped: null,
		current_time: isoSeconds(),
	}),
	createClockV2: (call, company) => {
		const usersId = userOf(call, company);
		checkReferences(call.body, company);
		return startClock(usersId, call.body, company);
	},
	deleteClockByIdV2: (call, company) => {
		const entry = requireRunning(call, company);
		const until = (call.query.time_until as string | null | undefined) ?? isoSeconds();
		const stopped = stopEntry(entry, until, company);
		const again = call.query.start_new
			? startEntry(entry.users_id, { ...entry, time_since: until }, company)
			: undefined;
		return startStop(again, stopped, company);
	},
	updateClockByIdV2: (call, company) => {
		const entry = requireRunning(call, company);
		const { time_since, duration } = call.body;
		const since =
			typeof duration === 'number'
				? isoSeconds(Date.now() - duration * 1000)
				: typeof time_since === 'string'
					? isoSeconds(time_since)
					: entry.time_since;
		if (Date.parse(since) > Date.now()) {
			throw invalid('The clock cannot have been started in the future.', 'time_since');
		}
		const now = isoSeconds();
		const next: Entry = {
			...entry,
			time_since: since,
			time_clocked_since: since,
			time_last_change: now,
			time_last_change_work_time: now,
		};
		company.records<Entry>('entries').replace(next);
		company.emit('entry', 'updated', entry.id);
		const shown = present(entries, next, company);
		return { updated: shown, running: shown, overlapping_correction: null, current_time: now };
	},
	createFavoritesStartByIdV2: (call, company) => {
		const favorite = company.records('favorites').find(call.path.id);
		if (!favorite || favorite.users_id !== call.user.id) throw notFound();
		return startClock(call.user.id, favorite, company);
	},
};

/**
 * Starts the clock; one that runs already is stopped.
 *
 * Guessed: that the stopped one is told of first, and then `created` and `started` of the new one.
 */
export function startClock(
	usersId: number,
	values: Record<string, unknown>,
	company: Company,
): unknown {
	const running = runningEntryOf(usersId, company);
	const since = (values.time_since as string | null | undefined) ?? isoSeconds();
	const transfer = Number(values.duration_transfer ?? 0);
	const stopped = running && stopEntry(running, later(running.time_since, since), company);
	const started = startEntry(
		usersId,
		{ ...values, time_since: isoSeconds(Date.parse(since) - transfer * 1000) },
		company,
	);
	return startStop(started, stopped, company);
}

function startEntry(usersId: number, values: Record<string, unknown>, company: Company): Entry {
	const since = isoSeconds(String(values.time_since));
	const now = isoSeconds();
	const text = (values.text as string | null | undefined) ?? null;
	const project = company.records('projects').find(values.projects_id);
	const customer = company.records('customers').find(values.customers_id);
	const billable = (project ?? customer)?.billable_default === false ? 0 : 1;
	const place = {
		customers_id: values.customers_id as number,
		projects_id: (values.projects_id as number | null | undefined) || null,
		subprojects_id: (values.subprojects_id as number | null | undefined) || null,
		services_id: values.services_id as number,
		users_id: usersId,
	};
	const entry = company.records<Entry>('entries').insert({
		...place,
		type: TIME,
		billable: values.billable ?? billable,
		text,
		texts_id: textId(text, company),
		time_since: since,
		time_until: null,
		duration: null,
		time_insert: now,
		time_last_change: now,
		time_last_change_work_time: now,
		time_clocked_since: since,
		clocked: true,
		clocked_offline: false,
		hourly_rate: hourlyRate(place, company),
		test_data: false,
	});
	company.emit('entry', 'created', entry.id);
	company.emit('entry', 'started', entry.id);
	return entry;
}

/**
 * Seen: it fires `stopped` and `updated` for the same act. Guessed: in this order.
 */
function stopEntry(entry: Entry, until: string, company: Company): Entry {
	const time_until = isoSeconds(until);
	checkPeriod(entry.time_since, time_until, () =>
		invalid('The clock cannot be stopped before it was started.', 'time_until'),
	);
	const now = isoSeconds();
	const next: Entry = {
		...entry,
		time_until,
		duration: secondsBetween(entry.time_since, time_until),
		time_last_change: now,
		time_last_change_work_time: now,
	};
	company.records<Entry>('entries').replace(next);
	company.emit('entry', 'stopped', entry.id);
	company.emit('entry', 'updated', entry.id);
	tellThresholds(next.projects_id, next.subprojects_id, company);
	return next;
}

function startStop(running: Entry | undefined, stopped: Entry | undefined, company: Company) {
	return {
		running: presentEntry(running, company),
		stopped: presentEntry(stopped, company),
		current_time: isoSeconds(),
		stopped_has_been_truncated: false,
	};
}

/** Whose clock is meant: one's own, unless the request names another user. */
function userOf({ user, query, body }: Call, company: Company): number {
	const wanted = (query.users_id ?? body.users_id ?? user.id) as number;
	if (!mayActFor(user, wanted)) {
		throw forbidden("You are not allowed to use another co-worker's clock.");
	}
	mustExistIn('users', wanted, 'users_id', company);
	return wanted;
}

/** Guessed: 409 where the clock was stopped already. */
function requireRunning(call: Call, company: Company): Entry {
	const entry = requireOne<Entry>(company, 'entries', call.path.id);
	if (!mayActFor(call.user, entry.users_id)) {
		throw forbidden("You are not allowed to use another co-worker's clock.");
	}
	if (!isRunning(entry)) {
		throw conflict(
			'ClockNotRunning',
			'The clock does not run on this entry: it was stopped already.',
		);
	}
	return entry;
}

const REFERENCES = {
	customers_id: 'customers',
	projects_id: 'projects',
	subprojects_id: 'subprojects',
	services_id: 'services',
} as const;

function checkReferences(body: Record<string, unknown>, company: Company): void {
	for (const [property, collection] of Object.entries(REFERENCES)) {
		const id = body[property];
		if (typeof id !== 'number' || id === 0) continue;
		mustExistIn(collection, id, property, company);
	}
}

function later(a: string, b: string): string {
	return Date.parse(a) > Date.parse(b) ? a : b;
}
