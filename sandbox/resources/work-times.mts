import type { StoredRecord } from '../store/data.mjs';
import { filtered, sorted } from '../store/lists.mjs';
import { conflict, forbidden, invalid } from '../store/refusals.mjs';
import { daysBetween, isoDay, isoSeconds } from '../store/time.mjs';
import { requireOne } from './changes.mjs';
import type { Company } from './company.mjs';
import { listAnswer } from './crud.mjs';
import { TIME, type Entry } from './entry-values.mjs';
import { ofTeam } from './filters.mjs';
import { isOwner, mayActFor } from './permissions.mjs';
import { mustExistIn } from './references.mjs';
import type { Call, Handler, Handlers } from './resource.mjs';

const ADDED = 1;
const REQUESTED = 1;
const DECLINED = 2;
const MAX_DAYS = 366;

interface Interval {
	time_since: string;
	/** Null while the clock runs. */
	time_until: string | null;
}

type Modification = Interval & { type: number };

type ChangeRequest = StoredRecord & {
	date: string;
	users_id: number;
	status: number;
	created_at: string;
	declined_at: string | null;
	declined_by: number | null;
	changes: Modification[];
};

/** Changes of the work time that were approved: they stay, while their request goes. */
type ApprovedChange = StoredRecord & Modification & { users_id: number; date: string };

const approve: Handler = ({ path, user }, company) => {
	const request = requireOne<ChangeRequest>(company, 'changeRequests', path.id);
	onlyOwner(user);
	for (const change of request.changes) {
		company
			.records<ApprovedChange>('workTimeChanges')
			.insert({ ...change, users_id: request.users_id, date: request.date });
	}
	removeRequest(request, company);
	return { success: true };
};

export const workTimeHandlers: Handlers = {
	getWorkTimesV2: ({ operation, query }, company) => {
		const { date_since, date_until } = query as { date_since: string; date_until: string };
		const usersId = query.users_id as number;
		mustExistIn('users', usersId, 'users_id', company);
		const days = daysBetween(date_since, date_until).slice(0, MAX_DAYS);
		return listAnswer(
			operation,
			query,
			days.map((date) => ({
				date,
				users_id: usersId,
				offset: 0,
				intervals: intervalsOf(date, usersId, company),
			})),
		);
	},
	getWorkTimesChangeRequestsV2: ({ operation, query, user }, company) => {
		const { date_since, date_until, status, teams_id, users_id, sort } = query;
		const all = company
			.records('changeRequests')
			.all()
			.filter((each) => mayActFor(user, each.users_id));
		const found = filtered(
			all,
			{ date_since, date_until, status, teams_id, users_id },
			{
				date_since: (each, day) => String(each.date) >= String(day),
				date_until: (each, day) => String(each.date) <= String(day),
				teams_id: ofTeam(company),
			},
		);
		return listAnswer(operation, query, sorted(found, sort));
	},
	createWorkTimesChangeRequestV2: (call, company) => {
		const { date, users_id } = call.body as { date: string; users_id: number };
		if (!mayActFor(call.user, users_id)) {
			throw forbidden('You can only ask for changes of your own work time.');
		}
		mustExistIn('users', users_id, 'users_id', company);
		const changes = readChanges(call);
		const requests = company.records<ChangeRequest>('changeRequests');
		const replaced = requests.where({ users_id, date, status: REQUESTED }).at(0);
		if (replaced) removeRequest(replaced, company);
		const request = requests.insert({
			date,
			users_id,
			status: REQUESTED,
			created_at: isoSeconds(),
			declined_at: null,
			declined_by: null,
			changes,
		});
		company.emit('work_time_change_request', 'created', request.id);
		return {
			change_request: request,
			replaced_change_request: replaced ?? null,
			approved_immediately: false,
		};
	},
	deleteWorkTimesChangeRequestByIdV2: ({ path, user }, company) => {
		const request = requireOne<ChangeRequest>(company, 'changeRequests', path.id);
		if (!mayActFor(user, request.users_id)) throw forbidden();
		removeRequest(request, company);
		return { change_request: null };
	},
	approveWorkTimesChangeRequestByIdV3: approve,
	approveWorkTimesChangeRequestByIdV2: (call, company) => {
		approve(call, company);
		return { change_request: null };
	},
	createWorkTimesChangeRequestsDeclineByIdV2: ({ path, user }, company) => {
		const request = requireOne<ChangeRequest>(company, 'changeRequests', path.id);
		onlyOwner(user);
		if (request.status === DECLINED) {
			throw conflict('ChangeRequestDeclined', 'The change request was declined already.');
		}
		const declined: ChangeRequest = {
			...request,
			status: DECLINED,
			declined_at: isoSeconds(),
			declined_by: user.id,
		};
		company.records<ChangeRequest>('changeRequests').replace(declined);
		company.emit('work_time_change_request', 'updated', request.id);
		return declined;
	},
};

function onlyOwner(user: StoredRecord): void {
	if (!isOwner(user)) throw forbidden('You are not allowed to decide on change requests.');
}

/**
 * Seen: the list knows only those that are asked for and declined. Guessed: so one that is approved,
 * replaced or withdrawn fires `deleted`, and a declined one `updated`.
 */
function removeRequest(request: ChangeRequest, company: Company): void {
	company.records('changeRequests').remove(request.id);
	company.emit('work_time_change_request', 'deleted', request.id, request);
}

function readChanges({ body }: Call): Modification[] {
	return (body.changes as Array<Partial<Modification>>).map((change, index) => {
		const { time_since, time_until, type } = change;
		if (!time_since || !time_until || !type || time_until <= time_since) {
			throw invalid(
				`Change ${index + 1} needs a type, a beginning (time_since) and a later end (time_until).`,
				`changes.${index}`,
			);
		}
		return {
			type,
			time_since: isoSeconds(time_since),
			time_until: isoSeconds(time_until),
		};
	});
}

/** When somebody worked on a day: the time entries, and over them the approved changes. */
function intervalsOf(date: string, usersId: number, company: Company): Interval[] {
	const tracked = company
		.records<Entry>('entries')
		.where({ users_id: usersId, type: TIME })
		.filter(({ time_since }) => isoDay(time_since) === date)
		.map(({ time_since, time_until }) => ({ time_since, time_until }));
	const changes = company
		.records<ApprovedChange>('workTimeChanges')
		.where({ users_id: usersId, date });
	let intervals: Interval[] = merge(tracked);
	for (const { type, time_since, time_until } of changes) {
		const change = { time_since, time_until };
		intervals = type === ADDED ? merge([...intervals, change]) : without(intervals, change);
	}
	return intervals;
}

function merge(intervals: Interval[]): Interval[] {
	const merged: Interval[] = [];
	for (const each of [...intervals].sort((a, b) => a.time_since.localeCompare(b.time_since))) {
		const last = merged.at(-1);
		if (last && (last.time_until === null || last.time_until >= each.time_since)) {
			if (
				last.time_until !== null &&
				(each.time_until === null || each.time_until > last.time_until)
			) {
				last.time_until = each.time_until;
			}
		} else merged.push({ ...each });
	}
	return merged;
}

function without(intervals: Interval[], gap: Interval): Interval[] {
	const from = gap.time_since;
	const to = gap.time_until ?? from;
	return intervals.flatMap((each) => {
		const end = each.time_until ?? '9999';
		if (end <= from || each.time_since >= to) return [each];
		const parts: Interval[] = [];
		if (each.time_since < from) parts.push({ time_since: each.time_since, time_until: from });
		if (end > to) parts.push({ time_since: to, time_until: each.time_until });
		return parts;
	});
}
