import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../../../src/clockodo/values';
import { acts } from '../../table/acts';
import { reportLevels, type ReportLevel } from '../../table/report-levels';
import { readList, toResults } from '../answer';
import { baseOf, type Act, type ActCall } from './act';

interface Values {
	rows: ReportLevel;
	users_id?: number;
	/** From 1. */
	month?: number;
}

/** Whose row it is. */
export const reportFields = ['users_id', 'users_name', 'users_number', 'users_email'] as const;

/** User reports as rows: one item for each month, week or day of a user. */
export const reportRows: Act = async (call) => {
	const { rows, month: wanted } = call.values as unknown as Values;
	const year = baseOf(call).request.query?.year ?? null;
	const reports = await read(call, reportLevels.find(({ value }) => value === rows)?.type ?? 0);
	return reports.flatMap((report) => {
		const whose = Object.fromEntries(reportFields.map((name) => [name, report[name] ?? null]));
		return list(report.month_details)
			.filter(({ nr }) => wanted === undefined || nr === wanted)
			.flatMap((month) => rowsOf(rows, { ...whose, year, month: month.nr ?? null }, month));
	});
};

/** The reports of all users, or of the one. */
async function read(call: ActCall, type: number): Promise<IDataObject[]> {
	const { users_id } = call.values as unknown as Values;
	const { operation, request } = baseOf(call);
	const query = { ...request.query, type };
	const all = { ...request, query };
	if (users_id === undefined) {
		return await readList(call.api, { operation }, all, Infinity, call.onUnsettled);
	}
	const one = acts.reportRows.calls().one;
	const single = { ...all, path: one.path.replace('{id}', String(users_id)) };
	const answer = await call.api(single);
	return toResults({ operation: one }, answer, single);
}

function rowsOf(rows: ReportLevel, parents: IDataObject, month: IDataObject): IDataObject[] {
	if (rows === 'months') return [{ ...parents, ...without(month, ['nr', 'week_details']) }];
	return list(month.week_details).flatMap((inner) => {
		const { nr: week = null, day_details } = inner;
		if (rows === 'weeks') {
			return [{ ...parents, week, ...without(inner, ['nr', 'day_details']) }];
		}
		return list(day_details).map((day) => ({ ...parents, week, ...day }));
	});
}

function without(item: IDataObject, names: readonly string[]): IDataObject {
	return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
}

/** The API gives null for what it does not go into. */
function list(details: unknown): IDataObject[] {
	return Array.isArray(details) ? (details.filter(isRecord) as IDataObject[]) : [];
}
