import type { Schema } from './schema';

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
	answer?: Answer;
}

export interface Answer {
	/** The property that holds the resource or the list of them (`data`, `entry`); without it the whole answer is the resource. */
	key?: string;
	/** The whole answer. */
	schema: Schema;
	/** Set where `key` holds a list. */
	list?: true;
}
