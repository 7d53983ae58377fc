import type { StoredRecord } from '../store/data.mjs';
import { refused, type ApiError } from '../store/refusals.mjs';

/** Whether a record with a period is the user's and holds on the day, an ISO 8601 date; without an end it holds for ever. */
export function holdsFor(userId: number, day: string): (record: StoredRecord) => boolean {
	return ({ users_id, date_since, date_until }) =>
		users_id === userId &&
		String(date_since) <= day &&
		(date_until === null || String(date_until) >= day);
}

/** Whether a record with a first and a last year holds in the year; without a last one it holds for ever. */
export function holdsIn(year: number): (record: StoredRecord) => boolean {
	return ({ year_since, year_until }) =>
		Number(year_since) <= year && (year_until === null || Number(year_until) >= year);
}

/**
 * Checks the order of a period's ends: days, moments or years. Where one of them is open, there is
 * no wrong order.
 * @throws what `refusal` gives, where the end lies before the start
 */
export function checkPeriod(start: unknown, end: unknown, refusal: () => ApiError): void {
	if (isOpen(start) || isOpen(end)) return;
	const isReversed =
		typeof start === 'number' && typeof end === 'number'
			? end < start
			: String(end) < String(start);
	if (isReversed) throw refusal();
}

function isOpen(end: unknown): boolean {
	return end === null || end === undefined || end === '';
}

/** @throws ApiError 422 where the record's last day lies before its first */
export function checkDays({ date_since, date_until }: StoredRecord): void {
	checkPeriod(date_since, date_until, () =>
		refused('EndBeforeStart', 'The last day lies before the first.', { path: 'date_until' }),
	);
}

/** @throws ApiError 422 of that type where a project's deadline lies before its start */
export function checkDeadline({ start_date, deadline }: StoredRecord, type: string): void {
	checkPeriod(start_date, deadline, () =>
		refused(type, 'Deadline must be after or equal to start date.', { path: 'deadline' }),
	);
}
