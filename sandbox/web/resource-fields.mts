import type { ClockodoEnum } from '../../src/clockodo/enum.js';
import { enums } from '../../src/clockodo/enums.js';
import type { Schema } from '../../src/clockodo/schema.js';
import { jsonIfText, ownValue } from '../../src/clockodo/values.js';
import type { Company } from '../resources/company.mjs';
import { resources } from '../resources/table.mjs';
import type { StoredRecord } from '../store/data.mjs';
import { nameOf, type EditableResource } from './editable-resources.mjs';
import type { FormValues } from './form-values.mjs';
import { html, type Html } from './html.mjs';
import { field, option } from './parts.mjs';

interface Choice {
	value: string;
	label: string;
}

/** What a property of a body looks like in a form, and how its text becomes JSON. */
interface Control {
	type: 'text' | 'longText' | 'number' | 'date' | 'moment' | 'choice' | 'json';
	choices?: Choice[];
}

const LONG_TEXT = 500;
const yesOrNo = [
	{ value: 'true', label: 'Yes' },
	{ value: 'false', label: 'No' },
];

/** The form's field for each property of an operation's body: it follows the API's own schema. */
export function bodyField(
	name: string,
	schema: Schema,
	value: string,
	options: {
		resource: EditableResource;
		company: Company;
		required: boolean;
		optional: boolean;
		error?: string;
	},
): Html {
	const { resource, company, required, optional, error } = options;
	const { type, choices = [] } = controlOf(name, schema, resource, company);
	const bounds = type === 'moment' ? 'UTC' : type === 'json' ? 'JSON' : undefined;
	return field({
		name,
		label: labelOf(name, resource),
		required,
		optional,
		error,
		hint: bounds,
		control: (tied) => {
			switch (type) {
				case 'choice':
					return html`<select ${tied}>
						${!(required && value) && option('', '–', value === '')}
						${choices.map((each) => option(each.value, each.label, each.value === value))}
					</select>`;
				case 'longText':
					return html`<textarea rows="2" ${tied}>${value}</textarea>`;
				case 'json':
					return html`<textarea rows="3" class="code" spellcheck="false" ${tied}>
${value}</textarea
					>`;
				case 'number':
					return html`<input type="number" step="any" ${tied} value="${value}" />`;
				case 'date':
					return html`<input type="date" ${tied} value="${value}" />`;
				case 'moment':
					return html`<input type="datetime-local" step="1" ${tied} value="${value}" />`;
				default:
					return html`<input type="text" autocomplete="off" ${tied} value="${value}" />`;
			}
		},
	});
}

/** A record's properties as the texts of its form. */
export function textsOf(
	body: Record<string, Schema>,
	record: StoredRecord,
	resource: EditableResource,
	company: Company,
): FormValues {
	return Object.fromEntries(
		Object.entries(body).map(([name, schema]) => {
			const value = record[name];
			const { type } = controlOf(name, schema, resource, company);
			if (value === undefined || value === null) return [name, ''];
			if (type === 'json') return [name, JSON.stringify(value)];
			return [name, type === 'moment' ? String(value).replace(/Z$/, '') : String(value)];
		}),
	);
}

/**
 * The body of a request: what is filled in, and for a change only what differs from before.
 * Text that is no JSON is passed on as it is, so that the API's own check refuses it.
 */
export function bodyOf(
	schemas: Record<string, Schema>,
	values: FormValues,
	before: FormValues | undefined,
	resource: EditableResource,
	company: Company,
): Record<string, unknown> {
	const body: Record<string, unknown> = {};
	for (const [name, schema] of Object.entries(schemas)) {
		const text = values[name]?.trim() ?? '';
		if (text === (before?.[name] ?? '')) continue;
		body[name] =
			text === '' ? null : jsonValue(text, schema, controlOf(name, schema, resource, company));
	}
	return body;
}

function jsonValue(text: string, schema: Schema, { type }: Control): unknown {
	const { type: wanted } = simple(schema);
	if (type === 'moment') return `${text.length === 16 ? `${text}:00` : text}Z`;
	if (type === 'json') return jsonIfText(text);
	if (wanted === 'boolean') return text === 'true';
	const isNumber = ['integer', 'number'].includes(String(wanted));
	return isNumber && !Number.isNaN(Number(text)) ? Number(text) : text;
}

function controlOf(
	name: string,
	schema: Schema,
	resource: EditableResource,
	company: Company,
): Control {
	const { type, format, maxLength = 0, enum: values, $ref } = simple(schema);
	const target = resource.references[name];
	const choices =
		findEnum($ref)?.values.map(({ value, label }) => ({ value: String(value), label })) ??
		values?.map((value) => ({ value: String(value), label: String(value) }));
	if (choices) return { type: 'choice', choices };
	if (type === 'boolean') return { type: 'choice', choices: yesOrNo };
	if (target && type === 'integer')
		return { type: 'choice', choices: recordChoices(target, company) };
	if (type === 'integer' || type === 'number') return { type: 'number' };
	if (type === 'object' || type === 'array' || type === undefined) return { type: 'json' };
	if (format === 'date') return { type: 'date' };
	if (format === 'date-time') return { type: 'moment' };
	return { type: maxLength >= LONG_TEXT ? 'longText' : 'text' };
}

function recordChoices(collection: string, company: Company): Choice[] {
	const entity = resources.find((resource) => resource.collection === collection)?.entity ?? '';
	return company
		.records(collection)
		.all()
		.map((record) => ({ value: String(record.id), label: nameOf(entity, record, company) }));
}

/** The schema without its `null`; of several readings the first. An enum brings its own type. */
function simple(schema: Schema): Schema & { type?: string } {
	const first = schema.oneOf?.find(({ type }) => type !== 'null') ?? schema;
	const type = Array.isArray(first.type) ? first.type[0] : first.type;
	return { ...first, type: findEnum(first.$ref)?.type ?? type };
}

function findEnum(name: string | undefined): ClockodoEnum | undefined {
	return name === undefined ? undefined : ownValue(enums, name);
}

/** `customers_id` is the customer, `edit_lock_sync` reads Edit lock sync. */
function labelOf(name: string, { references }: EditableResource): string {
	const plain = name.replace(/_ids?$/, '').replaceAll('_', ' ');
	const singular = references[name] && /s_id$/.test(name) ? plain.replace(/s$/, '') : plain;
	return singular.charAt(0).toUpperCase() + singular.slice(1);
}
