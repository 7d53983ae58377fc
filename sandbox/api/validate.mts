import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { enums } from '../../src/clockodo/enums.js';
import { findModel, models } from '../../src/clockodo/models/index.mjs';
import type { Operation } from '../../src/clockodo/operation.js';
import type { Schema } from '../../src/clockodo/schema.js';
import { isRecord } from '../../src/clockodo/values.js';
import type { Input } from '../resources/resource.mjs';
import { ApiError, invalid, type Problem } from '../store/refusals.mjs';
import { readQueryValue, type QueryValue } from './query.mjs';

/** Formats that the description names and that say nothing about a text's form. */
const OPEN_FORMATS = ['csv-string', 'float', 'int64', 'double', 'time'];

// Kept for the process, not for a sandbox: they follow from the API's description alone, and
// compiling them takes long, so each is compiled when its operation is first asked for.
const ajv = makeAjv();
const validators = new Map<string, { query: ValidateFunction; body: ValidateFunction }>();

/**
 * Checks a request by its operation's schemas and gives it back with its query as numbers,
 * booleans and lists, and without properties that the operation does not know.
 *
 * Guessed: that what is not known is left out and not refused, and 400 for an id that is no number.
 *
 * @throws ApiError 400 that names each property that is wrong
 */
export function validateRequest(
	operation: Operation,
	path: Record<string, string | undefined>,
	query: Record<string, QueryValue>,
	body: unknown,
): Input {
	const check = validatorsOf(operation);
	const read = readQuery(operation, query);
	const problems = problemsOf(check.query, read, 'query');
	const known: Record<string, unknown> = {};
	if (operation.body) {
		if (isRecord(body)) {
			for (const name of Object.keys(operation.body)) {
				if (name in body) known[name] = body[name];
			}
			problems.push(...problemsOf(check.body, known, 'body'));
		} else problems.push(problem('The request needs a body: a JSON object.', null));
	}
	if (problems.length > 0) throw new ApiError(400, problems);
	return { path: readPath(path), query: read, body: known };
}

function readPath(path: Record<string, string | undefined>): Record<string, number> {
	return Object.fromEntries(
		Object.entries(path).map(([name, text]) => {
			if (text === undefined || !/^\d{1,15}$/.test(text)) {
				throw invalid(`'${name}' in the path must be a whole number.`, name);
			}
			return [name, Number(text)];
		}),
	);
}

function readQuery(operation: Operation, query: Record<string, QueryValue>) {
	return Object.fromEntries(
		Object.entries(query).flatMap(([name, value]) => {
			const schema = operation.query?.[name];
			return schema ? [[name, readQueryValue(schema, value, findModel)]] : [];
		}),
	);
}

function validatorsOf(operation: Operation) {
	let found = validators.get(operation.id);
	if (!found) {
		found = {
			query: ajv.compile(objectSchema(operation.query, operation.requiredQuery)),
			body: ajv.compile(objectSchema(operation.body, operation.requiredBody)),
		};
		validators.set(operation.id, found);
	}
	return found;
}

function objectSchema(properties: Record<string, Schema> = {}, required: string[] = []): Schema {
	return { type: 'object', properties, required };
}

function problemsOf(validate: ValidateFunction, value: unknown, place: string): Problem[] {
	if (validate(value)) return [];
	const errors = validate.errors ?? [];
	const telling = errors.filter(({ keyword }) => keyword !== 'oneOf' && keyword !== 'anyOf');
	return (telling.length > 0 ? telling : errors).map((error) => {
		const path = pathOf(error);
		return problem(`${path || `The ${place}`} ${wordsOf(error)}.`, path || null);
	});
}

function pathOf(error: ErrorObject): string {
	const parts = error.instancePath.split('/').slice(1);
	if (error.keyword === 'required') {
		parts.push((error.params as { missingProperty: string }).missingProperty);
	}
	return parts.join('.');
}

function wordsOf(error: ErrorObject): string {
	if (error.keyword === 'required') return 'is required';
	if (error.keyword === 'enum') {
		const { allowedValues } = error.params as { allowedValues: unknown[] };
		if (allowedValues.length <= 20) return `must be one of ${allowedValues.join(', ')}`;
	}
	return error.message ?? 'is not valid';
}

function problem(message: string, path: string | null): Problem {
	return { type: 'RequestValidation', message, path };
}

function makeAjv(): Ajv {
	const made = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true });
	formats.default(made);
	for (const format of OPEN_FORMATS) made.addFormat(format, true);
	for (const name of [...Object.keys(models), ...Object.keys(enums)]) {
		made.addSchema(findModel(name), name);
	}
	return made;
}
