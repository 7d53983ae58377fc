import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { customCallProperties } from './custom-call';
import { eventProperties, eventResource } from './event';
import {
	isClearable,
	labelOf,
	rank,
	updateFieldsName,
	type Field,
	type Section,
} from '../table/fields';
import { allowsNull } from '../table/field-kind';
import { toProperty } from './field-parameter';
import type { Resource } from '../table/resource';
import { resources } from '../table/resources';
import { canSimplify, isList, nodeOperations, type NodeOperation } from '../table/operations';

/** All parameters of the node, in the order of the panel. */
export function makeProperties(): INodeProperties[] {
	return [
		resourceProperty(),
		...resources.map(operationProperty),
		...eventProperties,
		...customCallProperties,
		...merged(nodeOperations.flatMap(shownBy)),
	];
}

function resourceProperty(): INodeProperties {
	const options = [...resources, eventResource]
		.map(({ name, value }) => ({ name, value }))
		.sort(byName);
	// Last, as n8n puts an entry of this name into nodes that have none of their own.
	options.push({ name: 'Custom API Call', value: 'customApiCall' });
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options,
		default: 'entry',
	};
}

function operationProperty({ value, operations }: (typeof resources)[number]): INodeProperties {
	const options = operations
		.map(({ name, value: operation, action, description }) => ({
			name,
			value: operation,
			action,
			description,
		}))
		.sort(byName);
	const usual = (options.find((option) => option.value === 'getAll') ?? options[0]).value;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options,
		default: usual,
	};
}

const byName = (one: INodePropertyOptions, other: INodePropertyOptions): number =>
	one.name.localeCompare(other.name);

/** A parameter with the operations that show it and its place in the panel. */
interface Shown {
	property: INodeProperties;
	order: number;
	resource: string;
	operation: string;
}

const collections: Array<[Section, string, string]> = [
	['filters', 'Filters', 'Add Filter'],
	['additionalFields', 'Additional Fields', 'Add Field'],
	['updateFields', updateFieldsName, 'Add Field'],
	['options', 'Options', 'Add Option'],
];

function shownBy(each: NodeOperation): Shown[] {
	const { resource, choice, fields } = each;
	const show = (property: INodeProperties, order: number): Shown => ({
		property,
		order,
		resource: resource.value,
		operation: choice.value,
	});
	const inSection = (section: Section): Field[] =>
		fields.filter((field) => field.section === section);
	return [
		...inSection('top').map((field) => show(toProperty(labelled(field, resource)), rank(field))),
		...(isList(each) ? [show(returnAll, 10_000), show(limit, 10_001)] : []),
		...(canSimplify(each) ? [show(simplify, 10_002)] : []),
		...collections.flatMap(([section, name, button], index) => {
			const inner = inSection(section);
			return inner.length > 0
				? [show(collection(section, name, button, inner), 20_000 + index)]
				: [];
		}),
		...inSection('sort').map((field) => show(toProperty(field), 30_000)),
		...clearProperty(fields).map((property) => show(property, 30_001)),
	];
}

/** A field as it stands by itself: the resource's own ID has the resource's name. */
function labelled(field: Field, resource: Resource): Field {
	const required = field.required && !allowsNull(field.schema);
	const name = labelOf(field, resource);
	return { ...field, required, words: name === field.words.name ? field.words : { name } };
}

const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
};

const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

function collection(
	name: string,
	displayName: string,
	placeholder: string,
	fields: Field[],
): INodeProperties {
	const options = fields
		.map((field) => toProperty({ ...field, required: false }))
		.sort((one, other) => one.displayName.localeCompare(other.displayName));
	return { displayName, name, type: 'collection', placeholder, default: {}, options };
}

function clearProperty(fields: Field[]): INodeProperties[] {
	const options = fields
		.filter(isClearable)
		.map(({ name, words }) => ({ name: words.name, value: name }))
		.sort(byName);
	if (options.length === 0) return [];
	return [
		{
			displayName: 'Fields to Clear',
			name: 'clearFields',
			type: 'multiOptions',
			default: [],
			options,
			description: 'Fields to set to nothing (null)',
		},
	];
}

/**
 * One parameter for all operations that show the same one: the editor downloads every node's
 * description, so nothing in it is said twice.
 */
function merged(shown: Shown[]): INodeProperties[] {
	const groups = new Map<string, Shown[]>();
	for (const each of shown) {
		const key = JSON.stringify(each.property);
		groups.set(key, [...(groups.get(key) ?? []), each]);
	}
	return [...groups.values()]
		.flatMap(withConditions)
		.sort((one, other) => one.order - other.order)
		.map(({ property }) => property);
}

/** n8n joins a condition's parts by 'and': resources share a parameter if their operations are the same. */
function withConditions(group: Shown[]): Array<{ property: INodeProperties; order: number }> {
	const byResource = new Map<string, string[]>();
	for (const { resource, operation } of group) {
		byResource.set(resource, [...(byResource.get(resource) ?? []), operation]);
	}
	const byOperations = new Map<string, string[]>();
	for (const [resource, operations] of byResource) {
		const key = JSON.stringify(operations.sort());
		byOperations.set(key, [...(byOperations.get(key) ?? []), resource]);
	}
	const [{ property, order }] = group;
	const more = property.name === 'limit' ? { returnAll: [false] } : {};
	return [...byOperations].map(([operations, resource]) => ({
		order,
		property: {
			...property,
			displayOptions: { show: { resource, operation: JSON.parse(operations), ...more } },
		},
	}));
}
