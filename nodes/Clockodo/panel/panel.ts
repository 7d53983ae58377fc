import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { alphabetically } from '../../../src/clockodo/values';
import { customCallProperties } from './custom-call';
import { eventProperties } from './event';
import {
	clearFieldsName,
	collectionNames,
	collectionSections,
	isClearable,
	labelOf,
	rank,
	type CollectionSection,
	type Field,
	type Section,
} from '../table/fields';
import { allowsNull } from '../table/field-kind';
import { toProperty } from './field-parameter';
import { operationProperty } from './operation-property';
import { merged, type OperationParameter, type Place } from './merge';
import type { Condition, Resource } from '../table/resource';
import { customCallResource, eventResource, resources } from '../table/resources';
import {
	canBeReadable,
	canSimplify,
	isList,
	nodeChoices,
	type NodeAct,
	type NodeOperation,
} from '../table/operations';

/** All parameters of the node, in the order of the panel. */
export function makeProperties(): INodeProperties[] {
	return [...choiceProperties(), ...merged(operationParameters(), places())];
}

/** What each operation shows, as if it were the only one. */
export function operationParameters(): OperationParameter[] {
	return [
		...nodeChoices.flatMap(parametersOf),
		{ ...eventPlace, property: readable, order: readableOrder },
	];
}

const eventPlace: Place = { resource: eventResource.value, operation: 'getResource' };

const customCallPlace: Place = { resource: customCallResource.value, operation: 'call' };

const places = (): Place[] => [
	...nodeChoices.map(({ resource, choice }) => ({
		resource: resource.value,
		operation: choice.value,
	})),
	eventPlace,
	customCallPlace,
];

/** The choices of resource and operation, with the parameters of those that no table has. */
export function choiceProperties(): INodeProperties[] {
	return [
		resourceProperty(),
		...resources.map(operationsOfResource),
		...eventProperties,
		...customCallProperties,
	];
}

function resourceProperty(): INodeProperties {
	const options = [...resources, eventResource]
		.map(({ name, value }) => ({ name, value }))
		.sort(byName);
	// Last, as n8n puts an entry of this name into nodes that have none of their own.
	options.push(customCallResource);
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options,
		default: 'entry',
	};
}

function operationsOfResource({ value, operations }: Resource): INodeProperties {
	const options = operations
		.map(({ name, value: operation, action, description }) => ({
			name,
			value: operation,
			action,
			description,
		}))
		.sort(byName);
	return operationProperty(value, options);
}

const byName = (one: INodePropertyOptions, other: INodePropertyOptions): number =>
	alphabetically(one.name, other.name);

const buttons: Record<CollectionSection, string> = {
	filters: 'Add Filter',
	additionalFields: 'Add Field',
	updateFields: 'Add Field',
	options: 'Add Option',
};

function parametersOf(each: NodeOperation | NodeAct): OperationParameter[] {
	const { resource, choice, fields } = each;
	const show = (
		property: INodeProperties,
		order: number,
		when?: Condition,
	): OperationParameter => ({
		property,
		order,
		resource: resource.value,
		operation: choice.value,
		...(when && { when }),
	});
	const inSection = (section: Section): Field[] =>
		fields.filter((field) => field.section === section);
	return [
		...inSection('top').map((field) =>
			show(toProperty(labelled(field, resource)), rank(field), field.when),
		),
		...(isList(each) ? [show(returnAll, 10_000), show(limit, 10_001, { returnAll: [false] })] : []),
		...(canSimplify(each) ? [show(simplify, 10_002)] : []),
		...(canBeReadable(each) ? [show(readable, readableOrder)] : []),
		...collectionSections.flatMap((section, index) => {
			const inner = inSection(section);
			if (inner.length === 0) return [];
			return [show(collection(section, inner), 20_000 + index, choice.when?.[section])];
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

const readable: INodeProperties = {
	displayName: 'Add Names and Labels',
	name: 'readable',
	type: 'boolean',
	default: true,
	description:
		'Whether to add the name beside each ID, the label beside each number that is a choice, and hours beside seconds',
};

const readableOrder = 10_003;

function collection(section: CollectionSection, fields: Field[]): INodeProperties {
	const displayName = collectionNames[section];
	const placeholder = buttons[section];
	const options = fields
		.map((field) => toProperty({ ...field, required: false }))
		.sort((one, other) => alphabetically(one.displayName, other.displayName));
	return { displayName, name: section, type: 'collection', placeholder, default: {}, options };
}

function clearProperty(fields: Field[]): INodeProperties[] {
	const options = fields
		.filter(isClearable)
		.map(({ name, words }) => ({ name: words.name, value: name }))
		.sort(byName);
	if (options.length === 0) return [];
	return [
		{
			displayName: clearFieldsName,
			name: 'clearFields',
			type: 'multiOptions',
			default: [],
			options,
			description: 'Fields to set to nothing',
		},
	];
}
