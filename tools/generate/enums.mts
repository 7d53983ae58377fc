import type { ClockodoEnum } from '../../src/clockodo/enum.js';
import type { Description, VendorSchema } from './source.mjs';

/** The vendor's name for the enum of time zones: its values are their own names. */
export const timeZoneEnum = 'ConvertibleTimezone';

/** The named enums that operations or models speak of, in the vendor's order of values. */
export function enumsOf(description: Description, used: Set<string>): Record<string, ClockodoEnum> {
	const named = Object.entries(description.openApi.components.schemas).filter(
		([name, schema]) => used.has(name) && schema.enum && schema['x-enumNames'],
	);
	return Object.fromEntries(named.map(([name, schema]) => [name, toEnum(name, schema)]));
}

function toEnum(name: string, schema: VendorSchema): ClockodoEnum {
	const type = schema.type === 'integer' ? 'integer' : 'string';
	const labels = schema['x-enumNames'] ?? [];
	const vendorValues = (schema.enum ?? []).filter((value) => typeof value !== 'boolean');
	const values = vendorValues.map((value, index) => ({
		value,
		label: name === timeZoneEnum ? String(value) : labelOf(labels[index]),
	}));
	return { type, values };
}

/** Names that splitting at capitals would leave wrong or hard to understand. */
const words: Record<string, string> = {
	ApprovalCancelled: 'Approval Cancelled',
	BillableOrBilled: 'Billable or Billed',
	DayWithWorkTime: 'Day With Working Times',
	EnterBudget: 'Entered Budget',
	GetBudgetThroughSubprojects: 'Budget From Subprojects',
	Interval: 'Budget per Interval',
	IsLumpSum: 'Lump Sum',
	OverTimeReduction: 'Overtime Reduction',
	SickSelf: 'Sick Day',
	SickSelfUnpaid: 'Sick Day (Unpaid)',
	SickSelfWithCertificate: 'Sick Day With Certificate',
	SickChild: 'Sick Day of a Child',
	SickChildUnpaid: 'Sick Day of a Child (Unpaid)',
	SpecialLeaveUnpaid: 'Special Leave (Unpaid)',
	Soft: 'Soft Budget',
	SoftCompleted: 'Soft Budget, Completed',
	SoftIncomplete: 'Soft Budget, Not Completed',
	Strict: 'Hard Budget',
	StrictCompleted: 'Hard Budget, Completed',
	StrictIncomplete: 'Hard Budget, Not Completed',
	Without: 'Without Budget',
	WithoutStrict: 'Without Hard Budget',
	DistinctOnce: 'Fixed Date, Once',
	DistinctRecurring: 'Fixed Date, Every Year',
	Special: 'Special Holiday (Moves Every Year)',
	TextsId: 'Description',
};

/** `NotBillable` → `Not Billable`, `NameAsc` → `Name (Ascending)`, `CustomersId` → `Customer`. */
export function labelOf(vendorName: string): string {
	if (words[vendorName]) return words[vendorName];
	const days = /^LockDays(\d+)$/.exec(vendorName);
	if (days) return days[1] === '1' ? '1 Day' : `${days[1]} Days`;
	const percent = /^Percent(\d+)$/.exec(vendorName);
	if (percent) return `${percent[1]} %`;
	return vendorName
		.replace(/sId$/, '')
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replace(/ Asc$/, ' (Ascending)')
		.replace(/ Desc$/, ' (Descending)')
		.replace(/^Id /, 'ID ');
}
