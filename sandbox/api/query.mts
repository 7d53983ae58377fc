import type { Schema } from '../../src/clockodo/schema.js';
import { isRecord } from '../../src/clockodo/values.js';

export type QueryValue = string | QueryValue[] | QueryObject;

/** By name; without a prototype, since the names come from outside. */
interface QueryObject {
	[name: string]: QueryValue | undefined;
}

/**
 * A query string with the API's brackets: `filter[year]=2026`, `filter[users_id][]=1`, `sort[]=name`.
 * A name that comes twice without brackets becomes a list.
 */
export function parseQuery(text: string): Record<string, QueryValue> {
	const result = Object.create(null) as Record<string, QueryValue>;
	for (const [name, value] of new URLSearchParams(text)) {
		const [first = '', ...rest] = name.split('[');
		put(
			result,
			first,
			rest.map((part) => part.replace(/\]$/, '')),
			value,
		);
	}
	return result;
}

function put(target: QueryObject, key: string, inner: string[], value: string): void {
	const next = inner.at(0);
	const isList = next !== undefined && inner.every((each) => /^\d*$/.test(each));
	const before = target[key];
	if (next === undefined || isList) {
		if (before === undefined) target[key] = isList ? [value] : value;
		else if (Array.isArray(before)) before.push(value);
		else target[key] = [before, value];
		return;
	}
	const object = isRecord(before) ? before : (Object.create(null) as QueryObject);
	target[key] = object;
	put(object, next, inner.slice(1), value);
}

/** What a query's text means by its schema: numbers, booleans, null, lists (also `1,2,3`), objects. */
export function readQueryValue(
	schema: Schema,
	value: QueryValue,
	resolve: (name: string) => Schema,
): unknown {
	if (schema.$ref) return readQueryValue(resolve(schema.$ref), value, resolve);
	if (schema.oneOf) return readOneOf(schema.oneOf, value, resolve);
	const types = ([] as string[]).concat(schema.type ?? typesOfEnum(schema));
	if (types.includes('object')) {
		if (!isRecord(value)) return emptyAsNull(types, value);
		return Object.fromEntries(
			Object.entries(value).map(([name, inner]) => {
				const property = schema.properties?.[name];
				const isKnown = property && inner !== undefined;
				return [name, isKnown ? readQueryValue(property, inner, resolve) : inner];
			}),
		);
	}
	if (types.includes('array')) return readList(schema, value, resolve);
	return typeof value === 'string' ? readScalar(types, value) : value;
}

function readOneOf(options: Schema[], value: QueryValue, resolve: (name: string) => Schema) {
	const list = options.find((option) => option.type === 'array');
	if (list) return readList(list, value, resolve);
	const named = options.find((option) => option.type !== 'null') ?? {};
	const nullable = options.some((option) => option.type === 'null');
	if (nullable && (value === '' || value === 'null')) return null;
	return readQueryValue(named, value, resolve);
}

function readList(schema: Schema, value: QueryValue, resolve: (name: string) => Schema): unknown {
	const parts = Array.isArray(value)
		? value
		: typeof value === 'string'
			? value.split(',').filter((part) => part !== '')
			: undefined;
	if (!parts) return value;
	return parts.map((part) => readQueryValue(schema.items ?? {}, part, resolve));
}

function readScalar(types: string[], text: string): unknown {
	if (types.includes('null') && (text === '' || text === 'null')) return null;
	if (types.includes('boolean')) {
		if (text === '1' || text === 'true') return true;
		if (text === '0' || text === 'false') return false;
	}
	if ((types.includes('integer') || types.includes('number')) && text.trim() !== '') {
		const number = Number(text);
		if (Number.isFinite(number)) return number;
	}
	return text;
}

function emptyAsNull(types: string[], value: QueryValue): unknown {
	return types.includes('null') && (value === '' || value === 'null') ? null : value;
}

function typesOfEnum(schema: Schema): string[] {
	return [...new Set((schema.enum ?? []).map((each) => typeof each))];
}
