import { enums } from '../enums.js';
import type { Schema } from '../schema.js';
import { ownValue } from '../values.js';
import { models } from './table.mjs';

export { models };

/**
 * The schema behind a `$ref`: a model, or an enum as a schema of its values.
 * @throws for a name that the API's description does not have
 */
export function findModel(name: string): Schema {
	const model = ownValue(models, name);
	if (model) return model;
	const found = ownValue(enums, name);
	if (!found) throw new Error(`Clockodo's API description has no schema '${name}'`);
	return { type: found.type, enum: found.values.map(({ value }) => value) };
}
