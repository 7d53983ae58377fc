import type { Schema } from '../../src/clockodo/schema.js';
import type { VendorSchema } from './source.mjs';

const refPrefix = '#/components/schemas/';
/** Formats that say no more than the type does, or that the limits beside them say better. */
const emptyFormats = new Set(['int64', 'float', 'YYYY']);
/** Without meaning for a request, an answer or a field: examples, and the vendor's own extensions. */
const dropped = /^(examples?|x|x-.+)$/;

/** The vendor's schema in the project's form: keys in one order, examples and empty formats left out. */
export function toSchema(vendor: VendorSchema): Schema {
	const entries = Object.entries(vendor).filter(
		([key, value]) =>
			!dropped.test(key) && !(key === 'format' && emptyFormats.has(value as string)),
	);
	const schema = Object.fromEntries(entries.map(([key, value]) => [key, convert(key, value)]));
	if (allowsNull(schema)) delete schema.type;
	return ordered(schema);
}

/**
 * The description has `{ type: 'object', oneOf: [a resource, null] }` on fields that are null in
 * practice (`running` when no clock runs): read as a whole that forbids the null it names.
 */
function allowsNull(schema: Schema): boolean {
	return schema.type === 'object' && (schema.oneOf ?? []).some((choice) => choice.type === 'null');
}

function convert(key: string, value: unknown): unknown {
	if (key === '$ref') return (value as string).replace(refPrefix, '');
	if (key === 'items') return toSchema(value as VendorSchema);
	if (key === 'additionalProperties' && typeof value === 'object') {
		return toSchema(value as VendorSchema);
	}
	if (key === 'oneOf') return (value as VendorSchema[]).map(toSchema);
	if (key === 'properties') return mapValues(value as Record<string, VendorSchema>, toSchema);
	return value;
}

const keyOrder = [
	'$ref',
	'type',
	'format',
	'enum',
	'items',
	'required',
	'properties',
	'additionalProperties',
	'oneOf',
	'minimum',
	'maximum',
	'minLength',
	'maxLength',
	'minItems',
	'maxItems',
	'deprecated',
];

/** @throws on a keyword that the project's form does not know: it has to be looked at */
export function ordered(schema: Schema): Schema {
	const unknown = Object.keys(schema).find((key) => !keyOrder.includes(key));
	if (unknown) throw new Error(`The description uses '${unknown}', which Schema does not know`);
	return Object.fromEntries(
		keyOrder.filter((key) => key in schema).map((key) => [key, schema[key as keyof Schema]]),
	);
}

export function mapValues<From, To>(
	record: Record<string, From>,
	change: (value: From) => To,
): Record<string, To> {
	return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** Names of all enums and models that a schema speaks of itself. */
export function references(schema: Schema): string[] {
	return [...JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)].map(([, name]) => name);
}
