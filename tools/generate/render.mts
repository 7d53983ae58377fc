import type { ClockodoEnum } from '../../src/clockodo/enum.js';
import type { Operation } from '../../src/clockodo/operation.js';
import type { Schema } from '../../src/clockodo/schema.js';
import * as shapeModule from '../../src/clockodo/operations/shapes.js';
import { enumsOf, timeZoneEnum } from './enums.mjs';
import { formatAll } from './format.mjs';
import { modelsOf, type ModelsByTag } from './models.mjs';
import { camelCase, fileName } from './names.mjs';
import { mapValues, ordered, references } from './schemas.mjs';
import type { Description } from './source.mjs';
import { operationsOf } from './table.mjs';

/** Text of every generated file by its path in the project, formatted as prettier does. */
export async function renderAll(description: Description): Promise<Map<string, string>> {
	const operations = operationsOf(description);
	const models = modelsOf(description, operations);
	const used = new Set([
		...operations.flatMap((operation) => references(operation as unknown as Schema)),
		...[...models.values()].flatMap((each) => references(each as Schema)),
	]);
	const enums = enumsOf(description, used);
	const sources = new Map([
		...renderOperations(operations),
		...renderModels(models),
		['src/clockodo/enums.ts', renderEnums(enums)],
		['src/clockodo/time-zones.ts', renderTimeZones(enums[timeZoneEnum])],
	]);
	const { list, openApi } = description;
	const header = `// Made by \`npm run generate\` from Clockodo's API description (operations of ${list.specVersion}, answers of ${openApi.info.version}).\n\n`;
	return await formatAll(new Map([...sources].map(([path, source]) => [path, header + source])));
}

// Node gives a CommonJS module's names, and the module again as `default`.
const { default: _module, ...namedShapes } = shapeModule as unknown as Record<string, Schema>;
const shapes = new Map(
	Object.entries(namedShapes)
		.filter(([name]) => name !== 'module.exports')
		.map(([name, shape]) => [JSON.stringify(canonical(shape)), name]),
);

/** The same form for equal schemas, whatever the order of their keys. */
function canonical(schema: Schema): Schema {
	return ordered({
		...schema,
		...(schema.items && { items: canonical(schema.items) }),
		...(schema.oneOf && { oneOf: schema.oneOf.map(canonical) }),
		...(schema.properties && {
			properties: mapValues(
				Object.fromEntries(Object.entries(schema.properties).sort()),
				canonical,
			),
		}),
	});
}

/** TypeScript of a schema; named shapes by their names, which are collected. */
function code(schema: Schema, names: Set<string>): string {
	const shape = shapes.get(JSON.stringify(canonical(schema)));
	if (shape) {
		names.add(shape);
		return shape;
	}
	return object(schema, (key, value) => {
		if (key === 'items') return code(value as Schema, names);
		if (key === 'additionalProperties' && typeof value === 'object') {
			return code(value as Schema, names);
		}
		if (key === 'oneOf') {
			return `[${(value as Schema[]).map((each) => code(each, names)).join(', ')}]`;
		}
		if (key === 'properties') return properties(value as Record<string, Schema>, names);
		return JSON.stringify(value);
	});
}

function properties(record: Record<string, Schema>, names: Set<string>): string {
	return object(record, (name, schema) => {
		const text = code(schema as Schema, names);
		return text === name ? undefined : text;
	});
}

/** An object literal; an entry without a value is written in the short form. */
function object(
	record: object,
	value: (key: string, value: unknown) => string | undefined,
): string {
	const entries = Object.entries(record).map(([key, each]) => {
		const text = value(key, each);
		return text === undefined ? key : `${JSON.stringify(key)}: ${text}`;
	});
	return `{ ${entries.join(', ')} }`;
}

function renderOperations(operations: Operation[]): Array<[string, string]> {
	const tags = [...new Set(operations.map(({ tag }) => tag))].sort();
	const files = tags.map((tag): [string, string] => {
		const names = new Set<string>();
		const literals = operations
			.filter((operation) => operation.tag === tag)
			.map((operation) => operationCode(operation, names));
		const imported = names.size
			? `import { ${[...names].sort().join(', ')} } from './shapes';\n`
			: '';
		return [
			`src/clockodo/operations/${fileName(tag)}.ts`,
			`import type { Operation } from '../operation';\n${imported}\nexport const ${camelCase(tag)}Operations = (): Operation[] => [\n${literals.join(',\n')}\n];\n`,
		];
	});
	return [...files, ['src/clockodo/operations/table.ts', renderTable(tags)]];
}

function operationCode(operation: Operation, names: Set<string>): string {
	const records = new Set(['pathParameters', 'query', 'body']);
	// A break behind the first brace keeps prettier from putting a short operation on one line.
	return object(operation, (key, value) => {
		if (records.has(key)) return properties(value as Record<string, Schema>, names);
		if (key !== 'answer') return JSON.stringify(value);
		return object(value as object, (part, each) =>
			part === 'of' ? code(each as Schema, names) : JSON.stringify(each),
		);
	}).replace('{', '{\n');
}

function renderTable(tags: string[]): string {
	const imports = tags.map(
		(tag) => `import { ${camelCase(tag)}Operations } from './${fileName(tag)}';`,
	);
	const spread = tags.map((tag) => `...${camelCase(tag)}Operations()`);
	return `import type { Operation } from '../operation';\n${imports.join('\n')}\n\n/** Makes every operation of the vendor's description, the deprecated ones included. */\nexport const describedOperations = (): Operation[] => [\n${spread.join(',\n')}\n];\n`;
}

function renderModels(models: ModelsByTag): Array<[string, string]> {
	const files = [...models].map(([tag, record]): [string, string] => {
		// A model stands for itself: without the shapes of requests.
		const literals = Object.entries(record).map(
			([name, schema]) => `${name}: ${JSON.stringify(schema)}`,
		);
		return [
			`src/clockodo/models/${fileName(tag)}.mts`,
			`import type { Schema } from '../schema.js';\n\nexport const ${camelCase(tag)}Models: Record<string, Schema> = {\n${literals.join(',\n')}\n};\n`,
		];
	});
	const tags = [...models.keys()];
	const imports = tags.map(
		(tag) => `import { ${camelCase(tag)}Models } from './${fileName(tag)}.mjs';`,
	);
	const spread = tags.map((tag) => `...${camelCase(tag)}Models`);
	const table = `import type { Schema } from '../schema.js';\n${imports.join('\n')}\n\n/** Every model of the API's answers by the vendor's name. */\nexport const models: Readonly<Record<string, Schema>> = {\n${spread.join(',\n')}\n};\n`;
	return [...files, ['src/clockodo/models/table.mts', table]];
}

function renderEnums(enums: Record<string, ClockodoEnum>): string {
	const entries = Object.entries(enums).map(([name, { type, values }]) => {
		if (name === timeZoneEnum) return `${name}: timeZones`;
		const labels = values.map(
			({ value, label }) => `${JSON.stringify(value)}: ${JSON.stringify(label)}`,
		);
		return `${name}: ${type === 'integer' ? 'numbers' : 'texts'}({ ${labels.join(', ')} })`;
	});
	return `import { numbers, texts, type ClockodoEnum } from './enum';\nimport { timeZones } from './time-zones';\n\n/** Every named enum of the API by the vendor's name. */\nexport const enums: Readonly<Record<string, ClockodoEnum>> = {\n${entries.join(',\n')}\n};\n`;
}

function renderTimeZones({ values }: ClockodoEnum): string {
	const byPrefix = new Map<string, string[]>();
	for (const value of values.map((each) => String(each.value))) {
		const prefix = value.slice(0, value.indexOf('/') + 1);
		byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), value.slice(prefix.length)]);
	}
	const entries = [...byPrefix].map(
		([prefix, names]) => `'${prefix}': \`\n${wrapped(names, 80)}\``,
	);
	return `import { namesByPrefix } from './enum';\n\n/** The time zones that a user can have. */\nexport const timeZones = namesByPrefix({\n${entries.join(',\n')}\n});\n`;
}

function wrapped(names: string[], width: number): string {
	const lines = names.reduce<string[]>(
		([line = '', ...done], name) =>
			line.length + name.length > width
				? [name, line, ...done]
				: [line ? `${line} ${name}` : name, ...done],
		[],
	);
	return lines
		.reverse()
		.map((line) => `\t\t${line}`)
		.join('\n');
}
