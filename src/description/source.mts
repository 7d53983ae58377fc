import { readFileSync } from 'node:fs';
import type { Schema } from '../clockodo/schema.js';

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
	deprecated?: boolean;
	parameters?: VendorParameter[];
	requestBody?: Content & { required?: boolean };
	responses: Record<string, Content>;
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
		webhooks: Record<string, unknown>;
	};
}

/**
 * Reads both files from the paths in CLOCKODO_OPENAPI and CLOCKODO_OPERATIONS.
 * @throws if one is not set or cannot be read, saying which and where to get it
 */
export function readDescription(environment = process.env): Description {
	return {
		list: read(environment, 'CLOCKODO_OPERATIONS'),
		openApi: read(environment, 'CLOCKODO_OPENAPI'),
	} as Description;
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
