import type { IDataObject } from 'n8n-workflow';
import { enums } from '../../../src/clockodo/enums';
import type { Operation } from '../../../src/clockodo/operation';
import { findOperation } from '../../../src/clockodo/operations';
import { findStandardOperation } from '../../../src/clockodo/operations/standard';
import { isoSeconds, ownValue } from '../../../src/clockodo/values';

/** What a drop-down of resources is made of. */
export interface List {
	/** Gives the resources. */
	operation: Operation;
	/** One resource in words; users' names are there where `withUsers` is set. */
	label(item: IDataObject, userName: (id: unknown) => string): string;
	withUsers?: true;
	/** A field of the node that narrows the list, and the filter of the operation that it goes to. */
	within?: 'customers_id' | 'projects_id';
	/** Further parameters of the query. */
	query?(now: Date): IDataObject;
}

const name = ({ name: text, number }: IDataObject): string =>
	number ? `${String(text)} (${String(number)})` : String(text);

/** @param tag the vendor's name of the resource */
const allOf = (tag: string): Operation => findStandardOperation(tag, 'getAll');

const named = (operation: Operation, within?: List['within']): List => ({
	operation,
	label: name,
	within,
});

const ofUser = (operation: Operation, label: (item: IDataObject) => string): List => ({
	operation,
	label: (item, userName) => `${userName(item.users_id)}: ${label(item)}`,
	withUsers: true,
});

const span = ({ date_since, date_until }: IDataObject): string =>
	date_until === date_since
		? String(date_since)
		: `${String(date_since)} – ${date_until ? String(date_until) : 'open end'}`;

const labelOf = (enumName: string, value: unknown): string =>
	ownValue(enums, enumName)?.values.find((each) => each.value === value)?.label ?? String(value);

/** In milliseconds. */
const day = 24 * 60 * 60 * 1000;

const entry = ({ time_since, customers_name, text }: IDataObject): string =>
	[String(time_since).replace('T', ' ').slice(0, 16), customers_name, text]
		.filter(Boolean)
		.join(', ');

const entries: List = {
	operation: allOf('Entry'),
	label: entry,
	// The entries that people mean are young ones; any other by its ID.
	query: (now) => ({
		time_since: isoSeconds(now.getTime() - 31 * day),
		time_until: isoSeconds(now.getTime() + day),
		enhanced_list: true,
	}),
};

/** The lists to choose from, by the resource that they hold. */
export const lists = {
	absence: ofUser(
		allOf('Absence'),
		(item) => `${labelOf('AbsenceType', item.type)}, ${span(item)}`,
	),
	accessGroup: named(allOf('AccessGroup')),
	customer: named(allOf('Customer')),
	entry: entries,
	holidayCarryover: ofUser(allOf('HolidayCarryover'), (item) => `${String(item.year)}`),
	holidayQuota: ofUser(
		allOf('HolidayQuota'),
		(item) => `${String(item.year_since)}, ${String(item.count)} days`,
	),
	lumpSumService: named(allOf('LumpSumService')),
	nonbusinessDay: named(allOf('NonbusinessDay')),
	nonbusinessGroup: named(allOf('NonbusinessGroup')),
	overtimeCarryover: ofUser(allOf('OvertimeCarry'), (item) => `${String(item.year)}`),
	overtimeReduction: ofUser(allOf('OvertimeReduction'), (item) => `${String(item.date)}`),
	project: named(allOf('Project'), 'customers_id'),
	rate: {
		operation: allOf('Rate'),
		label: ({ id, hourly_rate }) => `Rate ${String(id)}: ${String(hourly_rate)}`,
	},
	runningEntry: {
		operation: findOperation('getClockV2'),
		label: entry,
	},
	service: named(allOf('Service')),
	subproject: named(allOf('Subproject'), 'projects_id'),
	targetHour: ofUser(allOf('TargetHour'), span),
	team: named(allOf('Team')),
	user: named(allOf('User')),
	userNonbusinessGroup: ofUser(allOf('UserNonbusinessGroup'), span),
	webhook: {
		operation: allOf('Webhook'),
		label: ({ event_name, url }) => `${String(event_name)} → ${String(url)}`,
	},
	workTimeChangeRequest: ofUser(findOperation('getWorkTimesChangeRequestsV2'), (item) =>
		String(item.date),
	),
} as const satisfies Record<string, List>;

export type ListName = keyof typeof lists;

/** Fields that hold the ID, or the IDs, of another resource. */
const listsByField: Record<string, ListName> = {
	accessGroupsId: 'accessGroup',
	access_groups_ids: 'accessGroup',
	absence_managers_id: 'user',
	boss: 'user',
	customer_ids: 'customer',
	customers_id: 'customer',
	ids: 'rate',
	leader: 'user',
	lumpsum_services_id: 'lumpSumService',
	nonbusiness_group_id: 'nonbusinessGroup',
	nonbusiness_groups_id: 'nonbusinessGroup',
	parent_rate_id: 'rate',
	project_ids: 'project',
	projects_id: 'project',
	service_assignments: 'service',
	service_ids: 'service',
	services_id: 'service',
	subprojects_id: 'subproject',
	teams_id: 'team',
	user_ids: 'user',
	usersId: 'user',
	users_id: 'user',
	users_ids: 'user',
};

/** The list that a field chooses from, by its name; `id` means the resource itself. */
export function listOf(field: string, resource: string): ListName | undefined {
	if (field === 'id') return resource in lists ? (resource as ListName) : undefined;
	return listsByField[field];
}
