import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../../src/clockodo/values';
import { readList } from '../answer';
import { dayAt, yearOf, yearsFrom } from '../days';
import { baseOf, type Act } from './act';

interface Values {
	date_since?: string;
	date_until?: string;
}

/** The API's list, and of it what touches the days that were given: the API itself knows whole years. */
export const absenceList: Act = async (call) => {
	const { operation, request } = baseOf(call);
	const { date_since, date_until } = call.values as Values;
	const given = isRecord(request.query?.filter) ? request.query.filter : {};
	const thisYear = yearOf(dayAt(call.now, call.timeZone));
	const isNarrow = date_since !== undefined && given.year === undefined;
	const last = date_until === undefined ? thisYear + 2 : yearOf(date_until);
	const filter = {
		...given,
		...(isNarrow && { year: yearsFrom(yearOf(date_since), Math.max(last, yearOf(date_since))) }),
	} as IDataObject;
	const query = Object.keys(filter).length > 0 ? { ...request.query, filter } : request.query;
	const list = { ...request, ...(query && { query }) };
	const absences = await readList(call.api, { operation }, list, Infinity, call.onUnsettled);
	return absences.filter(
		(each) =>
			(date_since === undefined || String(each.date_until) >= date_since) &&
			(date_until === undefined || String(each.date_since) <= date_until),
	);
};
