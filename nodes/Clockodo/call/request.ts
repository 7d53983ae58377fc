import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../../src/clockodo/client';
import { labelOf, updateFieldsName, type Field } from '../table/fields';
import { allowsNull } from '../table/field-kind';
import type { NodeOperation } from '../table/operations';
import { missing, toApiValue, ValueError } from './values';

/** The value of a parameter of the item that is worked on. */
export type GetParameter = (name: string, fallback?: unknown) => unknown;

/**
 * The request for one item. Parameters that page a list are not in it.
 *
 * @throws ValueError for a value that does not fit its field, and for a required one that is missing
 */
export function toRequest(
	{ operation, choice, fields, resource }: NodeOperation,
	get: GetParameter,
	timeZone: string,
): ApiRequest {
	const request = { path: operation.path, query: {} as IDataObject, body: {} as IDataObject };
	for (const field of fields) {
		const label = labelOf(field, resource);
		const value = toApiValue(rawValue(field, get), { ...field, label, timeZone });
		const isEmpty = Array.isArray(value) && value.length === 0;
		if (value !== undefined && !(isEmpty && field.required)) put(request, field, value);
		// A field that has to be there and may be nothing: an end that is not known yet.
		else if (field.required && allowsNull(field.schema)) put(request, field, null);
		else if (field.required) throw missing(label);
	}
	for (const name of cleared(fields, get)) request.body[name] = null;
	Object.assign(request.body, choice.preset);
	if (operation.method === 'PUT' && operation.body && Object.keys(request.body).length === 0) {
		throw new ValueError(`There is nothing to change. Add a field to '${updateFieldsName}'.`);
	}
	return {
		method: operation.method,
		path: request.path,
		...(Object.keys(request.query).length > 0 && { query: request.query }),
		...(operation.body && { body: request.body }),
	};
}

function rawValue({ name, section }: Field, get: GetParameter): unknown {
	if (section === 'top' || section === 'sort') return get(name, '');
	return (get(section, {}) as IDataObject)[name];
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

function cleared(fields: Field[], get: GetParameter): string[] {
	if (!fields.some(({ section }) => section === 'updateFields')) return [];
	return get('clearFields', []) as string[];
}
