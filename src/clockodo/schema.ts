/**
 * The part of JSON Schema that Clockodo's API description uses, so that one form serves
 * the node's fields, the sandbox's validation and the output schemas.
 * `$ref` names an enum of `enums.ts` or a model of `models/`.
 */
export interface Schema {
	type?: SchemaType | [SchemaType, 'null'];
	/**
	 * `date` is `2026-11-24`, `date-time` is ISO 8601 in UTC (`2026-11-24T08:00:00Z`),
	 * `csv-string` is a list of ids, separated by commas.
	 */
	format?: 'date' | 'date-time' | 'email' | 'csv-string';
	$ref?: string;
	enum?: Array<string | number | boolean>;
	items?: Schema;
	properties?: Record<string, Schema>;
	additionalProperties?: boolean | Schema;
	required?: string[];
	oneOf?: Schema[];
	minimum?: number;
	maximum?: number;
	minLength?: number;
	maxLength?: number;
	minItems?: number;
	maxItems?: number;
	/** The vendor has marked it: it will go away. */
	deprecated?: true;
}

export type SchemaType = 'integer' | 'number' | 'string' | 'boolean' | 'object' | 'array' | 'null';
