const WEEKLY = 0;
const QUARTERLY = 2;
const YEARLY = 3;

/**
 * The name of the next part of an interval project (`2026-11`, `2026 Q4`, `2026 W48`, `2026`):
 * the present one, or the first after it that does not exist yet.
 *
 * Guessed: how the parts are called.
 *
 * @param interval the vendor's number: 0 weekly, 1 monthly, 2 quarterly, 3 yearly
 */
export function nextIntervalName(interval: number, existing: string[], now = new Date()): string {
	const time = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1, 12));
	if (interval === WEEKLY) time.setTime(now.getTime());
	let name = intervalName(interval, time);
	while (existing.includes(name)) {
		if (interval === WEEKLY) time.setUTCDate(time.getUTCDate() + 7);
		else time.setUTCMonth(time.getUTCMonth() + 1);
		name = intervalName(interval, time);
	}
	return name;
}

function intervalName(interval: number, time: Date): string {
	const year = time.getUTCFullYear();
	if (interval === YEARLY) return String(year);
	if (interval === QUARTERLY) return `${year} Q${Math.floor(time.getUTCMonth() / 3) + 1}`;
	if (interval === WEEKLY) return isoWeek(time);
	return `${year}-${String(time.getUTCMonth() + 1).padStart(2, '0')}`;
}

/** The week by ISO 8601 (`2026 W48`): it belongs to the year of its Thursday. */
export function isoWeek(time: Date | string): string {
	const thursday = new Date(time);
	thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
	const year = thursday.getUTCFullYear();
	const days = (thursday.getTime() - Date.UTC(year, 0, 1)) / (24 * 60 * 60 * 1000);
	return `${year} W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
}
