import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { ownValue } from '../../src/clockodo/values.js';

interface Content {
	content?: { 'application/json'?: { schema: object } };
}

interface Parameter {
	name: string;
	in: string;
	required?: boolean;
	schema: Record<string, unknown>;
}

export interface DescribedOperation {
	operationId: string;
	parameters?: Parameter[];
	requestBody?: Content & { required?: boolean };
	responses: Record<string, Content>;
}

interface OpenApi {
	paths: Record<string, Record<string, DescribedOperation>>;
	webhooks: Record<string, { post: { requestBody: Content } }>;
	components: { schemas: Record<string, Schema> };
}

interface Schema {
	type?: string | string[];
	required?: string[];
	properties?: Record<string, Schema>;
	oneOf?: Schema[];
	[key: string]: unknown;
}

const ROOT = 'description';

/** The vendor's description, with validators of its schemas by JSON Schema 2020-12. */
export class Description {
	private readonly ajv = new Ajv2020({ allErrors: true, strict: false, inlineRefs: false });
	private readonly validators = new Map<string, ValidateFunction>();
	readonly document: OpenApi;
	/** What was mended, in words: see `mend`. */
	readonly mended: string[];

	/** @throws where CLOCKODO_OPENAPI names no readable description */
	constructor(path = process.env.CLOCKODO_OPENAPI) {
		if (!path) {
			throw new Error(
				"Set CLOCKODO_OPENAPI to the path of Clockodo's API description (openapi.json, from the vendor's documentation)",
			);
		}
		this.document = JSON.parse(readFileSync(path, 'utf8')) as OpenApi;
		this.mended = mend(this.document);
		formats.default(this.ajv);
		for (const format of ['float', 'int64', 'csv-string', 'YYYY']) this.ajv.addFormat(format, true);
		this.ajv.addSchema(this.document, ROOT);
	}

	operation(method: string, path: string): DescribedOperation | undefined {
		return ownValue(ownValue(this.document.paths, path) ?? {}, method.toLowerCase());
	}

	/** What is wrong with an answer, or undefined where the description has no schema for its status. */
	answerErrors(method: string, path: string, status: number, body: unknown): string[] | undefined {
		const pointer = `/paths/${escape(path)}/${method.toLowerCase()}/responses/${status}/content/application~1json/schema`;
		const described = this.operation(method, path)?.responses[status];
		if (!described?.content?.['application/json']) return undefined;
		return this.check(pointer, body);
	}

	/** What is wrong with the body of a request. */
	bodyErrors(method: string, path: string, body: unknown): string[] {
		const described = this.operation(method, path)?.requestBody;
		if (!described?.content?.['application/json']) {
			return body === undefined ? [] : ['the description has no body here'];
		}
		const pointer = `/paths/${escape(path)}/${method.toLowerCase()}/requestBody/content/application~1json/schema`;
		return this.check(pointer, body);
	}

	/** What is wrong with a query, its values as the schemas mean them. */
	queryErrors(method: string, path: string, query: Record<string, unknown>): string[] {
		const parameters = (this.operation(method, path)?.parameters ?? []).filter(
			(parameter) => parameter.in === 'query',
		);
		const schema = {
			type: 'object',
			additionalProperties: false,
			properties: Object.fromEntries(parameters.map(({ name, schema: own }) => [name, own])),
			required: parameters.filter(({ required }) => required).map(({ name }) => name),
		};
		const absolute = JSON.parse(
			JSON.stringify(schema).replaceAll('"#/components', `"${ROOT}#/components`),
		) as object;
		return this.errorsOf(this.ajv.compile(absolute), query);
	}

	/** What is wrong with the body of a notification. */
	notificationErrors(eventName: string, body: unknown): string[] {
		const name = `WebhookEvent_${eventName.replace('.', '_')}`;
		if (!(name in this.document.components.schemas)) return [`the description has no ${name}`];
		return this.check(`/components/schemas/${name}`, body);
	}

	private check(pointer: string, value: unknown): string[] {
		let validate = this.validators.get(pointer);
		if (!validate) {
			validate = this.ajv.compile({ $ref: `${ROOT}#${encodeURI(pointer)}` });
			this.validators.set(pointer, validate);
		}
		return this.errorsOf(validate, value);
	}

	private errorsOf(validate: ValidateFunction, value: unknown): string[] {
		if (validate(value)) return [];
		return (validate.errors ?? []).map(
			({ instancePath, message, params }) =>
				`${instancePath || '(the whole)'} ${message} ${JSON.stringify(params)}`,
		);
	}
}

/**
 * Mends what the description says against itself, so that everything else can be held to it.
 * @returns what was mended and why
 */
function mend(document: OpenApi): string[] {
	const { schemas } = document.components;
	const mended: string[] = [];
	for (const [name, schema] of Object.entries(schemas)) {
		for (const [property, its] of Object.entries(schema.properties ?? {})) {
			const takesNull = its.oneOf?.some(({ type }) => type === 'null');
			if (takesNull && its.type === 'object') {
				delete its.type;
				mended.push(`${name}.${property}: null is one of its forms, and "type: object" forbids it`);
			}
		}
		const payload = name.startsWith('WebhookEvent_') ? schema.properties?.payload : undefined;
		if (payload && !payload.properties?.id && payload.required?.includes('id')) {
			payload.required = Object.keys(payload.properties ?? {});
			mended.push(`${name}.payload: requires "id", which is described one level deeper`);
		}
	}
	const reportItem = ownValue(schemas, 'ProjectsReportReportItemV4');
	if (reportItem?.oneOf) {
		reportItem.anyOf = reportItem.oneOf;
		delete reportItem.oneOf;
		mended.push('ProjectsReportReportItemV4: its second form is always its first form too');
	}
	return mended;
}

function escape(path: string): string {
	return path.replaceAll('~', '~0').replaceAll('/', '~1');
}
