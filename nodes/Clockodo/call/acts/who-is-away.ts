import type { IDataObject } from 'n8n-workflow';
import { acts } from '../../table/acts';
import { absenceStatus } from '../../../../src/clockodo/absence-status';
import { readList } from '../answer';
import { countWorkdays, dayAt, workdayAfter, yearOf, yearsFrom } from '../days';
import { ValueError } from '../values';
import { absenceFields, isHalfDay, type Absence } from './absence-items';
import type { Act, ActCall } from './act';
import { peopleOf } from './people';

interface Values {
	date_since?: string;
	date_until?: string;
	users_id?: number[];
	teams_id?: number;
	withRequests?: boolean;
	withWork?: boolean;
}

/** Home Office and Out Of Office: whoever has these works. */
const atWork = [8, 9];

/** Who is away on a day or in a period: one item for each absence that touches it, by the persons' names. */
export const whoIsAway: Act = async (call) => {
	const { values, api, onUnsettled } = call;
	const { withWork = false } = values as Values;
	const period = periodOf(call);
	const { absences: operation, users } = acts.whoIsAway.calls();
	const query = { filter: filterOf(values, period) };
	const request = { method: 'GET', path: operation.path, query } as const;
	const read = await readList(api, { operation }, request, Infinity, onUnsettled);
	const counted = (read as Absence[]).filter(
		({ type }) => withWork || type === undefined || !atWork.includes(type),
	);
	const touching = counted.filter((each) => touches(each, period));
	if (touching.length === 0) return [];
	const people = await peopleOf(call, users);
	return touching
		.map((absence) => ({
			...absenceFields(absence, people),
			teams_id: people.get(absence.users_id)?.teams_id ?? null,
			days_in_period: daysIn(absence, period),
			back_on: backOn(absence, counted),
		}))
		.sort(byPersonAndDay);
};

interface Period {
	since: string;
	until: string;
}

/** @throws ValueError for one that ends before it begins */
function periodOf({ values, now, timeZone }: ActCall): Period {
	const { date_since: since = dayAt(now, timeZone), date_until: until = since } = values as Values;
	if (until >= since) return { since, until };
	throw new ValueError(`Last Day: ${until} lies before the first day, ${since}.`);
}

/** With the year behind the period: whoever is away at its end may be so over the turn of the year. */
function filterOf(given: ActCall['values'], { since, until }: Period): IDataObject {
	const { users_id, teams_id, withRequests = false } = given as Values;
	const { enquired, approved } = absenceStatus;
	return {
		year: yearsFrom(yearOf(since), yearOf(until) + 1),
		status: withRequests ? [enquired, approved] : [approved],
		users_active: true,
		...(users_id && users_id.length > 0 && { users_id }),
		...(teams_id !== undefined && { teams_id: [teams_id] }),
	};
}

function touches({ date_since, date_until }: Absence, { since, until }: Period): boolean {
	return date_since <= until && date_until >= since;
}

/** Workdays of the absence that lie in the period; half a day counts half. */
function daysIn(absence: Absence, { since, until }: Period): number {
	const { date_since, date_until } = absence;
	const first = date_since > since ? date_since : since;
	const last = date_until < until ? date_until : until;
	const days = countWorkdays(first, last);
	return isHalfDay(absence) ? days / 2 : days;
}

/** The first workday behind it on which the same person is not away again, or only for half of it. */
function backOn({ users_id, date_until }: Absence, all: readonly Absence[]): string {
	const others = all.filter((each) => each.users_id === users_id && !isHalfDay(each));
	let day = workdayAfter(date_until);
	for (;;) {
		const next = others.find((each) => each.date_since <= day && each.date_until >= day);
		if (!next) return day;
		day = workdayAfter(next.date_until);
	}
}

function byPersonAndDay(one: IDataObject, other: IDataObject): number {
	const key = ({ users_name, users_id, date_since }: IDataObject) =>
		[users_name ?? users_id, date_since].join(' ');
	return key(one).localeCompare(key(other));
}
