import type { IDataObject } from 'n8n-workflow';
import { acts } from '../../table/acts';
import { absenceStatus } from '../../../../src/clockodo/absence-status';
import { readList } from '../answer';
import { dayAt, yearOf, yearsFrom } from '../days';
import { absenceFields, type Absence } from './absence-items';
import type { Act } from './act';
import { peopleOf, type People } from './people';

interface Values {
	users_id?: number[];
	teams_id?: number;
	onlyMine?: boolean;
}

/** The absences that nobody has decided on yet, with who decides; those that begin first stand first. */
export const openRequests: Act = async (call) => {
	const { users_id, teams_id, onlyMine = false } = call.values as Values;
	const { absences: operation, users } = acts.openRequests.calls();
	const year = yearOf(dayAt(call.now, call.timeZone));
	const filter: IDataObject = {
		status: [absenceStatus.enquired],
		// Without it the API might mean the present year alone: its description does not say.
		year: yearsFrom(year - 1, year + 2),
		...(users_id && users_id.length > 0 && { users_id }),
		...(teams_id !== undefined && { teams_id: [teams_id] }),
	};
	const query = { filter, ...(onlyMine && { scope: 'manageableAbsences' }) };
	const request = { method: 'GET', path: operation.path, query } as const;
	const found = await readList(call.api, { operation }, request, Infinity, call.onUnsettled);
	if (found.length === 0) return [];
	const people = await peopleOf(call, users);
	return (found as Absence[])
		.sort((one, other) => one.date_since.localeCompare(other.date_since))
		.map((absence) => ({
			...absenceFields(absence, people),
			note: absence.note ?? null,
			date_enquired: absence.date_enquired ?? null,
			...approvalFields(absence.users_id, people),
		}));
};

/** Who decides, each by ID, name and e-mail, and all of them as texts for a message and its address. */
function approvalFields(users_id: number, people: People): IDataObject {
	const { by, ids } = decidersOf(users_id, people);
	const approvers = ids.map((id) => {
		const { name, email } = people.get(id) ?? {};
		return { id, name: name ?? null, email: email ?? null };
	});
	const joined = (field: 'name' | 'email') =>
		approvers.flatMap((each) => each[field] ?? []).join(', ');
	return {
		approvers,
		approvers_names: joined('name'),
		approvers_emails: joined('email'),
		approvers_by: by,
	};
}

/** Where it stands who decides on a person's absences. */
export const decidedBy = ['absenceManagers', 'supervisor', 'right', 'unknown'] as const;

interface Deciders {
	by: (typeof decidedBy)[number];
	ids: number[];
}

/**
 * The person's absence managers; where there are none, the supervisor; where there is none either,
 * those who have the right to manage everybody's absences. The API says the three facts, and not
 * that they stand in for each other.
 */
function decidersOf(users_id: number, people: People): Deciders {
	const person = people.get(users_id) ?? {};
	const isThere = (id: unknown): id is number => people.get(id)?.active !== false;
	const managers = ([] as unknown[])
		.concat(person.absence_managers_id ?? [])
		.filter(isIdOf(isThere));
	if (managers.length > 0) return { by: 'absenceManagers', ids: managers };
	if (isIdOf(isThere)(person.boss)) return { by: 'supervisor', ids: [person.boss] };
	const others = [...people.values()]
		.filter(({ active, can_generally_manage_absences: may }) => active !== false && may === true)
		.map(({ id }) => id as number);
	return others.length > 0 ? { by: 'right', ids: others } : { by: 'unknown', ids: [] };
}

/** -1 stands for what the user of the API key may not see. */
const isIdOf =
	(isThere: (id: unknown) => boolean) =>
	(id: unknown): id is number =>
		typeof id === 'number' && id > 0 && isThere(id);
