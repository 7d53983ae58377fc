import type { EnumValue } from '../../../src/clockodo/enum';
import type { Operation } from '../../../src/clockodo/operation';
import type { Field } from './fields';

/** A span of the calendar, in luxon's units; weeks begin on Monday. */
export interface CalendarSpan {
	label: string;
	unit: 'day' | 'week' | 'month' | 'quarter' | 'year';
	/** So many of them ago; 0 is the one that today is in, to its end. */
	back: 0 | 1;
}

/** The spans that follow from the day on which the workflow runs, by the values of the parameter. */
export const calendarSpans: Readonly<Record<string, CalendarSpan>> = {
	today: { label: 'Today', unit: 'day', back: 0 },
	yesterday: { label: 'Yesterday', unit: 'day', back: 1 },
	thisWeek: { label: 'This Week', unit: 'week', back: 0 },
	lastWeek: { label: 'Last Week', unit: 'week', back: 1 },
	thisMonth: { label: 'This Month', unit: 'month', back: 0 },
	lastMonth: { label: 'Last Month', unit: 'month', back: 1 },
	thisQuarter: { label: 'This Quarter', unit: 'quarter', back: 0 },
	lastQuarter: { label: 'Last Quarter', unit: 'quarter', back: 1 },
	thisYear: { label: 'This Year', unit: 'year', back: 0 },
	lastYear: { label: 'Last Year', unit: 'year', back: 1 },
};

/** The value for so many days up to today, which is one of them. */
export const lastDays = 'lastDays';

/** The value that leaves the span to the two fields for its ends. It is the default: workflows of before there were periods have none. */
export const custom = 'custom';

export const periodName = 'period';
export const daysName = 'periodDays';

const spans: EnumValue[] = [
	...Object.entries(calendarSpans).map(([value, { label }]) => ({ value, label })),
	{ value: lastDays, label: 'Last … Days' },
];

/** The two ends of a span of time that an operation has fields for. */
export interface Ends {
	since: Field;
	until: Field;
}

/**
 * The ends that say which things are meant, so that a period can stand in their place: those of
 * lists, of groups of entries, and an act's own. Ends that are stored, as those of an absence, are
 * none.
 */
export function endsOf(
	fields: readonly Field[],
	operation: Operation | undefined,
): Ends | undefined {
	const chooses = ({ destination }: Field): boolean =>
		destination === 'body' ? operation?.body?.filter !== undefined : destination !== 'path';
	for (const since of fields) {
		if (!/^(date|time)_since$/.test(since.name) || !chooses(since)) continue;
		const name = since.name.replace('since', 'until');
		const until = fields.find((each) => each.name === name && each.section === since.section);
		if (until && chooses(until)) return { since, until };
	}
	return undefined;
}

const firstOf = 'Where the period begins';
const lastOf = 'Where the period ends; a day without a time is included';

/** The fields with a period before the ends, which are then only there for a custom one. */
export function withPeriod(fields: Field[], operation: Operation | undefined): Field[] {
	const ends = endsOf(fields, operation);
	if (!ends) return fields;
	const { since, until } = ends;
	const isInCollection = since.section !== 'top';
	const own = { section: since.section, destination: 'period', isEnd: false, schema: {} } as const;
	const period: Field = {
		...own,
		name: periodName,
		required: since.required,
		kind: {
			type: 'choice',
			values: isInCollection ? spans : [...spans, { value: custom, label: 'Custom' }],
		},
		words: {
			name: 'Period',
			description: "In the workflow's time zone; weeks begin on Monday",
			...(!isInCollection && { default: custom }),
		},
		...(since.when && { when: since.when }),
	};
	const days: Field = {
		...own,
		name: daysName,
		required: since.required,
		kind: { type: 'number', whole: true, minimum: 1 },
		words: {
			name: 'Days',
			description: 'How many, today included',
			default: 7,
		},
		...(!isInCollection && { when: { ...since.when, [periodName]: [lastDays] } }),
	};
	return fields.flatMap((field) => {
		const isEnd = field === since || field === until;
		const shown =
			isEnd && !isInCollection
				? {
						...field,
						words: { ...field.words, description: field === since ? firstOf : lastOf },
						when: { ...field.when, [periodName]: [custom] },
					}
				: field;
		return field === since ? [period, days, shown] : [shown];
	});
}
