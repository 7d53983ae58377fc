import type { Schema } from './schema';
import { ownValue } from './values';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One operation of Clockodo's API, as the vendor's description states it. */
export interface Operation {
	/** The vendor's operation id, unique over the whole API (`getAbsenceByIdV4`). */
	id: string;
	method: Method;
	/** Relative to the API's base URL, path parameters in braces (`/v4/absences/{id}`). */
	path: string;
	/** The vendor's tag, in the singular (`Absence`). */
	tag: string;
	deprecated?: true;
	/**
	 * Set where sending it a second time does something else than sending it once, although its
	 * method promises the opposite (PUT, DELETE): it is repeated only where the API cannot have acted.
	 */
	once?: true;
	/** Path parameters by name. */
	pathParameters?: Record<string, Schema>;
	/**
	 * Query parameters by name. A parameter of type object travels as `filter[name]=value`.
	 * `items_per_page` and its `maximum` say that the operation pages, and how large a page may be.
	 */
	query?: Record<string, Schema>;
	requiredQuery?: string[];
	/** Properties of the JSON body by name. */
	body?: Record<string, Schema>;
	requiredBody?: string[];
	/** What a 200 answers with. */
	answer: Answer;
}

export interface Answer {
	/** The property that holds the resource or the list of them (`data`, `entry`); without it the whole answer is the resource. */
	key?: string;
	/** Set where `key` holds a list. */
	list?: true;
	/** Set where `paging` stands beside `key`: which page this is, and how many there are. */
	paging?: true;
	/** The resource, or one of the list. */
	of: Schema;
}

const integer: Schema = { type: 'integer' };

/** What `paging` of a list's answer holds. */
export const pagingSchema: Schema = {
	type: 'object',
	required: ['items_per_page', 'current_page', 'count_pages', 'count_items'],
	properties: {
		items_per_page: integer,
		current_page: integer,
		count_pages: integer,
		count_items: integer,
	},
};

/** The JSON Schema of the whole body of a 200. */
export function answerSchema({ key, list, paging, of }: Answer): Schema {
	if (!key) return of;
	const value: Schema = list ? { type: 'array', items: of } : of;
	return {
		type: 'object',
		required: paging ? ['paging', key] : [key],
		properties: paging ? { paging: pagingSchema, [key]: value } : { [key]: value },
	};
}

/** The largest page that the operation gives, in items; undefined where it does not page. */
export function largestPage({ query = {} }: Pick<Operation, 'query'>): number | undefined {
	return ownValue(query, 'items_per_page')?.maximum;
}

/** The vendor's name of the model that the operation answers with; undefined where the answer has none. */
export function modelOf({ answer }: Pick<Operation, 'answer'>): string | undefined {
	return answer.of.$ref;
}

/** What stands inside `filter` of a query or a body, by name. */
export function filtersIn(parameters: Record<string, Schema> = {}): Record<string, Schema> {
	return ownValue(parameters, 'filter')?.properties ?? {};
}
