import type { StandardName } from '../../../src/clockodo/operations/standard';
import type { ActName } from './acts';
import type { FieldKind } from './field-kind';
import type { CollectionSection } from './fields';
import type { ListName } from './lists';

/** The words and choices of one resource in the node's panel; everything else comes from the table of operations. */
export interface Resource {
	/** Value of the parameter `resource`. */
	value: string;
	/** As in Clockodo's web app, in title case. */
	name: string;
	/** The vendor's tag of its operations, where it is not `value` with a capital. */
	tag?: string;
	operations: ResourceOperation[];
	/** Words for fields where those of `words.ts` do not fit. */
	fields?: Record<string, FieldWords>;
	/** The fields that Simplify keeps, thirteen at most, each with its name, label or hours. */
	simple?: string[];
}

export interface ResourceOperation {
	/** Value of the parameter `operation`, in n8n's wording; the name of a standard operation calls that one. */
	value: string;
	name: string;
	/** For the list of actions, in sentence case. */
	action: string;
	/** What it does, for people and for AI agents that choose by it. */
	description: string;
	/** The vendor's operation id, where neither `value` nor `like` is the name of a standard operation. */
	id?: string;
	/** The standard operation that this is a special case of: to approve an absence is an update. */
	like?: StandardName;
	/** Optional fields that are always shown, because hardly anyone leaves them out. */
	always?: string[];
	/**
	 * Its fields in the order in which one thinks of them, where that is not the one of `words.ts`;
	 * they stand before the others, needed or not.
	 */
	order?: readonly string[];
	/**
	 * Fields of `always` that once stood in the collection: what a workflow of that time has there
	 * still counts, unless the field itself has a value.
	 */
	moved?: readonly string[];
	/** Words for its fields where those of the resource do not fit. */
	words?: Record<string, FieldWords>;
	/** Fields that this operation sets itself, with their values; they are not shown. */
	preset?: Record<string, boolean | number | string>;
	/**
	 * Required fields that the person may leave to where their values come from otherwise, with the
	 * name of that choice; `before` finds the value.
	 */
	inherits?: Record<string, string>;
	/** What must be read of the API before the request is complete (`call/before.ts`). */
	before?: 'billable' | 'cancel' | 'note';
	/** What the answer to a failure can be told from, beside the API's words (`call/explain.ts`). */
	explain?: 'approvedAbsence';
	/** Fields that the API wants beside some values of another one. */
	companions?: Companion[];
	/** The lists that this operation's fields choose from, where the field's name alone does not tell. */
	lists?: Record<string, ListName>;
	/**
	 * What is done instead of sending one request (`acts.ts` says how to add one). With `id` or
	 * `like` it stands upon that operation of the API and has its fields; else it only has its own.
	 */
	act?: ActName;
	/** The fields of an act that no operation of the API has. */
	own?: readonly OwnField[];
	/** Fields of the API's operation that the act fills in by itself; they are not shown. */
	without?: readonly string[];
	/** Fields and collections, by their names, that are only there where others have certain values. */
	when?: Record<string, Condition>;
}

/** The values that other fields, which stand by themselves, must have; each of them one of the list. */
export type Condition = Record<string, ReadonlyArray<boolean | number | string>>;

/** A field of an act that no operation of the API has: its value goes to the act. */
export interface OwnField {
	/** The parameter's name, and that of the value. */
	name: string;
	kind: FieldKind;
	words: FieldWords;
	/** The collection that it stands in; without it, it stands by itself. */
	section?: CollectionSection;
	required?: true;
}

/** A field that must be there where another one has one of these values. */
export interface Companion {
	field: string;
	beside: string;
	values: readonly number[];
	/** Why, in a sentence. */
	because: string;
}

export interface FieldWords {
	/** In title case. */
	name: string;
	description?: string;
	/** Its description among the filters, where the generated one (`filter-words.ts`) would not fit. */
	filter?: string;
	placeholder?: string;
	/** What the panel begins with, where the first choice or 'no' is not what most people mean. */
	default?: boolean | number | string;
	/** Set for a text that the API takes an empty one for, having no null: 'Empty These Fields' sends that. */
	mayBeEmpty?: true;
	/** Lines of a text field that may hold several. */
	rows?: number;
}

/**
 * The operations that most resources have, in n8n's standard wording.
 *
 * @param one one of them with its article (`an absence`)
 * @param many several of them (`absences`)
 * @param but what to say otherwise, or in addition
 */
export function standardOperations(
	one: string,
	many: string,
	but: Partial<Record<StandardName, Partial<ResourceOperation>>> = {},
): ResourceOperation[] {
	return [
		{
			value: 'create',
			name: 'Create',
			action: `Create ${one}`,
			description: `Create ${one} in Clockodo`,
			...but.create,
		},
		{
			value: 'delete',
			name: 'Delete',
			action: `Delete ${one}`,
			description: `Delete ${one} by its ID`,
			...but.delete,
		},
		{
			value: 'get',
			name: 'Get',
			action: `Get ${one}`,
			description: `Get ${one} by its ID`,
			...but.get,
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: `Get many ${many}`,
			description: `Get all ${many}, or those that match the filters`,
			...but.getAll,
		},
		{
			value: 'update',
			name: 'Update',
			action: `Update ${one}`,
			description: `Change some fields of ${one}`,
			...but.update,
		},
	];
}
