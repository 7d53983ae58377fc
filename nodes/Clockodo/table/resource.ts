import type { ListName } from './lists';

/** The words and choices of one resource in the node's panel; everything else comes from the table of operations. */
export interface Resource {
	/** Value of the parameter `resource`. */
	value: string;
	/** As in Clockodo's web app, in title case. */
	name: string;
	operations: ResourceOperation[];
	/** Words for fields where those of `words.ts` do not fit. */
	fields?: Record<string, FieldWords>;
	/** The fields that Simplify keeps, ten at most. */
	simple?: string[];
}

export interface ResourceOperation {
	/** Value of the parameter `operation`, in n8n's wording (`create`, `getAll`). */
	value: string;
	name: string;
	/** For the list of actions, in sentence case. */
	action: string;
	/** What it does, for people and for AI agents that choose by it. */
	description: string;
	/** The vendor's operation id. */
	id: string;
	/** Optional fields that are always shown, because hardly anyone leaves them out. */
	always?: string[];
	/** Fields that this operation sets itself, with their values; they are not shown. */
	preset?: Record<string, boolean | number | string>;
	/** The lists that this operation's fields choose from, where the field's name alone does not tell. */
	lists?: Record<string, ListName>;
}

export interface FieldWords {
	/** In title case. */
	name: string;
	description?: string;
	placeholder?: string;
	/** What the panel begins with, where the first choice or 'no' is not what most people mean. */
	default?: boolean | number;
	/** Lines of a text field that may hold several. */
	rows?: number;
}

interface Standard {
	/** With its article: `an absence`. */
	one: string;
	/** `absences` */
	many: string;
	/** The vendor's operation ids by n8n's names. */
	ids: Partial<Record<'create' | 'delete' | 'get' | 'getAll' | 'update', string>>;
	/** What to add to or change in the standard operations. */
	but?: Partial<Record<string, Partial<ResourceOperation>>>;
}

/** The operations that most resources have, in n8n's standard wording. */
export function standardOperations({ one, many, ids, but = {} }: Standard): ResourceOperation[] {
	const all: Record<string, Omit<ResourceOperation, 'id' | 'value'>> = {
		create: { name: 'Create', action: `Create ${one}`, description: `Create ${one} in Clockodo` },
		delete: { name: 'Delete', action: `Delete ${one}`, description: `Delete ${one} by its ID` },
		get: { name: 'Get', action: `Get ${one}`, description: `Get ${one} by its ID` },
		getAll: {
			name: 'Get Many',
			action: `Get many ${many}`,
			description: `Get a list of ${many}, all of them or those that match the filters`,
		},
		update: {
			name: 'Update',
			action: `Update ${one}`,
			description: `Change ${one}; fields that are not given stay as they are`,
		},
	};
	return Object.entries(ids).map(([value, id]) => ({ value, id, ...all[value], ...but[value] }));
}
