import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { canSimplify, nodeOperations } from '../../../nodes/Clockodo/table/operations.js';
import { findModel } from '../../../src/clockodo/models/index.mjs';
import type { Schema } from '../../../src/clockodo/schema.js';
import { outputSchemas } from '../../../tools/generate/output-schemas.mjs';
import { renderOutput } from '../../../tools/generate/render-output.mjs';

const project = fileURLToPath(new URL('../../../..', import.meta.url));

/** Names of all fields that a resource can have. */
function fieldsIn(schema: Schema): string[] {
	if (schema.$ref) return fieldsIn(findModel(schema.$ref));
	return [...Object.keys(schema.properties ?? {}), ...(schema.oneOf ?? []).flatMap(fieldsIn)];
}

describe('what is generated from the table', () => {
	let rendered: Map<string, string>;
	beforeAll(async () => {
		rendered = await renderOutput();
	});

	it('is checked in as it is generated', () => {
		const drifted = [...rendered].filter(([path, text]) => {
			const file = join(project, path);
			return !existsSync(file) || readFileSync(file, 'utf8') !== text;
		});
		expect(drifted.map(([path]) => path)).toEqual([]);
	});

	it('has no output schema of an operation that is gone', () => {
		const folder = 'nodes/Clockodo/__schema__/v1.0.0';
		const present = readdirSync(join(project, folder), { recursive: true })
			.map((name) => `${folder}/${String(name)}`)
			.filter((path) => path.endsWith('.json'));
		expect(present.filter((path) => !rendered.has(path))).toEqual([]);
	});
});

describe('the output schemas', () => {
	it('name fields for each Get, Get Many, Create and Update', () => {
		const schemas = outputSchemas();
		const usual = nodeOperations.filter(({ choice }) =>
			['create', 'get', 'getAll', 'update'].includes(choice.value),
		);
		expect(usual.length).toBeGreaterThan(80);
		for (const { resource, choice } of usual) {
			const schema = schemas.get(
				`nodes/Clockodo/__schema__/v1.0.0/${resource.value}/${choice.value}.json`,
			);
			expect(Object.keys(schema?.properties ?? {}).length).toBeGreaterThan(0);
		}
	});
});

describe('Simplify', () => {
	it('is offered where a resource has more than ten fields, and keeps ten at most', () => {
		const readings = nodeOperations.filter(
			({ operation, choice }) =>
				operation.method === 'GET' && ['get', 'getAll'].includes(choice.value),
		);
		for (const each of readings) {
			const fields = new Set(fieldsIn(each.operation.answer.of));
			const name = `${each.resource.value} (${fields.size} fields)`;
			expect([name, canSimplify(each)]).toEqual([name, fields.size > 10]);
			const simple = each.resource.simple ?? [];
			expect(simple.length).toBeLessThanOrEqual(10);
			if (canSimplify(each)) expect(simple.filter((field) => !fields.has(field))).toEqual([]);
		}
	});
});
