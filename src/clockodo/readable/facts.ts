/**
 * What the vendor's description does not say of the fields of its answers: what an ID is of, which
 * numbers are choices, and which are seconds. `models.ts` is made from it and from the models.
 */

import { numbers, type ClockodoEnum } from '../enum';

/** The resources that others refer to and that have a name, by the vendor's tags. */
export type NameSource =
	| 'AccessGroup'
	| 'Customer'
	| 'LumpSumService'
	| 'NonbusinessGroup'
	| 'Project'
	| 'Service'
	| 'Subproject'
	| 'Team'
	| 'User';

const fieldsOf: Record<NameSource, readonly string[]> = {
	AccessGroup: ['access_groups_ids'],
	Customer: ['customer_ids', 'customers_id', 'default_customers_id'],
	LumpSumService: ['lumpsum_services_id'],
	NonbusinessGroup: [
		'nonbusiness_group_default',
		'nonbusiness_group_id',
		'nonbusiness_groups_id',
		'nonbusinessgroups_id',
	],
	Project: ['project_ids', 'projects_id'],
	Service: ['default_services_id', 'service_assignments', 'service_ids', 'services_id'],
	Subproject: ['subprojects_id'],
	Team: ['teams_id'],
	User: [
		'absence_managers_id',
		'added_by_users_id',
		'approved_by',
		'boss',
		'creator',
		'declined_by',
		'leader',
		'user_ids',
		'users_id',
		'users_ids',
	],
};

/** Fields that hold the ID of a resource with a name, or a list of such IDs, and of what. */
export const references: Readonly<Record<string, NameSource>> = Object.fromEntries(
	Object.entries(fieldsOf).flatMap(([source, fields]) =>
		fields.map((field) => [field, source as NameSource]),
	),
);

/** Choices of which the description gives the values only. Their meaning: the names of the models. */
export const ownEnums: Readonly<Record<string, ClockodoEnum>> = {
	EntryType: numbers({ 1: 'Time', 2: 'Lump Sum', 3: 'Lump Sum Service' }),
};

/** Fields that are choices although their schema does not name the enum, by model. */
export const unnamedChoices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	EntryV2: { type: 'EntryType', billable: 'BillableDistinct' },
};

const reportSums = ['sum_target', 'sum_hours', 'sum_reduction_used', 'diff'];

/** Fields in seconds, by model. Source: the vendor's API documentation, "User reports" and "Entries". */
export const seconds: Readonly<Record<string, readonly string[]>> = {
	EntryV2: ['duration'],
	EntryGroupV2: ['duration'],
	UserReportV1: [...reportSums, 'sum_reduction_planned', 'overtime_carryover', 'overtime_reduced'],
	UserReportMonthDetailV1: [
		...reportSums,
		'sum_hours_without_compensation',
		'sum_overtime_reduced',
	],
	UserReportWeekDetailV1: reportSums,
	UserReportDayDetailV1: [
		'count_reduction_used',
		'target',
		'target_raw',
		'hours',
		'hours_without_compensation',
		'diff',
	],
	UserReportBreakItemV1: ['length'],
};

/** The model whose ID and name are of what one of its own fields says. */
export const groupModel = 'EntryGroupV2';
