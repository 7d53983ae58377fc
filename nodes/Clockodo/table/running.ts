import type { IDataObject } from 'n8n-workflow';

/** So many days ago the stopwatch may have been started to be found running in the list of entries. */
export const reach = 14;

/** Whether the stopwatch runs on the entry. Entries of lump sums have no end, either. */
export function isRunning({ type, time_until }: IDataObject): boolean {
	return time_until === null && (type ?? 1) === 1;
}
