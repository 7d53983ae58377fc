import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { projectRoot } from '../../../host/project.mjs';
import { enums } from '../../../src/clockodo/enums.js';
import { models } from '../../../src/clockodo/models/index.mjs';
import { ownEnums, references, seconds } from '../../../src/clockodo/readable/facts.js';
import { additionsBeside } from '../../../src/clockodo/readable/in-words.js';
import { readableModels } from '../../../src/clockodo/readable/models.js';
import type { Schema } from '../../../src/clockodo/schema.js';
import { ownValue } from '../../../src/clockodo/values.js';
import { renderReadableModels } from '../../../tools/generate/readable-models.mjs';

it('the readable models are checked in as they are generated', async () => {
	for (const [path, text] of await renderReadableModels()) {
		expect(readFileSync(join(projectRoot(), path), 'utf8')).toBe(text);
	}
});

/** Numbers that are what they are, by their names: amounts, days, parts of a date. */
const plainNumbers = [
	'active',
	'affected_entries',
	'amount',
	'billed',
	'billed_money',
	'compensate_day_default',
	'compensate_month_default',
	'compensation_daily',
	'compensation_monthly',
	'count',
	'count_days',
	'count_hours',
	'count_subprojects',
	'day',
	'edited_entries',
	'example',
	'hourly_rate',
	'holidays_carry',
	'holidays_count_default',
	'holidays_quota',
	'hours',
	'inactive',
	'lumpsum',
	'lumpsum_services_amount',
	'lumpsum_services_price',
	'month',
	'monthly_target',
	'nr',
	'number_of_licences',
	'offset',
	'price',
	'revenue',
	'revenue_factor',
	'subprojects_budget_total',
	'weekday',
	'workdays',
	'year',
	'year_since',
	'year_until',
];

/** Numbers in hours already, and days and hours by their kinds. */
const plainModels = [
	'CompanyTargetHoursDefaultNodeV1',
	'TargetHourV1Weekly',
	'UserReportAbsenceSummaryV1',
	'UserReportSurchargeSummaryV1',
	'WorkTimeRegulationV3',
];

/** IDs of what has no name in the API, and one's own. */
const namelessIds = [
	'entriesTexts_id',
	'id',
	// Its name stands beside it.
	'plan_id',
	'special_id',
	'surcharge_models_id',
	'texts_id',
	'truncate_previous_entry',
	'work_time_regulations_id',
	'worktime_force_breaks',
	'worktime_regulation_default',
	'worktime_regulation_id',
];

interface Place {
	model: string;
	field: string;
	schema: Schema;
}

function numbersIn(model: string, schema: Schema): Place[] {
	return Object.entries(schema.properties ?? {}).flatMap(([field, given]) => {
		const forms = given.oneOf ?? [given];
		return forms.flatMap((form) => {
			if (form.properties) return numbersIn(model, form);
			const one = form.items ?? form;
			const types = ([] as unknown[]).concat(one.type ?? []);
			const isNumber = types.includes('integer') || types.includes('number');
			return isNumber ? [{ model, field, schema: given }] : [];
		});
	});
}

/** The model under whose name a form of it is read. */
function readAs(name: string): string {
	const whole = Object.entries(models).find(([, { oneOf }]) =>
		oneOf?.some(({ $ref }) => $ref === name),
	);
	return whole?.[0] ?? name;
}

it('no number in the API’s answers is forgotten: it has words, or none are to be had', () => {
	const numbers = Object.entries(models)
		.filter(([name]) => !plainModels.includes(name))
		.flatMap(([name, schema]) => numbersIn(name, schema));
	expect(numbers.length).toBeGreaterThan(150);
	const forgotten = numbers.filter(
		({ model, field }) =>
			additionsBeside(readAs(model), field).length === 0 &&
			![...plainNumbers, ...namelessIds].includes(field),
	);
	expect(forgotten).toEqual([]);
});

it('nothing is listed as a number without words that is an ID with a name, or is not there', () => {
	const fields = new Set(
		Object.entries(models).flatMap(([name, schema]) =>
			numbersIn(name, schema).map(({ field }) => field),
		),
	);
	const listed = [...plainNumbers, ...namelessIds];
	expect(listed.filter((field) => !fields.has(field) || field in references)).toEqual([]);
});

it('every choice among numbers has its label, but for lists of them: those are percentages', () => {
	const choices = Object.entries(models).flatMap(([name, { properties = {} }]) =>
		Object.entries(properties).flatMap(([field, schema]) => {
			const names = [schema, ...(schema.oneOf ?? [])].map(({ $ref }) => $ref ?? '');
			const isChoice = names.some((each) => ownValue(enums, each)?.type === 'integer');
			return isChoice ? [{ model: readAs(name), field }] : [];
		}),
	);
	expect(choices.length).toBeGreaterThan(15);
	const labels = choices.map(({ model, field }) =>
		additionsBeside(model, field).map(({ name }) => name),
	);
	expect(labels).toEqual(choices.map(({ field }) => [`${field}_label`]));
});

it('knows every sort of entry that the models have', () => {
	const sorts = models.EntryV2.oneOf?.map(({ $ref = '' }) => models[$ref].properties?.type.enum);
	expect(sorts?.flat().sort()).toEqual(ownEnums.EntryType.values.map(({ value }) => value));
});

it('every field in seconds is a field of its model', () => {
	const known = Object.entries(models).flatMap(([name, schema]) =>
		numbersIn(name, schema).map(({ field }) => `${readAs(name)}.${field}`),
	);
	const stated = Object.entries(seconds).flatMap(([model, fields]) =>
		fields.map((field) => `${model}.${field}`),
	);
	expect(stated.filter((place) => !known.includes(place))).toEqual([]);
});

it('every reference of the facts is in some model', () => {
	const used = Object.values(readableModels).flatMap((model) => [
		...(model.references ?? []),
		...(model.referenceLists ?? []),
	]);
	expect(Object.keys(references).filter((field) => !used.includes(field))).toEqual([]);
});

it('no two additions of a model have one name, and none has the name of a field in another sense', () => {
	for (const [name, model] of Object.entries(readableModels)) {
		const fields = [
			...(model.references ?? []),
			...(model.referenceLists ?? []),
			...Object.keys(model.choices ?? {}),
			...(model.seconds ?? []),
		];
		const added = fields.flatMap((field) => additionsBeside(name, field).map((each) => each.name));
		expect(new Set(added).size).toBe(added.length);
	}
});
