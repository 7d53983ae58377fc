import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import {
	canBeReadable,
	canSimplify,
	findNodeOperation,
	isAct,
	nodeChoices,
	nodeOperations,
	simpleFields,
} from '../../../nodes/Clockodo/table/operations.js';
import { findModel } from '../../../src/clockodo/models/index.mjs';
import type { Schema } from '../../../src/clockodo/schema.js';
import { outputSchemas } from '../../../tools/generate/output-schemas.mjs';
import { renderOperationsPage } from '../../../tools/generate/operations-page.mjs';

const project = fileURLToPath(new URL('../../../..', import.meta.url));

/** Names of all fields that a resource can have. */
function fieldsIn(schema: Schema): string[] {
	if (schema.$ref) return fieldsIn(findModel(schema.$ref));
	return [...Object.keys(schema.properties ?? {}), ...(schema.oneOf ?? []).flatMap(fieldsIn)];
}

it('the page of all operations is checked in as it is generated', async () => {
	for (const [path, text] of await renderOperationsPage()) {
		expect(readFileSync(join(project, path), 'utf8')).toBe(text);
	}
});

describe('the output schemas', () => {
	const built = join(project, 'dist');

	it('are built, every one as it is generated', () => {
		for (const [path, schema] of outputSchemas()) {
			const text = readFileSync(join(built, path), 'utf8');
			expect([path, JSON.parse(text)]).toEqual([path, schema]);
		}
	});

	it('are built of no operation that is gone', () => {
		const present = ['nodes/Clockodo', 'nodes/ClockodoTrigger'].flatMap((node) =>
			readdirSync(join(built, node, '__schema__'), { recursive: true })
				.map((name) => `${node}/__schema__/${String(name)}`)
				.filter((path) => path.endsWith('.json')),
		);
		expect(present.sort()).toEqual([...outputSchemas().keys()].sort());
	});

	it('name fields for each Get, Get Many, Create and Update, and each act', () => {
		const schemas = outputSchemas();
		const usual = nodeChoices.filter(
			(each) => isAct(each) || ['create', 'get', 'getAll', 'update'].includes(each.choice.value),
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
	it('is offered where a resource has more than ten fields, and keeps thirteen at most', () => {
		const readings = nodeChoices.filter(({ choice }) => ['get', 'getAll'].includes(choice.value));
		for (const each of readings) {
			if (each.operation?.method !== 'GET') continue;
			const fields = new Set(fieldsIn(each.operation.answer.of));
			const name = `${each.resource.value} (${fields.size} fields)`;
			expect([name, canSimplify(each)]).toEqual([name, fields.size > 10]);
			const simple = each.resource.simple ?? [];
			expect(simple.length).toBeLessThanOrEqual(13);
			if (canSimplify(each)) expect(simple.filter((field) => !fields.has(field))).toEqual([]);
		}
	});

	it('keeps with each field its name, label and hours, and Billable of an entry', () => {
		const entries = findNodeOperation('entry', 'getAll');
		expect(entries && simpleFields(entries)).toEqual(
			expect.arrayContaining([
				...['type_label', 'users_name', 'users_email', 'customers_name', 'projects_name'],
				...['subprojects_name', 'services_name', 'lumpsum_services_name'],
				...['billable', 'billable_label', 'duration', 'duration_hours'],
			]),
		);
	});
});

describe('names and labels in the output schemas', () => {
	const schemas = outputSchemas();
	const fieldsOf = (resource: string, operation: string) => {
		const path = `nodes/Clockodo/__schema__/v1.0.0/${resource}/${operation}.json`;
		return Object.keys(schemas.get(path)?.properties ?? {});
	};

	it('stand where the switch is offered', () => {
		const offered = nodeOperations.filter(canBeReadable);
		expect(offered.length).toBeGreaterThan(70);
		const added = /_(names?|emails?|label|hours)$/;
		for (const { resource, choice, operation } of nodeOperations) {
			const isOffered = offered.some(
				(each) => each.resource === resource && each.choice === choice,
			);
			const own = new Set(fieldsIn(operation.answer.of));
			const more = fieldsOf(resource.value, choice.value).filter((field) => !own.has(field));
			const words = more.filter((field) => added.test(field));
			if (!isOffered) expect(words).toEqual([]);
		}
	});

	it('stand behind the field that they belong to, once each', () => {
		expect(fieldsOf('absence', 'create')).toEqual(
			expect.arrayContaining(['status_label', 'approved_by_name', 'approved_by_email']),
		);
		const fields = fieldsOf('userReport', 'get');
		expect(fields.slice(0, 5)).toEqual([
			'users_id',
			'users_name',
			'users_email',
			'sum_target',
			'sum_target_hours',
		]);
	});
});
