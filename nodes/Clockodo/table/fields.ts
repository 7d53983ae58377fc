import { filtersIn, type Operation } from '../../../src/clockodo/operation';
import type { Schema } from '../../../src/clockodo/schema';
import { ownValue } from '../../../src/clockodo/values';
import { allowsNull, fieldKindOf, type FieldKind } from './field-kind';
import { listOf } from './lists';
import type { Condition, FieldWords, OwnField, Resource, ResourceOperation } from './resource';
import { withPeriod } from './periods';
import { asFilter } from './filter-words';
import { fieldWords } from './words';

/** The collections of fields in the node's panel, in their order; each is a parameter of this name. */
export const collectionSections = [
	'filters',
	'additionalFields',
	'updateFields',
	'options',
] as const;

export type CollectionSection = (typeof collectionSections)[number];

/** Where a field stands in the node's panel: by itself, or in one of the collections. */
export type Section = 'top' | 'sort' | CollectionSection;

/** Whether a field of the section stands in a collection. */
export function isCollection(section: Section): section is CollectionSection {
	return section !== 'top' && section !== 'sort';
}

/** What the collection of an update's fields is called in the panel. */
export const updateFieldsName = 'Update Fields';

/** What the collections are called in the panel. */
export const collectionNames: Record<CollectionSection, string> = {
	filters: 'Filters',
	additionalFields: 'Additional Fields',
	updateFields: updateFieldsName,
	options: 'Options',
};

/** What the choice of the fields to be set to nothing is called in the panel. */
export const clearFieldsName = 'Empty These Fields';

/** Where the value of a field goes: to a place in the request, to the act whose own field it is, or into the two ends of a period. */
export type Destination =
	| 'path'
	| 'query'
	| 'queryFilter'
	| 'body'
	| 'bodyFilter'
	| 'own'
	| 'period';

/** One field of an operation, in the panel and in the request. */
export interface Field {
	/** The API's name, which is the parameter's, too. */
	name: string;
	section: Section;
	destination: Destination;
	required: boolean;
	/** What a choice is called that leaves the value to where it comes from otherwise; the panel begins with it. */
	inherits?: string;
	kind: FieldKind;
	schema: Schema;
	words: FieldWords;
	/** Whether its value ends something: a day without a time means the end of that day. */
	isEnd: boolean;
	/** Its number in the order of the operation, where that names it. */
	place?: number;
	/** Set for the place of a field that has moved: it is not shown, and what it has counts only where the field itself has nothing. */
	isFormer?: true;
	/** What other fields must say for it to be there; without it, it always is. */
	when?: Condition;
}

/** Parameters that page a list: the node does that by Return All and Limit. */
export const pagingParameters = ['items_per_page', 'page'];

/** Parameters that change how the answer looks, and not what is in it. */
const optionNames = new Set([
	'calc_also_revenues_for_projects_with_hard_budget',
	'enhanced_list',
	'items',
	'prepend_customer_to_project_name',
	'round_to_minutes',
	'scope',
]);

/**
 * All fields of an operation of the node, in the order of the panel.
 *
 * @param operation the API's operation behind it, which an act may do without
 */
export function fieldsOf(
	resource: Resource,
	choice: ResourceOperation,
	operation: Operation | undefined,
): Field[] {
	const fields = [
		...(operation ? fieldsOfApi(resource, choice, operation) : []),
		...(choice.own ?? []).map((field) => ownField(field, choice)),
	];
	return withPeriod(fields, operation).sort((one, other) => rank(one) - rank(other));
}

function ownField(field: OwnField, choice: ResourceOperation): Field {
	const { name, kind, words, required = false, section = 'top' } = field;
	return {
		name,
		section,
		destination: 'own',
		required,
		kind,
		schema: {},
		words,
		isEnd: isEnd(name),
		...conditionOf(name, section, choice),
	};
}

/** A field's condition, which is its collection's where it has none of its own. */
function conditionOf(
	name: string,
	section: Section,
	{ when = {} }: ResourceOperation,
): Pick<Field, 'when'> {
	const condition = ownValue(when, name) ?? ownValue(when, section);
	return condition ? { when: condition } : {};
}

function fieldsOfApi(resource: Resource, choice: ResourceOperation, operation: Operation): Field[] {
	const toField: ToField = (name, schema, usual, destination) => {
		const section = choice.always?.includes(name) ? 'top' : usual;
		const kind = fieldKindOf(name, schema, choice.lists?.[name] ?? listOf(name, resource.value));
		const words = ownWords(name, { ...resource.fields, ...choice.words });
		const place = choice.order?.indexOf(name) ?? -1;
		return {
			name,
			section,
			destination,
			required: !ownValue(choice.inherits ?? {}, name) && isRequired(operation, name, destination),
			inherits: ownValue(choice.inherits ?? {}, name),
			schema,
			kind,
			words: words ?? (section === 'filters' ? asFilter(wordsOf(name), kind) : wordsOf(name)),
			isEnd: isEnd(name),
			...(place >= 0 && { place }),
			...conditionOf(name, section, choice),
		};
	};
	const { pathParameters = {}, ...parameters } = asked(operation, choice);
	return [
		...Object.entries(pathParameters).map(([name, schema]) => toField(name, schema, 'top', 'path')),
		...queryFields(parameters, toField),
		...bodyFields(parameters, choice, toField),
	].flatMap((field) => [...formerPlaceOf(field, choice), field]);
}

function formerPlaceOf(field: Field, { moved = [] }: ResourceOperation): Field[] {
	if (!moved.includes(field.name)) return [];
	return [{ ...field, section: 'additionalFields', isFormer: true }];
}

/** The operation with only those of its parameters that the choice does not fill in by itself. */
function asked(operation: Operation, { without = [] }: ResourceOperation): Operation {
	const left = (parameters: Record<string, Schema> = {}) =>
		Object.fromEntries(Object.entries(parameters).filter(([name]) => !without.includes(name)));
	return { ...operation, query: left(operation.query), body: left(operation.body) };
}

type ToField = (name: string, schema: Schema, section: Section, destination: Destination) => Field;

function queryFields({ query = {}, requiredQuery = [], answer }: Operation, toField: ToField) {
	const filters = filtersIn(query);
	const section = (name: string): Section => {
		if (name === 'sort') return 'sort';
		if (requiredQuery.includes(name)) return 'top';
		return answer.list && !optionNames.has(name) ? 'filters' : 'options';
	};
	const own = Object.entries(query).filter(
		// Some lists have a filter twice: by its own name, and in `filter`, which is the newer form.
		([name]) => !pagingParameters.includes(name) && name !== 'filter' && !(name in filters),
	);
	return [
		...own.map(([name, schema]) => toField(name, schema, section(name), 'query')),
		...Object.entries(filters).map(([name, schema]) =>
			toField(name, schema, 'filters', 'queryFilter'),
		),
	];
}

function bodyFields(
	{ body = {}, requiredBody = [], method }: Operation,
	{ preset, always = [] }: ResourceOperation,
	toField: ToField,
) {
	const rest: Section = method === 'PUT' ? 'updateFields' : 'additionalFields';
	// What an operation presets makes it a special one: of the rest it only takes what it must, or says.
	const isAsked = (name: string) =>
		name !== 'filter' &&
		(!preset || ([...requiredBody, ...always].includes(name) && !(name in preset)));
	return [
		...Object.entries(body)
			.filter(([name]) => isAsked(name))
			.map(([name, schema]) =>
				toField(name, schema, requiredBody.includes(name) ? 'top' : rest, 'body'),
			),
		...Object.entries(filtersIn(body)).map(([name, schema]) =>
			toField(name, schema, 'filters', 'bodyFilter'),
		),
	];
}

/**
 * The fields that a field of the type group or groups is made of.
 *
 * @throws for one that has no words yet
 */
export function innerFields(
	fields: Record<string, Schema>,
): Array<Pick<Field, 'name' | 'kind' | 'schema' | 'words' | 'isEnd'>> {
	return Object.entries(fields).map(([name, schema]) => ({
		name,
		kind: fieldKindOf(name, schema, listOf(name, '')),
		schema,
		words: wordsOf(name),
		isEnd: isEnd(name),
	}));
}

/** `time_until`, `time_until_before` */
const isEnd = (name: string): boolean => name.split('_').includes('until');

/**
 * The API's value for nothing, which no value in a form says: null, or for some texts an empty one.
 * Undefined where the field cannot be nothing.
 */
export function clearedValue({ schema, section, words }: Field): '' | null | undefined {
	if (section !== 'updateFields') return undefined;
	if (allowsNull(schema)) return null;
	return words.mayBeEmpty ? '' : undefined;
}

/** Whether 'Empty These Fields' offers the field. */
export const isClearable = (field: Field): boolean => clearedValue(field) !== undefined;

/** What the person who fills the field in reads: the resource's own ID is more than 'ID' can say. */
export function labelOf({ destination, words }: Field, resource: Pick<Resource, 'name'>): string {
	return destination === 'path' && words.name === 'ID' ? resource.name : words.name;
}

function isRequired(operation: Operation, name: string, destination: Destination): boolean {
	if (destination === 'path') return true;
	if (destination === 'query') return operation.requiredQuery?.includes(name) ?? false;
	return destination === 'body' && (operation.requiredBody?.includes(name) ?? false);
}

const ownWords = (name: string, own: Record<string, FieldWords>): FieldWords | undefined =>
	ownValue(own, name);

/** @throws for a field that has no words yet: it would be shown by its technical name */
function wordsOf(name: string): FieldWords {
	const words = ownValue(fieldWords, name);
	if (!words) throw new Error(`There are no words for the field ${name}`);
	return words;
}

const ranks = new Map(Object.keys(fieldWords).map((name, index) => [name, index]));

/**
 * Fields of the path stand first, then those that the operation has an order for, then those that
 * are required, then the others. A former place is read before the field, which counts more.
 */
export function rank({
	name,
	destination,
	required,
	place,
	isFormer,
}: Pick<Field, 'name' | 'destination' | 'required' | 'place' | 'isFormer'>): number {
	if (isFormer) return -1;
	if (place !== undefined) return 1000 + place;
	const group = destination === 'path' ? 0 : required ? 2 : 3;
	return group * 1000 + (ranks.get(name) ?? 999);
}
