import { readFileSync } from 'node:fs';
import type { Schema } from '../../src/clockodo/schema.js';

/** A schema as the vendor writes it, with what this package does not need. */
export interface VendorSchema extends Omit<Schema, 'format' | 'items' | 'properties' | 'oneOf'> {
	format?: string;
	examples?: unknown[];
	example?: unknown;
	items?: VendorSchema;
	properties?: Record<string, VendorSchema>;
	oneOf?: VendorSchema[];
	'x-enumNames'?: string[];
}

export interface VendorParameter {
	name: string;
	in: 'path' | 'query' | 'header';
	required: boolean;
	schema: VendorSchema;
}

/** An operation of the vendor's operation list (`operations.json`). */
export interface VendorOperation {
	operationId: string;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string;
	tag: string;
	deprecated: boolean;
	parameters: VendorParameter[];
	body: null | {
		required: boolean;
		requiredProperties: string[];
		properties: Record<string, VendorSchema>;
	};
}

interface Content {
	content?: { 'application/json'?: { schema: VendorSchema } };
}

export interface OpenApiOperation {
	operationId: string;
	tags?: string[];
	deprecated?: boolean;
	parameters?: VendorParameter[];
	requestBody?: Content & { required?: boolean };
	responses: { '200'?: Content };
}

/** The vendor's API description, in the two forms that it is given in. */
export interface Description {
	/** The newer list of all operations, without their answers. */
	list: { specVersion: string; operations: VendorOperation[] };
	/** The OpenAPI document: the answers and the named schemas. */
	openApi: {
		info: { version: string };
		paths: Record<string, Record<string, OpenApiOperation>>;
		components: { schemas: Record<string, VendorSchema> };
		webhooks?: Record<string, unknown>;
	};
}

/**
 * Reads the OpenAPI document from the path in CLOCKODO_OPENAPI, and the list of operations from
 * that in CLOCKODO_OPERATIONS; without a list of its own, the document's operations are the list.
 * @throws if the document's path is not set, or a file cannot be read, saying where to get it
 */
export function readDescription(environment = process.env): Description {
	const openApi = read(environment, 'CLOCKODO_OPENAPI') as Description['openApi'];
	if (!environment.CLOCKODO_OPERATIONS) return { openApi, list: listOf(openApi) };
	return { openApi, list: read(environment, 'CLOCKODO_OPERATIONS') as Description['list'] };
}

/** The OpenAPI document's operations in the form of the vendor's list. */
export function listOf(openApi: Description['openApi']): Description['list'] {
	const operations = Object.entries(openApi.paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]): VendorOperation => {
			const { operationId, tags = [], deprecated = false, parameters = [] } = operation;
			return {
				operationId,
				method: method.toUpperCase() as VendorOperation['method'],
				path,
				tag: tags[0] ?? '',
				deprecated,
				parameters,
				body: bodyOf(operation, openApi),
			};
		}),
	);
	return { specVersion: openApi.info.version, operations };
}

function bodyOf(
	{ requestBody }: OpenApiOperation,
	{ components }: Description['openApi'],
): VendorOperation['body'] {
	const stated = requestBody?.content?.['application/json']?.schema;
	if (!stated) return null;
	const name = stated.$ref?.split('/').pop();
	const { required = [], properties = {} } = name ? components.schemas[name] : stated;
	return { required: requestBody.required ?? false, requiredProperties: required, properties };
}

function read(environment: NodeJS.ProcessEnv, name: string): unknown {
	const path = environment[name];
	if (!path) {
		throw new Error(
			`${name} is not set. Clockodo's API description is not part of this project: download it from https://docs.clockodo.com and put the path of the file into ${name}.`,
		);
	}
	return JSON.parse(readFileSync(path, 'utf8'));
}
