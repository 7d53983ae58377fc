import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { enums } from '../../src/clockodo/enums.js';
import { findModel, models } from '../../src/clockodo/models/index.mjs';
import type { Operation } from '../../src/clockodo/operation.js';
import type { Schema } from '../../src/clockodo/schema.js';
import type { ApiRequest } from '../../src/clockodo/client.js';

const ajv = new Ajv({ allErrors: true, strict: false });
formats.default(ajv);
ajv.addFormat('csv-string', true);
for (const name of [...Object.keys(models), ...Object.keys(enums)]) {
	ajv.addSchema(findModel(name), name);
}

/** Everything in which a request differs from what the operation's schemas allow. */
export function problemsOf(
	operation: Operation,
	{ method, path, query, body }: ApiRequest,
): string[] {
	const pattern = new RegExp(`^${operation.path.replace(/\{\w+\}/g, '\\d+')}$`);
	return [
		...(method === operation.method ? [] : [`method ${method}`]),
		...(pattern.test(path) ? [] : [`path ${path}`]),
		...errorsOf('query', operation.query, operation.requiredQuery, query ?? {}),
		...errorsOf('body', operation.body, operation.requiredBody, body ?? {}),
	];
}

function errorsOf(
	place: string,
	properties: Record<string, Schema> = {},
	required: string[] = [],
	value: unknown,
): string[] {
	const validate = compiled({
		type: 'object',
		properties: strict(properties),
		required,
		additionalProperties: false,
	});
	if (validate(value)) return [];
	return (validate.errors ?? []).map((error) => `${place}${error.instancePath} ${error.message}`);
}

const validators = new Map<string, ValidateFunction>();

function compiled(schema: Schema): ValidateFunction {
	const key = JSON.stringify(schema);
	const validate = validators.get(key) ?? ajv.compile(schema);
	validators.set(key, validate);
	return validate;
}

/** Objects in requests have no properties that the description does not name. */
function strict(properties: Record<string, Schema>): Record<string, Schema> {
	return Object.fromEntries(
		Object.entries(properties).map(([name, schema]) => [
			name,
			schema.properties
				? { ...schema, properties: strict(schema.properties), additionalProperties: false }
				: schema,
		]),
	);
}

/** Everything in which one resource differs from what the operation answers with. */
export function answerProblems({ answer }: Operation, resource: unknown): string[] {
	return schemaProblems(answer.of, resource);
}

/** Everything in which a value differs from what a schema allows. */
export function schemaProblems(schema: Schema, value: unknown): string[] {
	const validate = compiled(schema);
	if (validate(value)) return [];
	return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
