import type { IDataObject } from 'n8n-workflow';
import { enums } from '../../../../src/clockodo/enums';
import { ownValue } from '../../../../src/clockodo/values';
import { personFields, type People } from './people';

/** An absence, as far as acts look into it; the API keeps each within one year. */
export interface Absence extends IDataObject {
	id: number;
	users_id: number;
	/** Left out where the user of the API key may not see it. */
	type?: number;
	status: number;
	date_since: string;
	date_until: string;
	count_days: number;
}

/** Whether it is half a day: the API takes no half days of several days. */
export function isHalfDay({ date_since, date_until, count_days }: Absence): boolean {
	return date_since === date_until && count_days === 0.5;
}

/** What is said of each absence: whose, which, when, and how much of it, with names beside numbers. */
export function absenceFields(absence: Absence, people: People): IDataObject {
	const { id, users_id, type, status, date_since, date_until, count_days } = absence;
	return {
		id,
		users_id,
		...personFields(users_id, people),
		type: type ?? null,
		type_label: labelOf('AbsenceType', type),
		status,
		status_label: labelOf('AbsenceStatus', status),
		date_since,
		date_until,
		half_day: isHalfDay(absence),
		count_days,
		count_hours: absence.count_hours ?? null,
		public_note: absence.public_note ?? null,
	};
}

/** Null for a value that the enum does not have, such as -1 for what may not be seen. */
function labelOf(name: string, value: unknown): string | null {
	const { values = [] } = ownValue(enums, name) ?? {};
	return values.find((each) => each.value === value)?.label ?? null;
}
