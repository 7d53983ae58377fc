import type { IDataObject } from 'n8n-workflow';
import { isoSeconds } from '../../../../src/clockodo/values';
import { acts } from '../../table/acts';
import { isRunning, reach } from '../../table/running';
import { readList, simplified } from '../answer';
import type { Act } from './act';

/** In milliseconds. */
const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** What an item has of the entry. */
export const entryFields = [
	'id',
	'users_id',
	'users_name',
	'customers_id',
	'customers_name',
	'projects_id',
	'projects_name',
	'services_id',
	'services_name',
	'text',
	'time_since',
] as const;

/**
 * Everybody's entries that the stopwatch runs on, as far as the user of the API key may see them,
 * with `running_hours`; the longest first.
 */
export const runningClocks: Act = async ({ api, values, now, onUnsettled }) => {
	const { longerThan, startedWithin = reach, users_id } = values as Options;
	const operation = acts.runningClocks.calls().entries;
	const query: IDataObject = {
		time_since: isoSeconds(now - startedWithin * day),
		// The clocks of the API and of this machine may differ.
		time_until: isoSeconds(now + day),
		enhanced_list: true,
		...(users_id !== undefined && { filter: { users_id } }),
	};
	const request = { method: 'GET', path: operation.path, query } as const;
	const entries = await readList(api, { operation }, request, Infinity, onUnsettled);
	return entries
		.filter(isRunning)
		.map((entry) => ({ entry, hours: (now - Date.parse(String(entry.time_since))) / hour }))
		.filter(({ hours }) => longerThan === undefined || hours > longerThan)
		.sort((one, other) => other.hours - one.hours)
		.map(({ entry, hours }) => ({
			...simplified(entry, entryFields),
			running_hours: rounded(hours),
		}));
};

interface Options {
	/** In hours. */
	longerThan?: number;
	/** In days. */
	startedWithin?: number;
	users_id?: number;
}

/** To two digits behind the point; nothing where the clocks differ. */
function rounded(hours: number): number {
	return Math.max(0, Math.round(hours * 100) / 100);
}
