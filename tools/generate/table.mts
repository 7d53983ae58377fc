import type { Answer, Operation } from '../../src/clockodo/operation.js';
import type { Schema } from '../../src/clockodo/schema.js';
import { ownValue } from '../../src/clockodo/values.js';
import { overrides } from './overrides.mjs';
import { mapValues, toSchema } from './schemas.mjs';
import type { Description, VendorOperation } from './source.mjs';

/**
 * All operations of the description: parameters and bodies of the newer list, answers of the
 * OpenAPI document.
 * @throws if an operation's answer is stated nowhere
 */
export function operationsOf(description: Description): Operation[] {
	return description.list.operations.map((vendor) => toOperation(vendor, description));
}

function toOperation(vendor: VendorOperation, description: Description): Operation {
	const query = vendor.parameters.filter((parameter) => parameter.in === 'query');
	const path = vendor.parameters.filter((parameter) => parameter.in === 'path');
	const requiredQuery = query.filter((parameter) => parameter.required).map(({ name }) => name);
	const schemas = (parameters: typeof query) =>
		Object.fromEntries(parameters.map(({ name, schema }) => [name, toSchema(schema)]));
	return {
		id: vendor.operationId,
		method: vendor.method,
		path: vendor.path,
		tag: vendor.tag,
		...(vendor.deprecated && { deprecated: true }),
		...(overrides.once.includes(vendor.operationId) && { once: true }),
		...(path.length && { pathParameters: schemas(path) }),
		...(query.length && { query: schemas(query) }),
		...(requiredQuery.length && { requiredQuery }),
		...(vendor.body && { body: mapValues(vendor.body.properties, toSchema) }),
		...(vendor.body?.requiredProperties.length && { requiredBody: vendor.body.requiredProperties }),
		answer: answerOf(vendor, description),
	};
}

function answerOf(vendor: VendorOperation, { openApi }: Description): Answer {
	const methods = ownValue(openApi.paths, vendor.path) ?? {};
	const stated = ownValue(methods, vendor.method.toLowerCase());
	const schema = stated?.responses['200']?.content?.['application/json']?.schema;
	if (schema) return toAnswer(toSchema(schema));
	const override = ownValue(overrides.answers, vendor.operationId);
	if (!override) throw new Error(`${vendor.operationId}: the description states no answer`);
	return override;
}

/** Takes the envelope (`{ paging, data: [ … ] }`) off an answer's schema. */
function toAnswer(schema: Schema): Answer {
	const properties = Object.entries(schema.properties ?? {});
	const besidePaging = properties.filter(([name]) => name !== 'paging');
	const envelope = besidePaging.at(0);
	if (!envelope || besidePaging.length > 1 || envelope[0] === 'success') return { of: schema };
	const [key, value] = envelope;
	return {
		key,
		...(value.items && { list: true }),
		...(schema.properties?.paging && { paging: true }),
		of: value.items ?? value,
	};
}
