/**
 * The 14 kinds of resource that Clockodo's webhooks speak of, and how one of them is fetched.
 * Source: the webhook bodies and the operations of the vendor's API description.
 */
export const entities = [
	entity('user', 'User', 'getUserByIdV3'),
	entity('absence', 'Absence', 'getAbsenceByIdV4', ['approved']),
	entity('customer', 'Customer', 'getCustomerByIdV3'),
	entity('project', 'Project', 'getProjectByIdV4', ['completed', 'budget_notification']),
	entity('subproject', 'Subproject', 'getSubprojectByIdV3'),
	entity('service', 'Service', 'getServiceByIdV4'),
	entity('team', 'Team', 'getTeamByIdV3'),
	entity('lump_sum_service', 'Lump Sum Service', 'getLumpSumServiceByIdV4'),
	entity('holidays_carry', 'Holiday Carryover', 'getHolidaysCarryByIdV3'),
	entity('holidays_quota', 'Holiday Quota', 'getHolidaysQuotaByIdV2'),
	entity('overtime_carry', 'Overtime Carryover', 'getOvertimeCarryByIdV3'),
	entity('nonbusiness_group', 'Nonbusiness Group', 'getNonbusinessGroupByIdV2'),
	// The API has no operation that gets one change request: it is searched in the list.
	entity('work_time_change_request', 'Working Time Change Request', 'getWorkTimesChangeRequestsV2'),
	entity('entry', 'Entry', 'getEntryByIdV2', ['started', 'stopped']),
] as const satisfies readonly Entity[];

export type EntityName = (typeof entities)[number]['name'];

export interface Entity<Name extends string = string> {
	/** The vendor's name: the part of an event's name before the dot, and the payload's key. */
	name: Name;
	/** For people, in title case. */
	label: string;
	/** Several of them, within a sentence (`holiday quotas`). */
	several: string;
	/** With its article, for the start of a sentence (`An entry`). */
	sentenceStart: string;
	/** The operation that fetches it, by the vendor's operation id. */
	operationId: string;
	/** Actions beside created, updated and deleted. */
	moreActions?: readonly string[];
}

function entity<Name extends string>(
	name: Name,
	label: string,
	operationId: string,
	moreActions?: readonly string[],
): Entity<Name> {
	const article = /^[aeo]/.test(name) ? 'An' : 'A';
	return {
		name,
		label,
		several: plural(label.toLowerCase()),
		sentenceStart: `${article} ${label.toLowerCase()}`,
		operationId,
		moreActions,
	};
}

/** `entry` → `entries` */
export function plural(label: string): string {
	if (/[^aeiou]y$/.test(label)) return `${label.slice(0, -1)}ies`;
	return label.endsWith('s') ? label : `${label}s`;
}

const byName = new Map<string, Entity<EntityName>>(entities.map((each) => [each.name, each]));

/** The entity of that name, or undefined where Clockodo's webhooks know none. */
export function findEntity(name: string): Entity<EntityName> | undefined {
	return byName.get(name);
}
