import { tryToParseDateTime } from 'n8n-workflow';
import { isNothing, isRecord, jsonIfText, ownValue } from '../../../src/clockodo/values';
import { isCollection, type Field } from '../table/fields';
import type { NodeAct, NodeOperation } from '../table/operations';
import {
	calendarSpans,
	custom,
	daysName,
	endsOf,
	lastDays,
	periodName,
	type Ends,
} from '../table/periods';
import { emptyFilter, isThere, type GetParameter } from './request';
import { missing, toApiValue, toNumber, ValueError } from './values';

/** The first and the last day of a span, as `2026-11-24`. */
export interface Days {
	since: string;
	until: string;
}

/**
 * The parameters with the days of the chosen period as its two ends, as if they had been entered.
 *
 * @param now the present, in milliseconds since 1970
 * @param timeZone IANA name; whose calendar counts
 * @throws ValueError for a period that there is not or that came to nothing, and for a number of days that is none
 */
export function withDays(
	{ fields, operation }: NodeOperation | NodeAct,
	get: GetParameter,
	timeZone: string,
	now: number,
): GetParameter {
	const ends = endsOf(fields, operation);
	const field = ends && fields.find(({ name }) => name === periodName);
	if (!field || !isThere(field, get)) return get;
	const { section } = field;
	if (!isCollection(section)) {
		const period = readPeriod(field, get(periodName, custom), timeZone);
		if (period === undefined) throw missing(field.words.name);
		// A label means the same as its value; the ends are there where the value is this one.
		if (period === custom) return overlaid(get, { [periodName]: custom });
		const count = () => readCount(get(daysName, ''));
		return overlaid(get, {
			...inFields(ends, daysOf(period, count, timeZone, now)),
			[periodName]: custom,
		});
	}
	const values = jsonIfText(get(section, {}));
	if (!isRecord(values) || !Object.hasOwn(values, periodName)) return get;
	const { [periodName]: raw, [daysName]: days, ...others } = values;
	const period = readPeriod(field, raw, timeZone);
	if (period === undefined) throw emptyFilter(field.words.name, 'GET');
	const count = () => readCount(days);
	const chosen = inFields(ends, daysOf(period, count, timeZone, now));
	return overlaid(get, { [section]: { ...others, ...chosen } });
}

function overlaid(get: GetParameter, changed: Record<string, unknown>): GetParameter {
	return (name, fallback) => (Object.hasOwn(changed, name) ? changed[name] : get(name, fallback));
}

function inFields(ends: Ends, { since, until }: Days): Record<string, unknown> {
	return { [ends.since.name]: since, [ends.until.name]: until };
}

function readPeriod({ kind, schema, words }: Field, raw: unknown, timeZone: string): unknown {
	return toApiValue(raw, { kind, schema, label: words.name, timeZone });
}

/** Ten years: more is a mistake. */
const mostDays = 3660;

function readCount(raw: unknown): number {
	if (isNothing(raw)) throw missing('Days');
	return toNumber(raw, { whole: true, minimum: 1, maximum: mostDays }, 'Days');
}

/**
 * The days of a period.
 *
 * @param count gives the number of days of Last … Days
 */
export function daysOf(period: unknown, count: () => number, timeZone: string, now: number): Days {
	const today = tryToParseDateTime(new Date(now).toISOString()).setZone(timeZone);
	const day = (moment: typeof today): string => moment.toFormat('yyyy-MM-dd');
	if (period === lastDays) {
		return { since: day(today.minus({ days: count() - 1 })), until: day(today) };
	}
	const span = ownValue(calendarSpans, String(period));
	if (!span) throw new ValueError(`Period: there is no '${String(period)}'.`);
	const { unit, back } = span;
	const first = today.startOf(unit).minus({ [unit]: back });
	return { since: day(first), until: day(first.endOf(unit)) };
}
