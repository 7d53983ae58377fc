import { afterAll, describe, expect, it } from '@jest/globals';
import { toRequest } from '../../nodes/Clockodo/call/request.js';
import { pagingParameters } from '../../nodes/Clockodo/table/fields.js';
import { nodeChoices } from '../../nodes/Clockodo/table/operations.js';
import { filtersIn, type Operation } from '../../src/clockodo/operation.js';
import {
	findOperation,
	offeredOperations,
	operations,
} from '../../src/clockodo/operations/index.js';
import type { Schema } from '../../src/clockodo/schema.js';
import { overrides } from '../../tools/generate/overrides.mjs';
import { mapValues, toSchema } from '../../tools/generate/schemas.mjs';
import { listOf, readDescription } from '../../tools/generate/source.mjs';
import { parametersOf } from '../support/field-samples.mjs';
import { Description } from './sandbox-description.mjs';
import { newerThanOpenApi, withoutField } from './operations-differences.mjs';

const { list, openApi } = readDescription();
const counts = { operations: 0, parameters: 0, properties: 0, compared: 0, fields: 0, allowed: 0 };

afterAll(() => {
	console.log(
		`The table against the vendor's list: ${counts.operations} operations, ${counts.parameters} query parameters, ${counts.properties} body properties. ` +
			`Against the OpenAPI document: ${counts.compared} operations, ${Object.keys(newerThanOpenApi).length} explained differences. ` +
			`The node: ${counts.fields} fields, ${Object.keys(withoutField).length} parameters explained that have none; ` +
			`${counts.allowed} requests with every field are allowed by the OpenAPI document.`,
	);
});

/** Everything that the description states of an input, by its place. */
function inputsOf({
	query = {},
	requiredQuery = [],
	body = {},
	requiredBody = [],
}: Partial<Operation>) {
	const place = (kind: string, schemas: Record<string, Schema>, required: string[]) =>
		Object.entries(schemas).map(([name, schema]) => [
			`${kind} ${name}`,
			{ schema, required: required.includes(name) },
		]);
	return Object.fromEntries([
		...place('query', query, requiredQuery),
		...place('body', body, requiredBody),
	]) as Record<string, { schema: Schema; required: boolean }>;
}

describe('the vendor’s list of operations', () => {
	it('has the same operations as the table', () => {
		expect(list.operations.map(({ operationId }) => operationId).sort()).toEqual(
			operations()
				.map(({ id }) => id)
				.sort(),
		);
	});

	it.each(list.operations.map((each) => [each.operationId, each] as const))('%s', (id, vendor) => {
		const operation = findOperation(id);
		const { method, path, tag, deprecated = false } = operation;
		expect({ method, path, tag, deprecated }).toEqual({
			method: vendor.method,
			path: vendor.path,
			tag: vendor.tag,
			deprecated: vendor.deprecated,
		});
		const inQuery = vendor.parameters.filter((parameter) => parameter.in === 'query');
		const properties = Object.entries(vendor.body?.properties ?? {});
		const stated = Object.fromEntries([
			...inQuery.map(({ name, schema, required }) => [
				`query ${name}`,
				{ schema: toSchema(schema), required },
			]),
			...properties.map(([name, schema]) => [
				`body ${name}`,
				{ schema: toSchema(schema), required: vendor.body?.requiredProperties.includes(name) },
			]),
		]);
		expect(inputsOf(operation)).toEqual(stated);
		counts.operations += 1;
		counts.parameters += inQuery.length;
		counts.properties += properties.length;
	});
});

describe('the OpenAPI document', () => {
	const differences = new Set<string>();
	const inDocument = new Map(listOf(openApi).operations.map((each) => [each.operationId, each]));

	it.each(operations().map(({ id }) => id))('%s', (id) => {
		const operation = findOperation(id);
		const stated = inDocument.get(id);
		if (!stated) {
			expect(overrides.answers[id]).toBeDefined();
			return;
		}
		const { tag, deprecated = false } = operation;
		expect([tag, deprecated]).toEqual([stated.tag, stated.deprecated]);
		const inQuery = stated.parameters.filter((parameter) => parameter.in === 'query');
		const theirs = inputsOf({
			query: Object.fromEntries(inQuery.map(({ name, schema }) => [name, toSchema(schema)])),
			requiredQuery: inQuery.filter(({ required }) => required).map(({ name }) => name),
			body: mapValues(stated.body?.properties ?? {}, toSchema),
			requiredBody: stated.body?.requiredProperties,
		});
		const ours = inputsOf(operation);
		for (const place of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
			if (canonical(ours[place]) !== canonical(theirs[place])) differences.add(`${id}: ${place}`);
		}
		counts.compared += 1;
	});

	it('differs from the table only where it is explained', () => {
		expect([...differences].sort()).toEqual(Object.keys(newerThanOpenApi).sort());
	});
});

describe('the node', () => {
	it('has a field for everything that the 141 operations take', () => {
		const missing = offeredOperations().flatMap((operation) => {
			const ways = nodeChoices.filter((each) => each.operation?.id === operation.id);
			// What one of them presets, another one asks for.
			const fields = ways.flatMap((each) => each.fields);
			const names = new Set(fields.map(({ name, destination }) => `${destination} ${name}`));
			counts.fields += names.size;
			return wantedOf(operation)
				.filter((place) => !names.has(place))
				.map((place) => `${operation.id}: ${place}`);
		});
		expect(missing.sort()).toEqual(Object.keys(withoutField).sort());
	});
});

describe('a request of the node with a value in every field', () => {
	const description = new Description();
	const described = nodeChoices.flatMap((each) => {
		const { operation } = each;
		const isDescribed = operation && description.operation(operation.method, operation.path);
		return isDescribed ? [{ ...each, operation }] : [];
	});

	it.each(described.map((each) => [`${each.resource.value}: ${each.choice.value}`, each] as const))(
		'%s is allowed by the OpenAPI document',
		(_, each) => {
			const { id, path } = each.operation;
			const parameters = parametersOf(each, 'all');
			const { method, query, body } = toRequest(
				each,
				(name, fallback) => parameters[name] ?? fallback,
				'UTC',
			);
			const explained = Object.keys(newerThanOpenApi).map((place) =>
				place.replace(/^\w+: \w+ /, ''),
			);
			const problems = [
				...description.queryErrors(method, path, query ?? {}),
				...(body ? description.bodyErrors(method, path, body) : []),
			].filter((problem) => !explained.some((name) => problem.startsWith(`/${name} `)));
			expect([id, problems]).toEqual([id, []]);
			counts.allowed += 1;
		},
	);
});

/** Each input of an operation as the place that a field would have. */
function wantedOf({ query = {}, body = {} }: Operation): string[] {
	const inner = (place: string, parameters: Record<string, Schema>) =>
		Object.keys(filtersIn(parameters)).map((name) => `${place} ${name}`);
	return [
		...Object.keys(query)
			.filter((name) => name !== 'filter' && !pagingParameters.includes(name))
			.map((name) => `query ${name}`),
		...inner('queryFilter', query),
		...Object.keys(body)
			.filter((name) => name !== 'filter')
			.map((name) => `body ${name}`),
		...inner('bodyFilter', body),
	];
}

/** The same text for equal values, whatever the order of their keys. */
function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => one.localeCompare(other)))
			: inner,
	);
}
