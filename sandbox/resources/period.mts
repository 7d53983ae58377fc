import type { StoredRecord } from '../store/data.mjs';

/** Whether a row with a period is the user's and holds on the day, an ISO 8601 date; without an end it holds for ever. */
export function holdsFor(userId: number, day: string): (row: StoredRecord) => boolean {
	return ({ users_id, date_since, date_until }) =>
		users_id === userId &&
		String(date_since) <= day &&
		(date_until === null || String(date_until) >= day);
}
