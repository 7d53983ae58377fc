import { findModel } from '../../../../src/clockodo/models/index.mjs';
import type { Schema } from '../../../../src/clockodo/schema.js';
import type { ActName } from '../../table/acts.js';
import type { NodeAct } from '../../table/operations.js';
import { entryFields } from './running-clocks.js';

const number: Schema = { type: 'number' };

/**
 * What the items of an act look like, for the editor and the tests. It names fields alone: the
 * models of the API are referred to by `$ref`.
 */
export const actItems: Record<ActName, (act: NodeAct) => Schema> = {
	runningClocks: () => {
		const fields = fieldsOf('EntryV2Time', entryFields);
		return object({ ...fields, running_hours: number });
	},
};

/** An object that has all of these fields. */
function object(properties: Record<string, Schema>): Schema {
	return { type: 'object', required: Object.keys(properties), properties };
}

/** Some fields of a model of the API. */
function fieldsOf(model: string, names: readonly string[]): Record<string, Schema> {
	const { properties = {} } = findModel(model);
	return Object.fromEntries(names.map((name) => [name, properties[name] ?? {}]));
}
