import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { innerFields, isClearable, type Field } from '../../nodes/Clockodo/table/fields.js';
import type { FieldKind } from '../../nodes/Clockodo/table/field-kind.js';
import type { NodeOperation } from '../../nodes/Clockodo/table/operations.js';

/** A value for a field as the panel gives it, that the API's description allows. */
export function sampleOf(kind: FieldKind, name: string): NodeParameterValueType {
	switch (kind.type) {
		case 'reference':
			return { __rl: true, mode: 'list', value: 7 };
		case 'references':
			return [7, 8];
		case 'integers':
			return name === 'year' ? '2026, 2027' : '7, 8';
		case 'choice':
			return kind.values[kind.values.length - 1].value;
		case 'choices':
			return [kind.values[0].value];
		case 'longChoice':
			return kind.method === 'events' ? 'entry.stopped' : 'Europe/Berlin';
		case 'flag':
			return true;
		case 'date':
			return '2026-11-24T00:00:00';
		case 'dateTime':
			return '2026-11-24T08:00:00';
		case 'year':
			return 2026;
		case 'number':
			return Math.min(Math.max(2, kind.minimum ?? 0), kind.maximum ?? 100);
		case 'email':
			return 'ada@example.com';
		case 'text':
			return name === 'unit' ? 'pcs' : 'Text';
		case 'group':
			return sampleFields(kind);
		case 'groups':
			return { values: [sampleFields(kind)] };
	}
}

function sampleFields({ fields }: FieldKind & { type: 'group' | 'groups' }): INodeParameters {
	return Object.fromEntries(
		innerFields(fields).map(({ name, kind }) => [name, sampleOf(kind, name)]),
	);
}

/** The parameters of an operation with a value in every field, or in those that are required. */
export function parametersOf(
	{ resource, choice, fields }: NodeOperation,
	which: 'all' | 'required',
): INodeParameters {
	const parameters: INodeParameters = { resource: resource.value, operation: choice.value };
	const chosen = fields.filter((field) => which === 'all' || field.required);
	for (const field of chosen) place(parameters, field);
	return parameters;
}

/** The same with every field in 'Empty These Fields' that can be cleared. */
export function clearingParametersOf(operation: NodeOperation): INodeParameters {
	const clearFields = operation.fields.filter(isClearable).map(({ name }) => name);
	return { ...parametersOf(operation, 'required'), clearFields };
}

function place(parameters: INodeParameters, { name, section, kind }: Field): void {
	const value = sampleOf(kind, name);
	if (section === 'top' || section === 'sort') parameters[name] = value;
	else parameters[section] = { ...(parameters[section] as INodeParameters), [name]: value };
}
