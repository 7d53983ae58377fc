import type { INodeProperties, INodePropertyMode, INodePropertyOptions } from 'n8n-workflow';
import type { EnumValue } from '../../../src/clockodo/enum';
import { innerFields, type Field } from '../table/fields';
import type { FieldKind } from '../table/field-kind';
import { lists, type List, type ListName } from '../table/lists';
import type { FieldWords } from '../table/resource';
import { descriptionOf } from './descriptions';

/** The parameter of one field, without the condition under which it is shown. */
export function toProperty({
	name,
	kind,
	words,
	required,
	inherits,
	destination,
	section,
	isFormer,
}: Pick<Field, 'name' | 'kind' | 'words' | 'inherits'> &
	Partial<Pick<Field, 'required' | 'destination' | 'section' | 'isFormer'>>): INodeProperties {
	// Without it, n8n would take the value out of a workflow that has it there.
	if (isFormer) return { displayName: words.name, name, type: 'hidden', default: '' };
	const { placeholder } = words;
	const description = descriptionOf({ kind, words, destination, section });
	return {
		displayName: words.name,
		name,
		...ofKind(kind, words, name, required ?? false),
		...(inherits !== undefined && kind.type === 'choice' && inheriting(kind.values, inherits)),
		...(required && { required }),
		...(placeholder && { placeholder }),
		...(description && { description }),
	} as INodeProperties;
}

type Part = Partial<INodeProperties>;

function ofKind(kind: FieldKind, words: FieldWords, name: string, required: boolean): Part {
	switch (kind.type) {
		case 'reference':
			return locator(kind.list);
		case 'references':
			return { type: 'multiOptions', typeOptions: { loadOptionsMethod: kind.list }, default: [] };
		case 'choice':
			return {
				type: 'options',
				options: options(kind.values),
				default: words.default ?? kind.values.at(0)?.value,
			};
		case 'choices':
			return { type: 'multiOptions', options: options(kind.values), default: [] };
		case 'longChoice':
			return { type: 'options', typeOptions: { loadOptionsMethod: kind.method }, default: '' };
		case 'flag':
			return { type: 'boolean', default: words.default ?? false };
		case 'date':
			return { type: 'dateTime', typeOptions: { dateOnly: true }, default: '' };
		case 'dateTime':
			return { type: 'dateTime', default: '' };
		case 'year':
			return { type: 'number', default: '={{ $now.year }}' };
		case 'number':
			return {
				type: 'number',
				...limits(kind),
				default: words.default ?? (required ? (kind.minimum ?? 0) : ''),
			};
		case 'email':
			return { type: 'string', placeholder: 'name@email.com', default: '' };
		case 'text':
			return {
				type: 'string',
				...(words.rows && { typeOptions: { rows: words.rows } }),
				...(/^(token|secret)$/.test(name) && { typeOptions: { password: true } }),
				default: '',
			};
		case 'integers':
			return { type: 'string', default: '' };
		case 'group':
		case 'groups':
			return group(kind, words);
	}
}

/** A choice that may be left to where its value comes from otherwise. */
function inheriting(values: EnumValue[], name: string): Part {
	return { options: [{ name, value: '' }, ...options(values)], default: '' };
}

/** An upper bound of millions is no help to a person who types; the node heeds it all the same. */
const largestShown = 1e6;

function limits({ minimum, maximum }: FieldKind & { type: 'number' }): Part {
	const typeOptions = {
		...(minimum !== undefined && { minValue: minimum }),
		...(maximum !== undefined && maximum < largestShown && { maxValue: maximum }),
	};
	return Object.keys(typeOptions).length > 0 ? { typeOptions } : {};
}

const text = { type: 'string' } as const;

/** A way to write down which one is meant. */
const written = (displayName: string, name: string): INodePropertyMode => ({
	...text,
	displayName,
	name,
});

/** A resource to choose from a list, by its ID, or by its name where it has one. */
export function locator(list: ListName): Part {
	const { names, namedBy }: List = lists[list];
	return {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: list, searchable: true },
			},
			written('By ID', 'id'),
			// Looked up when the workflow runs (`call/by-name.ts`).
			...(names || namedBy ? [written('By Name', 'name')] : []),
		],
	};
}

function options(values: EnumValue[]): INodePropertyOptions[] {
	return values.map(({ value, label }) => ({ name: label, value }));
}

/** Fields inside a field: those of them that are wanted, or several groups with all of them. */
function group(kind: FieldKind & { type: 'group' | 'groups' }, words: FieldWords): Part {
	const values = innerFields(kind.fields).map((field) => toProperty(field));
	if (kind.type === 'group') {
		return { type: 'collection', placeholder: 'Add Field', default: {}, options: values };
	}
	return {
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: `Add ${words.name}`,
		default: {},
		options: [{ displayName: words.name, name: 'values', values }],
	};
}
