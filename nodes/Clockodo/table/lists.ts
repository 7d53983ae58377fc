import type { IDataObject } from 'n8n-workflow';
import { enums } from '../../../src/clockodo/enums';
import type { Operation } from '../../../src/clockodo/operation';
import { findOperation } from '../../../src/clockodo/operations';
import { findStandardOperation } from '../../../src/clockodo/operations/standard';
import {
	references,
	type NameSource as ReferenceSource,
} from '../../../src/clockodo/readable/facts';
import { ownValue } from '../../../src/clockodo/values';
import { isRunning, reach } from './running';

/** The lists that labels take names from. */
export type NameSource = 'customer' | 'nonbusinessGroup' | 'project' | 'service' | 'user';

/** What a label is told beside its resource. */
export interface Surroundings {
	/** The resource of another list with this ID; undefined where the API does not show it. */
	find(source: NameSource, id: unknown): IDataObject | undefined;
	/** A point in time, as clocks show it there. */
	time(moment: unknown): string;
	/** Whether a choice in the panel narrows the list: what it says of all need not be said of each. */
	isNarrowed: boolean;
}

/** What a drop-down of resources is made of. */
export interface List {
	/** Gives the resources. */
	operation(): Operation;
	/** One resource in words. */
	label(item: IDataObject, around: Surroundings): string;
	/** What tells one of them by name: name, number, e-mail. Without it, and without `namedBy`, they have none. */
	names?(item: IDataObject): unknown[];
	/** Whose name it goes by; that list narrows this one (`within`). */
	namedBy?: 'user';
	/** What stands behind the label in brackets. */
	state?(item: IDataObject): string | undefined;
	/** The least stand first; without it all are equal. */
	rank?(item: IDataObject, operation: unknown): number;
	/** The greatest stand first; without it the list is sorted by its labels. */
	newest?(item: IDataObject): number | string;
	/** Set where the order of the API says something. */
	isInOrder?: true;
	/**
	 * What the API has to sort by, so that its pages are in the order of the drop-down. Where it is
	 * left out, the whole list is read, and sorted here.
	 */
	sort?: readonly string[];
	/** Set where the label names what the resource belongs to, unless the list is narrowed to it: the API's search does not find that. */
	hasParent?: true;
	/** A field of the node that narrows the list, and the parameter of the operation that it goes to. */
	within?: 'customers_id' | 'projects_id' | 'users_id';
	/** The resources that one of the API's list stands for. */
	unfold?(item: IDataObject): IDataObject[];
	/** Set where the API wants to know a span of time: so many days the list goes back, step by step, and a search. */
	back?: { list: readonly number[]; search: readonly number[] };
	/** Further resources, where nothing narrows the list: those of another list, of so many days, that are ones. */
	besides?: { operation(): Operation; days: number; isOne(item: IDataObject): boolean };
	/** For the panel: what is not in the list. */
	reach?: string;
}

const name = ({ name: text, number }: IDataObject): string =>
	number ? `${String(text)} (${String(number)})` : String(text);

const names = ({ name: text, number }: IDataObject): unknown[] => [text, number];

const nouns: Record<NameSource, string> = {
	customer: 'Customer',
	nonbusinessGroup: 'Group',
	project: 'Project',
	service: 'Service',
	user: 'User',
};

/** The name of what the ID means; its number where the name is not to be had, and nothing for no ID. */
const nameBehind = (source: NameSource, id: unknown, { find }: Surroundings): string => {
	if (!id) return '';
	return String(find(source, id)?.name ?? `${nouns[source]} ${String(id)}`);
};

const joined = (...parts: unknown[]): string => parts.filter(Boolean).map(String).join(', ');

/** @param tag the vendor's name of the resource */
const allOf = (tag: string) => () => findStandardOperation(tag, 'getAll');
const operation = (id: string) => () => findOperation(id);

const isOff = (value: unknown): boolean => value === false || value === 0;
const isOn = (value: unknown): boolean => value === true || value === 1;

/** What can be worked with stands first. */
const usable = {
	state: ({ active, completed }: IDataObject) =>
		isOn(completed) ? 'completed' : isOff(active) ? 'inactive' : undefined,
	rank: ({ active, completed }: IDataObject) => (isOn(completed) ? 2 : isOff(active) ? 1 : 0),
} satisfies Partial<List>;

const named = (operation: List['operation']) => ({ operation, label: name, names }) satisfies List;

const namedAndActive = (operation: List['operation']) =>
	({
		...named(operation),
		...usable,
		sort: ['-active', 'name'],
	}) satisfies List;

const ofUser = (
	operation: List['operation'],
	label: (item: IDataObject, around: Surroundings) => string,
	newest: (item: IDataObject) => string,
): List => ({
	operation,
	label: (item, around) => `${nameBehind('user', item.users_id, around)}: ${label(item, around)}`,
	newest,
});

const span = ({ date_since, date_until }: IDataObject): string =>
	date_until === date_since
		? String(date_since)
		: `${String(date_since)} – ${date_until ? String(date_until) : 'open end'}`;

const sinceDate = ({ date_since }: IDataObject): string => String(date_since);
const onDate = ({ date }: IDataObject): string => String(date);
const inYear = ({ year }: IDataObject): string => String(year);

const labelOf = (enumName: string, value: unknown): string =>
	ownValue(enums, enumName)?.values.find((each) => each.value === value)?.label ?? String(value);

/** The status in brackets; where something is to be decided, what waits for it stands first. */
const decided = (enumName: string, waiting: number): Partial<List> => ({
	state: ({ status }) => labelOf(enumName, status),
	rank: ({ status }, operation) =>
		(operation === 'approve' || operation === 'decline') && status !== waiting ? 1 : 0,
});

const person = ({ users_id, users_name }: IDataObject, around: Surroundings): string =>
	String(users_name ?? nameBehind('user', users_id, around));

const customer = ({ customers_id, customers_name }: IDataObject, around: Surroundings): string =>
	String(customers_name ?? nameBehind('customer', customers_id, around));

const since = ({ time_since }: IDataObject): string => String(time_since);

const projectAndCustomer = (id: unknown, around: Surroundings): string =>
	joined(
		nameBehind('project', id, around),
		nameBehind('customer', around.find('project', id)?.customers_id, around),
	);

const rateConditions = [
	['user_ids', 'user'],
	['customer_ids', 'customer'],
	['project_ids', 'project'],
	['service_ids', 'service'],
] as const;

const idsIn = (value: unknown): number[] => (Array.isArray(value) ? (value as number[]) : []);

/** A rate with those below it, each with the conditions of those above. */
function rateTree(rate: IDataObject, above: IDataObject = {}): IDataObject[] {
	const conditions = rateConditions.map(([field]): [string, number[]] => [
		field,
		[...new Set([...idsIn(above[field]), ...idsIn(rate[field])])],
	]);
	const whole = { ...rate, ...Object.fromEntries(conditions) };
	const children = Array.isArray(rate.children) ? (rate.children as IDataObject[]) : [];
	return [whole, ...children.flatMap((child) => rateTree(child, whole))];
}

const rateLabel = (rate: IDataObject, around: Surroundings): string => {
	const names = rateConditions.flatMap(([field, source]) =>
		idsIn(rate[field]).map((id) => nameBehind(source, id, around)),
	);
	return `${joined(...names) || 'Default rate'}: ${String(rate.hourly_rate)}`;
};

/** The lists to choose from, by the resource that they hold. */
export const lists = {
	absence: {
		...ofUser(
			allOf('Absence'),
			(item) => `${labelOf('AbsenceType', item.type)}, ${span(item)}`,
			sinceDate,
		),
		...decided('AbsenceStatus', 0),
	},
	accessGroup: named(allOf('AccessGroup')),
	customer: namedAndActive(allOf('Customer')),
	entry: {
		operation: allOf('Entry'),
		label: (item, around) =>
			joined(around.time(item.time_since), person(item, around), customer(item, around), item.text),
		newest: since,
		back: { list: [7, 31], search: [92, 183, 366] },
		reach: 'The list has the entries of the last 31 days, a search in it those of a year',
	},
	holidayCarryover: ofUser(allOf('HolidayCarryover'), inYear, inYear),
	holidayQuota: ofUser(
		allOf('HolidayQuota'),
		(item) => `${String(item.year_since)}, ${String(item.count)} days`,
		({ year_since }) => String(year_since),
	),
	lumpSumService: namedAndActive(allOf('LumpSumService')),
	nonbusinessDay: {
		operation: allOf('NonbusinessDay'),
		label: (item, around) =>
			joined(
				item.name,
				item.evaluated_date,
				nameBehind('nonbusinessGroup', item.nonbusiness_group_id, around),
			),
		names: (item) => [item.name, item.evaluated_date],
	},
	nonbusinessGroup: named(allOf('NonbusinessGroup')),
	overtimeCarryover: ofUser(allOf('OvertimeCarry'), inYear, inYear),
	overtimeReduction: ofUser(allOf('OvertimeReduction'), onDate, onDate),
	project: {
		operation: allOf('Project'),
		label: (item, around) =>
			joined(name(item), !around.isNarrowed && nameBehind('customer', item.customers_id, around)),
		names,
		...usable,
		hasParent: true,
		within: 'customers_id',
	},
	rate: {
		operation: allOf('Rate'),
		label: rateLabel,
		unfold: rateTree,
		// The first rate that fits applies.
		isInOrder: true,
	},
	runningEntry: {
		operation: operation('getClockV2'),
		label: (item, around) =>
			`${person(item, around)}: ${joined(
				`since ${around.time(item.time_since)}`,
				customer(item, around),
				item.text,
			)}`,
		newest: since,
		within: 'users_id',
		namedBy: 'user',
		besides: { operation: allOf('Entry'), days: reach, isOne: isRunning },
		reach: `The list has the running entry of the user in Options, or else what has run for at most ${reach} days`,
	},
	service: namedAndActive(allOf('Service')),
	subproject: {
		operation: allOf('Subproject'),
		label: (item, around) =>
			joined(name(item), !around.isNarrowed && projectAndCustomer(item.projects_id, around)),
		names,
		...usable,
		hasParent: true,
		within: 'projects_id',
	},
	targetHour: ofUser(allOf('TargetHour'), span, sinceDate),
	team: { ...named(allOf('Team')), sort: ['name'] },
	user: { ...namedAndActive(allOf('User')), names: (item) => [...names(item), item.email] },
	userNonbusinessGroup: ofUser(
		allOf('UserNonbusinessGroup'),
		(item, around) =>
			joined(nameBehind('nonbusinessGroup', item.nonbusiness_groups_id, around), span(item)),
		sinceDate,
	),
	webhook: {
		operation: allOf('Webhook'),
		label: ({ event_name, url }) => `${String(event_name)} → ${String(url)}`,
		state: usable.state,
		newest: ({ id }) => Number(id),
	},
	workTimeChangeRequest: {
		...ofUser(operation('getWorkTimesChangeRequestsV2'), onDate, onDate),
		...decided('ChangeRequestStatus', 1),
	},
} as const satisfies Record<string, List>;

export type ListName = keyof typeof lists;

/** Fields that hold the ID, or the IDs, of another resource: those of answers, and those of requests alone. */
const listsByField: Readonly<Record<string, ListName>> = {
	...Object.fromEntries(
		Object.entries(references).map(([field, source]) => [field, listOfSource(source)]),
	),
	accessGroupsId: 'accessGroup',
	ids: 'rate',
	parent_rate_id: 'rate',
	usersId: 'user',
};

/** `LumpSumService` → `lumpSumService` */
function listOfSource(source: ReferenceSource): Uncapitalize<ReferenceSource> {
	return `${source.charAt(0).toLowerCase()}${source.slice(1)}` as Uncapitalize<ReferenceSource>;
}

/** The list that a field chooses from, by its name; `id` means the resource itself. */
export function listOf(field: string, resource: string): ListName | undefined {
	if (field === 'id') return resource in lists ? (resource as ListName) : undefined;
	return ownValue(listsByField, field);
}
