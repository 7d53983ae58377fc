import { enums } from './enums';

/** The API's numbers for what can become of an absence (`AbsenceStatus` of the vendor's description). */
export const absenceStatus = {
	enquired: 0,
	approved: 1,
	declined: 2,
	approvalCancelled: 3,
	cancelled: 4,
};

/** A status as the panel calls it. */
export function statusLabel(status: unknown): string {
	const found = enums.AbsenceStatus?.values.find(({ value }) => value === status);
	return found ? `'${found.label}'` : `'${String(status)}'`;
}
