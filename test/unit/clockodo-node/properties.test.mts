import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { lists } from '../../../nodes/Clockodo/table/lists.js';
import { Clockodo } from '../../../nodes/Clockodo/Clockodo.node.js';
import { fieldWords } from '../../../nodes/Clockodo/table/words.js';
import { nodeChoices } from '../../../nodes/Clockodo/table/operations.js';

const node = new Clockodo();
const { properties } = node.description;

/** Every parameter, the ones inside collections included, with its way there. */
function all(list: INodeProperties[], path = ''): Array<[string, INodeProperties]> {
	return list.flatMap((property) => {
		const where = `${path}${JSON.stringify(property.displayOptions?.show ?? '')} ${property.name}`;
		const inner = (property.options ?? []).flatMap((option) => {
			if ('values' in option) return option.values;
			return 'type' in option ? [option] : [];
		});
		return [[where, property] as [string, INodeProperties], ...all(inner, `${where} > `)];
	});
}

const parameters = all(properties);
const choices = (property: INodeProperties) =>
	(property.options ?? []).filter((option): option is INodePropertyOptions => 'value' in option);
const operations = properties.filter(({ name }) => name === 'operation');
/** n8n's rule: one sentence has no period at its end, several have. */
const isPunctuated = (text: string) => {
	const inner = text.replace(/\.$/, '').replace(/\{.*\}/, '');
	return /\. [A-Z]/.test(inner) === text.endsWith('.');
};

describe('the parameters of the node', () => {
	it('have names in words, with a capital', () => {
		const bad = parameters.filter(
			([, { displayName }]) => !/^[A-Z0-9]/.test(displayName) || displayName.includes('_'),
		);
		expect(bad.map(([where]) => where)).toEqual([]);
	});

	it('have descriptions by n8n’s rules', () => {
		const bad = parameters.filter(
			([, { type, description }]) =>
				(description !== undefined &&
					(!isPunctuated(description) || !/^[A-Z]/.test(description))) ||
				(type === 'boolean' && !description?.startsWith('Whether')),
		);
		expect(bad.map(([where, { description }]) => [where, description])).toEqual([]);
	});

	it('all say what they are, but for what holds others', () => {
		const holders = new Set([
			'resource',
			'operation',
			'filters',
			'additionalFields',
			'updateFields',
			'options',
		]);
		const silent = parameters.filter(
			([, { name, type, description }]) =>
				description === undefined && type !== 'hidden' && !holders.has(name),
		);
		expect(silent.map(([where]) => where)).toEqual([]);
	});

	it('say as filters what they leave, and not what they are as a value', () => {
		const [, filters] =
			parameters.find(([where]) => where.includes('getRows') && where.endsWith('filters')) ?? [];
		const said = new Map(
			(filters?.options as INodeProperties[]).map(({ name, description }) => [name, description]),
		);
		expect(said.get('users_id')).toBe('Only those of this user');
		expect(said.get('budget_type')).toBe('Only those with this budget type');
		expect(said.get('text')).toBe('Only those with this description');
		expect(said.get('texts_id')).toBe('The ID of the text of an entry');
	});

	it('say of a point in time whose clock counts', () => {
		const times = parameters.filter(
			([, { type, typeOptions }]) => type === 'dateTime' && !typeOptions?.dateOnly,
		);
		expect(times.length).toBeGreaterThan(10);
		expect(times.filter(([, { description }]) => !description?.includes('time zone'))).toEqual([]);
	});

	it.each([
		[
			'entry',
			[
				'Customer',
				'Project',
				'Subproject',
				'Service',
				'Start Time',
				'End Time',
				'Description',
				'Billable',
				'User',
			],
		],
		['absence', ['User', 'Type', 'Start Date', 'End Date']],
	])('to create an %s stand in the order in which one thinks', (resource, names) => {
		const shown = properties.filter(({ displayOptions, type }) => {
			const { resource: resources, operation } = displayOptions?.show ?? {};
			const isOfIt = resources?.includes(resource) && operation?.includes('create');
			return isOfIt && type !== 'collection' && type !== 'boolean';
		});
		expect(shown.map(({ displayName }) => displayName)).toEqual(names);
	});

	it('offer no choice twice', () => {
		for (const [where, property] of parameters) {
			const values = choices(property).map(({ value }) => value);
			expect([where, new Set(values).size]).toEqual([where, values.length]);
		}
	});

	it('show collections in the order of the alphabet', () => {
		for (const [where, { type, options = [] }] of parameters.filter(
			([, each]) => each.type === 'collection' && each.name !== 'budget',
		)) {
			const names = options.map((option) => ('displayName' in option ? option.displayName : ''));
			expect([where, type, names]).toEqual([
				where,
				type,
				[...names].sort((a, b) => a.localeCompare(b)),
			]);
		}
	});

	it('call no list that the node does not have', () => {
		const text = JSON.stringify(properties);
		const searched = [...text.matchAll(/"searchListMethod":"(\w+)"/g)].map(([, name]) => name);
		const loaded = [...text.matchAll(/"loadOptionsMethod":"(\w+)"/g)].map(([, name]) => name);
		expect(searched.length).toBeGreaterThan(20);
		expect(Object.keys(node.methods.listSearch)).toEqual(expect.arrayContaining(searched));
		expect(Object.keys(node.methods.loadOptions)).toEqual(expect.arrayContaining(loaded));
		expect([...new Set(searched)].sort()).toEqual(Object.keys(lists).sort());
	});

	it('are no more than their conditions and words need', () => {
		const bodies = properties.map(({ displayOptions, ...rest }) => {
			const { operation: _operation, ...others } = displayOptions?.show ?? {};
			return JSON.stringify([others, rest]);
		});
		const split = bodies.filter((body, index) => bodies.indexOf(body) !== index);
		expect(split).toEqual([]);
	});
});

describe('the operations', () => {
	it('are sorted, with an action in sentence case and a description that an agent can choose by', () => {
		for (const operation of operations) {
			const options = choices(operation);
			const names = options.map(({ name }) => name);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
			for (const { action = '', description = '' } of options) {
				expect(action).toMatch(/^[A-Z][^A-Z]*(API[^A-Z]*)?$/);
				expect(description.length).toBeGreaterThan(15);
				expect(isPunctuated(description)).toBe(true);
			}
		}
	});

	it('each have an action of their own', () => {
		const actions = operations.flatMap(choices).map(({ action }) => action);
		expect(new Set(actions).size).toBe(actions.length);
	});
});

describe('the subtitle', () => {
	const { subtitle = '' } = node.description;
	const resourceNames = new Map(
		choices(properties[0]).map(({ name, value }) => [String(value), name]),
	);
	// It is this project's own text, and what the editor does with it is to run it.
	const run = new Function('$parameter', `return ${subtitle.slice(3, -2)}`) as (
		parameter: object,
	) => unknown;

	it('is what the panel calls operation and resource', () => {
		for (const { displayOptions, ...property } of operations) {
			const resource = String(displayOptions?.show?.resource?.[0]);
			for (const { name, value: operation } of choices(property)) {
				const said = `${name}: ${String(resourceNames.get(resource))}`;
				expect(run({ resource, operation })).toBe(said);
			}
		}
	});

	it('spells out what the node does not have', () => {
		expect(run({ resource: 'newThing', operation: 'doThis' })).toBe('Do This: New Thing');
	});

	it('ends nowhere before its end', () => {
		expect(subtitle.slice(3, -2)).not.toContain('}}');
	});
});

describe('the words', () => {
	it('are used, every one', () => {
		const used = new Set(nodeChoices.flatMap(({ fields }) => fields.map(({ name }) => name)));
		const inner = new Set(parameters.map(([, { name }]) => name));
		expect(Object.keys(fieldWords).filter((name) => !used.has(name) && !inner.has(name))).toEqual(
			[],
		);
	});
});
