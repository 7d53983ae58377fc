// Made by `npm run generate` from the models and from facts.ts.

import type { ReadableModel } from './readable-model';

/** What of the fields of each model can be said in words, by the vendor’s name of the model. */
export const readableModels: Readonly<Record<string, ReadableModel>> = {
	AbsenceV4: {
		references: ['users_id', 'approved_by'],
		choices: { type: ['HourAbsenceType', 'DayAbsenceType'], status: ['AbsenceStatus'] },
	},
	AccessGroupV2: { referenceLists: ['users_ids'] },
	AggregatesUsersMeV2: { inner: { user: 'UserV1', company: 'CompanyV1' } },
	CompanyV1: {
		references: ['default_customers_id', 'default_services_id', 'nonbusiness_group_default'],
	},
	UserV1: {
		references: ['teams_id', 'nonbusinessgroups_id', 'boss', 'creator'],
		referenceLists: ['absence_managers_id'],
		choices: {
			wage_type: ['WageType'],
			edit_lock_dyn: ['EditLockDay'],
			work_time_edit_lock_days: ['WorkTimeEditLockDay'],
		},
	},
	ClockDurationV2: { inner: { updated: 'EntryV2', running: 'EntryV2' } },
	ClockStartStopV2: { inner: { running: 'EntryV2', stopped: 'EntryV2' } },
	ClockV2: { inner: { running: 'EntryV2', stopped: 'EntryV2' } },
	CustomerCountProjectsV3: { references: ['customers_id'] },
	CustomerV3: { referenceLists: ['service_assignments'], choices: { color: ['CustomerColor'] } },
	EntryV2: {
		references: [
			'customers_id',
			'projects_id',
			'subprojects_id',
			'users_id',
			'services_id',
			'lumpsum_services_id',
		],
		choices: { billable: ['BillableDistinct'], type: ['EntryType'] },
		seconds: ['duration'],
	},
	EntryGroupRestrictionV2: {
		references: [
			'users_id',
			'teams_id',
			'customers_id',
			'projects_id',
			'subprojects_id',
			'services_id',
			'lumpsum_services_id',
		],
		choices: { billable: ['Billable'] },
	},
	EntryGroupV2: {
		seconds: ['duration'],
		inner: { restrictions: 'EntryGroupRestrictionV2', sub_groups: 'EntryGroupV2' },
	},
	HolidaysCarryV3: { references: ['users_id'] },
	HolidaysQuotaV2: { references: ['users_id'] },
	NonbusinessDayV2: { references: ['nonbusiness_group_id'] },
	OvertimeCarryV3: { references: ['users_id'] },
	OvertimeReductionV3: { references: ['users_id', 'added_by_users_id'] },
	ProjectBudgetV4: { choices: { interval: ['BudgetInterval'] } },
	ProjectV4: {
		references: ['customers_id'],
		referenceLists: ['service_assignments'],
		inner: { budget: 'ProjectBudgetV4' },
	},
	ProjectReportsV3: { references: ['customers_id', 'projects_id'] },
	ProjectsReportReportItemV4: { references: ['customers_id', 'projects_id', 'subprojects_id'] },
	RateV4: {
		referenceLists: ['customer_ids', 'project_ids', 'service_ids', 'user_ids'],
		inner: { children: 'RateV4' },
	},
	SubprojectV3: { references: ['projects_id'], referenceLists: ['service_assignments'] },
	TargetHourV1: { references: ['users_id'] },
	TeamV3: { references: ['leader'], referenceLists: ['user_ids'] },
	UserV3: {
		references: ['teams_id', 'nonbusiness_groups_id', 'nonbusinessgroups_id', 'boss', 'creator'],
		referenceLists: ['absence_managers_id', 'access_groups_ids'],
		choices: {
			wage_type: ['WageType'],
			edit_lock_dyn: ['EditLockDay'],
			work_time_edit_lock_days: ['WorkTimeEditLockDay'],
		},
	},
	UsersNonbusinessDayV2: { references: ['users_id'], inner: { days: 'NonbusinessDayV2' } },
	UsersNonbusinessGroupV3: { references: ['nonbusiness_groups_id', 'users_id'] },
	UserReportBreakItemV1: { seconds: ['length'] },
	UserReportDayDetailV1: {
		seconds: [
			'count_reduction_used',
			'target',
			'target_raw',
			'hours',
			'hours_without_compensation',
			'diff',
		],
		inner: { breaks: 'UserReportBreakItemV1' },
	},
	UserReportMonthDetailV1: {
		seconds: [
			'sum_target',
			'sum_hours',
			'sum_reduction_used',
			'diff',
			'sum_hours_without_compensation',
			'sum_overtime_reduced',
		],
		inner: { week_details: 'UserReportWeekDetailV1' },
	},
	UserReportV1: {
		references: ['users_id'],
		seconds: [
			'sum_target',
			'sum_hours',
			'sum_reduction_used',
			'diff',
			'sum_reduction_planned',
			'overtime_carryover',
			'overtime_reduced',
		],
		inner: { month_details: 'UserReportMonthDetailV1' },
	},
	UserReportWeekDetailV1: {
		seconds: ['sum_target', 'sum_hours', 'sum_reduction_used', 'diff'],
		inner: { day_details: 'UserReportDayDetailV1' },
	},
	WorkTimeV2: { references: ['users_id'] },
	WorkTimesChangeRequestChangeV2: { choices: { type: ['ChangeRequestIntervalType'] } },
	WorkTimesChangeRequestPostV2: {
		inner: {
			change_request: 'WorkTimesChangeRequestV2',
			replaced_change_request: 'WorkTimesChangeRequestV2',
		},
	},
	WorkTimesChangeRequestV2: {
		references: ['users_id', 'declined_by'],
		choices: { status: ['ChangeRequestStatus'] },
		inner: { changes: 'WorkTimesChangeRequestChangeV2' },
	},
	WorkTimesChangeRequestsDeclineChangeV2: { choices: { type: ['ChangeRequestIntervalType'] } },
	WorkTimesChangeRequestsDeclineV2: {
		references: ['users_id', 'declined_by'],
		choices: { status: ['ChangeRequestStatus'] },
		inner: { changes: 'WorkTimesChangeRequestsDeclineChangeV2' },
	},
};
