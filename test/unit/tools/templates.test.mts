import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';

import { projectRoot } from '../../../host/project.mjs';
import { Clockodo } from '../../../nodes/Clockodo/Clockodo.node.js';
import { ClockodoTrigger } from '../../../nodes/ClockodoTrigger/ClockodoTrigger.node.js';
import { templates } from '../../../tools/templates/index.mjs';
import { renderTemplates } from '../../../tools/templates/render.mjs';

const named = templates.map((each) => ({ ...each, nodes: each.workflow.nodes }));
const ofType = (nodes: INode[], type: RegExp) => nodes.filter((node) => type.test(node.type));
const action = new Clockodo().description.properties;
const trigger = new ClockodoTrigger().description.properties;

describe('the templates', () => {
	it('are at least fourteen, each with a name of its own', () => {
		expect(templates.length).toBeGreaterThanOrEqual(14);
		expect(new Set(templates.map(({ workflow }) => workflow.name)).size).toBe(templates.length);
	});

	it('stand in examples/templates and in the gallery as `npm run templates` writes them', async () => {
		const root = projectRoot();
		for (const [path, text] of await renderTemplates(root)) {
			expect({ path, text: await readFile(join(root, path), 'utf8') }).toEqual({ path, text });
		}
	});
});

describe.each(named)('$file', ({ nodes, workflow }) => {
	it('has no credential, and no address of its own', () => {
		for (const node of nodes) {
			expect(node).not.toHaveProperty('credentials');
			expect(node).not.toHaveProperty('webhookId');
			expect(node.parameters).not.toHaveProperty('path');
		}
	});

	it('starts as a real account can: registered by hand, or polling', () => {
		for (const { parameters } of ofType(nodes, /clockodoTrigger$/)) {
			expect(['manual', 'polling']).toContain(parameters.registration);
		}
	});

	it('has notes that say what it does and what to fill in', () => {
		const notes = ofType(nodes, /stickyNote$/).map(({ name }) => name);
		expect(notes).toEqual(expect.arrayContaining(['What It Does', 'Fill In']));
	});

	it('names only nodes that it has, in its ways and its expressions', () => {
		const names = new Set(nodes.map(({ name }) => name));
		expect(names.size).toBe(nodes.length);
		const text = JSON.stringify(nodes);
		const meant = [...text.matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name);
		const linked = Object.entries(workflow.connections).flatMap(([name, outputs]) => [
			name,
			...Object.values(outputs).flatMap((each) =>
				each.flatMap((ways) => ways ?? []).map(({ node }) => node),
			),
		]);
		expect([...meant, ...linked].filter((name) => !names.has(String(name)))).toEqual([]);
	});

	it('sets only fields that the Clockodo nodes have', () => {
		const unknown = [
			...ofType(nodes, /clockodo(Tool)?$/).flatMap((node) => unknownFields(node, action)),
			...ofType(nodes, /clockodoTrigger$/).flatMap((node) => unknownFields(node, trigger)),
		];
		expect(unknown).toEqual([]);
	});
});

/** Of n8n, for nodes that are tools. */
const ofTools = ['descriptionType', 'toolDescription'];

/** What is set in a node and stands in no parameter that the panel shows with it. */
function unknownFields({ name, parameters }: INode, properties: INodeProperties[]): string[] {
	const shown = properties.filter((property) => isShown(property, parameters));
	return Object.entries(parameters).flatMap(([field, value]) => {
		if (ofTools.includes(field)) return [];
		const property = shown.find((each) => each.name === field);
		if (property === undefined) return [`${name}: ${field}`];
		if (property.type !== 'collection') return [];
		const inner = (property.options ?? []).map((option) => option.name);
		return Object.keys(value as object)
			.filter((key) => !inner.includes(key))
			.map((key) => `${name}: ${field}.${key}`);
	});
}

function isShown({ displayOptions }: INodeProperties, parameters: INodeParameters): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(
		([field, values]) => !(field in parameters) || values?.includes(parameters[field] as never),
	);
}
