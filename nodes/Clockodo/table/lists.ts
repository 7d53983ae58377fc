import type { IDataObject } from 'n8n-workflow';
import { enums } from '../../../src/clockodo/enums';
import { isoSeconds, ownValue } from '../../../src/clockodo/values';

/** What a drop-down of resources is made of. */
export interface List {
	/** The operation that gives the resources. */
	operationId: string;
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

const named = (operationId: string, within?: List['within']): List => ({
	operationId,
	label: name,
	within,
});

const ofUser = (operationId: string, label: (item: IDataObject) => string): List => ({
	operationId,
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
	operationId: 'getEntriesV2',
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
	absence: ofUser('getAbsencesV4', (item) => `${labelOf('AbsenceType', item.type)}, ${span(item)}`),
	accessGroup: named('getAccessGroupsV2'),
	customer: named('getCustomersV3'),
	entry: entries,
	holidayCarryover: ofUser('getHolidaysCarryV3', (item) => `${String(item.year)}`),
	holidayQuota: ofUser(
		'getHolidaysQuotaV2',
		(item) => `${String(item.year_since)}, ${String(item.count)} days`,
	),
	lumpSumService: named('getLumpSumServicesV4'),
	nonbusinessDay: named('getNonbusinessDaysV2'),
	nonbusinessGroup: named('getNonbusinessGroupsV2'),
	overtimeCarryover: ofUser('getOvertimeCarryV3', (item) => `${String(item.year)}`),
	overtimeReduction: ofUser('getOvertimeReductionsV3', (item) => `${String(item.date)}`),
	project: named('getProjectsV4', 'customers_id'),
	rate: {
		operationId: 'getRatesV4',
		label: ({ id, hourly_rate }) => `Rate ${String(id)}: ${String(hourly_rate)}`,
	},
	runningEntry: {
		operationId: 'getClockV2',
		label: entry,
	},
	service: named('getServicesV4'),
	subproject: named('getSubprojectsV3', 'projects_id'),
	targetHour: ofUser('getTargethours', span),
	team: named('getTeamsV3'),
	user: named('getUsersV3'),
	userNonbusinessGroup: ofUser('getUsersNonbusinessGroupsV3', span),
	webhook: {
		operationId: 'getWebhooksV2',
		label: ({ event_name, url }) => `${String(event_name)} → ${String(url)}`,
	},
	workTimeChangeRequest: ofUser('getWorkTimesChangeRequestsV2', (item) => String(item.date)),
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
