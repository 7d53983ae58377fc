/**
 * What a row of a user report can be, with the API's number of the detail that has it
 * (`UserReportType`).
 */
export const reportLevels = [
	{ value: 'months', label: 'Months', type: 1 },
	{ value: 'weeks', label: 'Weeks', type: 2 },
	{ value: 'days', label: 'Days', type: 3 },
	{ value: 'workdays', label: 'Days With Working Times', type: 4 },
] as const;

export type ReportLevel = (typeof reportLevels)[number]['value'];
