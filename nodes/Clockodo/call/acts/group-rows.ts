import type { IDataObject } from 'n8n-workflow';
import { enums } from '../../../../src/clockodo/enums';
import { toHours } from '../../../../src/clockodo/readable/in-words';
import { isRecord, toResourceId } from '../../../../src/clockodo/values';
import { readList, simplified } from '../answer';
import { baseOf, type Act } from './act';

/** What a row has of the innermost group, beside its hours. */
export const groupFields = [
	'duration',
	'revenue',
	'hourly_rate',
	'budget_used',
	'has_budget_revenues_billed',
	'has_budget_revenues_not_billed',
	'has_non_budget_revenues_billed',
	'has_non_budget_revenues_not_billed',
] as const;

/** Groups of entries as rows: one item for each of the innermost groups, with all that it stands in. */
export const groupRows: Act = async (call) => {
	const { operation, request } = baseOf(call);
	const groups = await readList(call.api, { operation }, request, Infinity, call.onUnsettled);
	return groups.flatMap((group) => rowsOf(group, {}));
};

function rowsOf(group: IDataObject, above: IDataObject): IDataObject[] {
	const fields = { ...above, ...levelFields(group) };
	const { sub_groups: inner } = group;
	if (Array.isArray(inner) && inner.length > 0) {
		return (inner as unknown[])
			.filter(isRecord)
			.flatMap((each) => rowsOf(each as IDataObject, fields));
	}
	const duration_hours = toHours(group.duration) ?? null;
	return [{ ...fields, ...simplified(group, groupFields), duration_hours }];
}

/**
 * What a group stands for: `customers_id` and `customers_name`, `billable` and its label, the text
 * of a description, a day, week, month or year as the API writes it.
 */
function levelFields({ grouped_by, group, name }: IDataObject): IDataObject {
	const by = String(grouped_by);
	if (by === 'is_lumpsum') return { is_lumpsum: String(group) === '1' };
	if (by === 'billable') {
		const found = enums.BillableDistinct?.values.find(
			({ value }) => String(value) === String(group),
		);
		return { billable: found?.value ?? null, billable_label: found?.label ?? String(name) };
	}
	if (!by.endsWith('_id')) return { [by]: group };
	const id = toResourceId(group) ?? null;
	const called = id === null && !name ? null : (name ?? null);
	return by === 'texts_id' ? { texts_id: id, text: called } : { [by]: id, [nameOf(by)]: called };
}

/** `customers_id` → `customers_name` */
export const nameOf = (idField: string): string => idField.replace(/_id$/, '_name');
