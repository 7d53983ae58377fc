import { findModel } from '../../../../src/clockodo/models/index.mjs';
import type { Schema } from '../../../../src/clockodo/schema.js';
import type { ActName } from '../../table/acts.js';
import type { NodeAct } from '../../table/operations.js';
import { groupFields, nameOf } from './group-rows.js';
import { decidedBy } from './open-requests.js';
import { reportFields } from './report-rows.js';
import { entryFields } from './running-clocks.js';
import { upsertResults } from './upsert.js';

const number: Schema = { type: 'number' };
const integer: Schema = { type: 'integer' };
const text: Schema = { type: 'string' };
const day: Schema = { type: 'string', format: 'date' };
const flag: Schema = { type: 'boolean' };
const orNull = (schema: Schema): Schema => ({ oneOf: [schema, { type: 'null' }] });

/** What `absenceFields` gives. */
const absence: Record<string, Schema> = {
	...fieldsOf('AbsenceDayAbsenceV4', ['id', 'users_id']),
	users_name: orNull(text),
	users_email: orNull(text),
	type: orNull({ $ref: 'AbsenceType' }),
	type_label: orNull(text),
	status: { $ref: 'AbsenceStatus' },
	status_label: orNull(text),
	date_since: day,
	date_until: day,
	half_day: flag,
	count_days: number,
	count_hours: orNull(number),
	public_note: orNull(text),
};

/** What `changeGroup` gives. */
const changed = object({
	changed: flag,
	affected_entries: integer,
	edited_entries: integer,
	message: text,
});

/**
 * What the items of an act look like, for the editor and the tests. It names fields alone: the
 * models of the API are referred to by `$ref`.
 */
export const actItems: Record<ActName, (act: NodeAct) => Schema> = {
	absenceList: answerOf,
	deleteGroup: () => changed,
	groupRows: () => {
		const levels = findModel('Grouping').enum ?? [];
		return {
			...object({ ...fieldsOf('EntryGroupV2', groupFields), duration_hours: number }),
			properties: {
				...Object.assign({}, ...levels.map((level) => levelFields(String(level)))),
				...fieldsOf('EntryGroupV2', groupFields),
				duration_hours: number,
			},
		};
	},
	markBilled: () => changed,
	openRequests: () =>
		object({
			...absence,
			note: orNull(text),
			date_enquired: orNull(day),
			approvers: {
				type: 'array',
				items: object({ id: integer, name: orNull(text), email: orNull(text) }),
			},
			approvers_names: text,
			approvers_emails: text,
			approvers_by: { enum: [...decidedBy] },
		}),
	reportRows: () => {
		const whose = {
			...fieldsOf('UserReportV1', reportFields),
			year: integer,
			month: integer,
		};
		const { nr: _month, week_details: _weeks, ...month } = allOf('UserReportMonthDetailV1');
		const { nr: _week, day_details: _days, ...week } = allOf('UserReportWeekDetailV1');
		const properties = {
			...whose,
			week: integer,
			...month,
			...week,
			...allOf('UserReportDayDetailV1'),
		};
		return { ...object(whose), properties };
	},
	runningClocks: () => {
		const fields = fieldsOf('EntryV2Time', entryFields);
		return object({ ...fields, running_hours: number });
	},
	updateGroup: () => changed,
	upsert: (act) => {
		const { required = [], properties, ...model } = findModel(answerOf(act).$ref ?? '');
		const result: Schema = { enum: [...upsertResults] };
		return {
			...model,
			required: [...required, 'upsert'],
			properties: { ...properties, upsert: result },
		};
	},
	whoIsAway: () =>
		object({ ...absence, teams_id: orNull(integer), days_in_period: number, back_on: day }),
};

/** What a level of grouping adds to a row: `levelFields` in `group-rows.ts`. */
function levelFields(level: string): Record<string, Schema> {
	if (level === 'is_lumpsum') return { is_lumpsum: flag };
	if (level === 'billable') return { billable: orNull(integer), billable_label: text };
	if (level === 'texts_id') return { texts_id: orNull(integer), text: orNull(text) };
	if (!level.endsWith('_id')) return { [level]: text };
	return { [level]: orNull(integer), [nameOf(level)]: orNull(text) };
}

/** All fields of a model of the API. */
function allOf(model: string): Record<string, Schema> {
	return findModel(model).properties ?? {};
}

/** What the operation that the act stands upon answers with. */
function answerOf({ operation }: NodeAct): Schema {
	return operation?.answer.of ?? {};
}

/** An object that has all of these fields. */
function object(properties: Record<string, Schema>): Schema {
	return { type: 'object', required: Object.keys(properties), properties };
}

/** Some fields of a model of the API. */
function fieldsOf(model: string, names: readonly string[]): Record<string, Schema> {
	const { properties = {} } = findModel(model);
	return Object.fromEntries(names.map((name) => [name, properties[name] ?? {}]));
}
