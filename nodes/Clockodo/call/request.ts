import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../../src/clockodo/client';
import { namesIn } from '../../../src/clockodo/given-lists';
import type { Method } from '../../../src/clockodo/operation';
import { isNothing, isRecord, jsonIfText, ownValue } from '../../../src/clockodo/values';
import {
	clearedValue,
	clearFieldsName,
	collectionNames,
	isClearable,
	labelOf,
	updateFieldsName,
	type CollectionSection,
	type Field,
} from '../table/fields';
import { allowsNull } from '../table/field-kind';
import type { NodeAct, NodeOperation } from '../table/operations';
import { custom, periodName } from '../table/periods';
import type { Resource } from '../table/resource';
import { readTime } from './times';
import { missing, toApiValue, ValueError } from './values';

/** The value of a parameter of the item that is worked on. */
export type GetParameter = (name: string, fallback?: unknown) => unknown;

/**
 * The request for one item. Parameters that page a list are not in it.
 *
 * @throws ValueError for a value that does not fit its field, for a required one that is missing,
 * and for a filter that came to nothing
 */
export function toRequest(
	nodeOperation: NodeOperation,
	get: GetParameter,
	timeZone: string,
): ApiRequest {
	const { operation, choice, fields, resource } = nodeOperation;
	const request = { path: operation.path, query: {} as IDataObject, body: {} as IDataObject };
	for (const field of fields.filter(isForRequest)) {
		const value = valueOf(field, { resource, get, timeZone, method: operation.method });
		if (value !== undefined) put(request, field, value);
	}
	Object.assign(request.body, cleared(fields, get), choice.preset);
	if (operation.method === 'PUT' && operation.body && Object.keys(request.body).length === 0) {
		throw new ValueError(`There is nothing to change. Add a field to '${updateFieldsName}'.`);
	}
	requireCompanions(nodeOperation, request.body);
	return {
		method: operation.method,
		path: request.path,
		...(Object.keys(request.query).length > 0 && { query: request.query }),
		...(operation.body && { body: request.body }),
		...(operation.once && { once: true }),
	};
}

/**
 * The values of an act's own fields, by their names and in the API's form. What was left empty is
 * not there.
 *
 * @throws ValueError as `toRequest` does
 */
export function ownValues(
	{ fields, resource }: Pick<NodeAct, 'fields' | 'resource'>,
	get: GetParameter,
	timeZone: string,
): Record<string, unknown> {
	const own = fields.filter(({ destination }) => destination === 'own');
	return Object.fromEntries(
		own.flatMap((field) => {
			const value = valueOf(field, { resource, get, timeZone, method: 'GET' });
			return value === undefined ? [] : [[field.name, value]];
		}),
	);
}

/** A period has become its two ends before (`period.ts`). */
const isForRequest = ({ destination }: Field): boolean =>
	destination !== 'own' && destination !== 'period';

interface Asking {
	resource: Pick<Resource, 'name'>;
	get: GetParameter;
	timeZone: string;
	/** What is said of an empty filter depends upon it. */
	method: Method;
}

/** The value of one field in the API's form; undefined where it says nothing, or is not there now. */
function valueOf(field: Field, { resource, get, timeZone, method }: Asking): unknown {
	if (!isThere(field, get)) return undefined;
	const label = labelOf(field, resource);
	const { raw, isAdded } = givenFor(field, get);
	const value = toApiValue(raw, { ...field, label, timeZone });
	const isEmpty = Array.isArray(value) && value.length === 0;
	if (isAdded && field.section === 'filters' && (isEmpty || isNothing(value))) {
		throw emptyFilter(label, method);
	}
	if (value !== undefined && !(isEmpty && field.required)) return value;
	// A field that has to be there and may be nothing: an end that is not known yet.
	if (field.required && allowsNull(field.schema)) return null;
	if (field.required) throw missing(label);
	return undefined;
}

/** Whether the other fields say what the field's condition wants. */
export function isThere({ when = {} }: Pick<Field, 'when'>, get: GetParameter): boolean {
	return Object.entries(when).every(([name, values]) => {
		// A workflow of before there were periods has none.
		const given = get(name, name === periodName ? custom : '');
		return values.some((value) => value === given || String(value) === given);
	});
}

/** Whether a point in time is given without a zone of its own, so that it depends on whose clock counts. */
export function hasLocalTimes(
	{ fields }: Pick<NodeOperation | NodeAct, 'fields'>,
	get: GetParameter,
): boolean {
	return fields.some((field) => {
		if (field.kind.type !== 'dateTime' || !isThere(field, get)) return false;
		const given = readTime(givenFor(field, get).raw);
		return 'written' in given && given.written.offset === undefined;
	});
}

/** What stands in a field of the panel, and whether the person has added it to its collection. */
function givenFor({ name, section }: Field, get: GetParameter): { raw: unknown; isAdded: boolean } {
	if (section === 'top' || section === 'sort') return { raw: get(name, ''), isAdded: false };
	const values = collection(section, get);
	return { raw: ownValue(values, name), isAdded: Object.hasOwn(values, name) };
}

/** A whole collection may come from an expression; one that came to nothing has no fields, unless they are filters. */
function collection(section: CollectionSection, get: GetParameter): Record<string, unknown> {
	const values = jsonIfText(get(section, {}));
	if (isRecord(values)) return values;
	const label = collectionNames[section];
	if (!isNothing(values)) throw new ValueError(`${label}: an object with its fields is needed.`);
	if (section !== 'filters') return {};
	throw new ValueError(
		`${label} came to nothing, which would mean everything. Give them a value, or take them away.`,
	);
}

const withoutFilter: Partial<Record<string, string>> = {
	GET: 'everything would be in the list',
	PUT: 'everything would be changed',
	DELETE: 'everything would be deleted',
};

/** A filter that was added and came to nothing. */
export function emptyFilter(label: string, method: string): ValueError {
	return new ValueError(
		`Filter '${label}' is empty: nothing was chosen, or its expression gave nothing. Without it, ${withoutFilter[method] ?? 'everything would be meant'}. Give it a value, or remove the filter.`,
	);
}

function put(
	request: { path: string; query: IDataObject; body: IDataObject },
	{ name, destination }: Field,
	value: unknown,
): void {
	const isEmpty = Array.isArray(value) && value.length === 0;
	if (destination === 'path') {
		request.path = request.path.replace(`{${name}}`, encodeURIComponent(String(value)));
	} else if (destination === 'body') {
		request.body[name] = value as IDataObject;
	} else if (isEmpty) {
		// In a query, an empty list is no condition.
	} else if (destination === 'query') {
		request.query[name] = value as IDataObject;
	} else {
		const target = destination === 'queryFilter' ? request.query : request.body;
		target.filter = { ...(target.filter as IDataObject), [name]: value as IDataObject };
	}
}

/** The fields of 'Empty These Fields', each with the API's value for nothing. */
function cleared(fields: Field[], get: GetParameter): IDataObject {
	const clearable = fields.filter(isClearable);
	if (clearable.length === 0) return {};
	const known = clearable.map(({ name, words }) => ({ value: name, name: words.name }));
	const { names, unknown } = namesIn(get('clearFields', []), known);
	if (unknown.length > 0) {
		const offered = known.map(({ value, name }) => `${value} (${name})`).join(', ');
		throw new ValueError(`${clearFieldsName}: '${unknown.join("', '")}' is not one of ${offered}.`);
	}
	return Object.fromEntries(
		clearable
			.filter(({ name }) => names.includes(name))
			.map((field) => [field.name, clearedValue(field)]),
	);
}

/** @throws ValueError where the API wants a field beside another one's value, which is more than its description says */
function requireCompanions({ choice, fields }: NodeOperation, body: IDataObject): void {
	for (const { field, beside, values, because } of choice.companions ?? []) {
		const needed = values.some((value) => value === body[beside]);
		const found = fields.find(({ name }) => name === field);
		if (!needed || !found || body[field] !== undefined) continue;
		const place = found.section === 'top' ? '' : ` in '${sectionName(found)}'`;
		throw new ValueError(`${found.words.name} is missing. ${because} Add it${place}.`);
	}
}

function sectionName({ section }: Field): string {
	return section === 'top' || section === 'sort' ? '' : collectionNames[section];
}
