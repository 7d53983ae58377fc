import { describe, expect, it } from '@jest/globals';
import { nodeOperations } from '../../../nodes/Clockodo/table/operations.js';
import { webhookOperations } from '../../../src/clockodo/webhook-operations.js';
import { entities } from '../../../src/clockodo/entities.js';
import { enums } from '../../../src/clockodo/enums.js';
import { findModel } from '../../../src/clockodo/models/index.mjs';
import { answerSchema, largestPage, type Operation } from '../../../src/clockodo/operation.js';
import {
	findOperation,
	offeredOperations,
	operations,
} from '../../../src/clockodo/operations/index.js';
import {
	findStandardOperation,
	type StandardName,
} from '../../../src/clockodo/operations/standard.js';
import type { Schema } from '../../../src/clockodo/schema.js';
import { overrides } from '../../../tools/generate/overrides.mjs';
import { references } from '../../../tools/generate/schemas.mjs';

describe('the table of operations', () => {
	it('has the 144 operations of the description and offers 141', () => {
		expect(operations()).toHaveLength(144);
		expect(new Set(operations().map(({ id }) => id)).size).toBe(144);
		expect(offeredOperations()).toHaveLength(141);
	});

	it('finds every entity’s operation', () => {
		const ids = entities.map(({ operationId }) => findOperation(operationId).id);
		expect(ids).toEqual(entities.map(({ operationId }) => operationId));
	});

	it('marks, of what promises to be repeatable, what must not be sent twice', () => {
		const marked = operations().filter(({ once }) => once);
		expect(marked.map(({ id }) => id).sort()).toEqual([...overrides.once].sort());
		expect(marked.every(({ method }) => method === 'PUT' || method === 'DELETE')).toBe(true);
	});

	it('throws for an operation that does not exist', () => {
		expect(() => findOperation('getNothing')).toThrow("no operation 'getNothing'");
	});

	it('speaks only of models and enums that are there', () => {
		const open = operations().flatMap((operation) => references(operation as unknown as Schema));
		const seen = new Set<string>();
		for (let name = open.pop(); name; name = open.pop()) {
			if (!seen.has(name)) open.push(...references(findModel(name)));
			seen.add(name);
		}
		expect(seen.size).toBeGreaterThan(100);
	});

	it('names each part of a path as a path parameter', () => {
		for (const { path, pathParameters = {} } of operations()) {
			const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
			expect(Object.keys(pathParameters)).toEqual(inPath);
		}
	});

	it('requires only what it has', () => {
		for (const { query = {}, requiredQuery = [], body = {}, requiredBody = [] } of operations()) {
			expect(Object.keys(query)).toEqual(expect.arrayContaining(requiredQuery));
			expect(Object.keys(body)).toEqual(expect.arrayContaining(requiredBody));
		}
	});

	it.each([
		['getCustomersV3', 5000],
		['getEntriesV2', 1000],
		['getProjectsReportsV4', 250],
		['getUsersNonbusinessDaysV2', 100],
		['getAbsencesV4', undefined],
	])('knows the largest page of %s: %s', (id, size) => {
		expect(largestPage(findOperation(id))).toBe(size);
	});

	it('gives the schema of a whole answer', () => {
		expect(answerSchema(findOperation('getEntryByIdV2').answer)).toEqual({
			type: 'object',
			required: ['entry'],
			properties: { entry: { $ref: 'EntryV2' } },
		});
		expect(answerSchema(findOperation('getEntriesV2').answer).required).toEqual([
			'paging',
			'entries',
		]);
		expect(answerSchema(findOperation('getClockV2').answer)).toEqual({ $ref: 'ClockV2' });
	});
});

describe('the standard operations', () => {
	const methods = { create: 'POST', delete: 'DELETE', get: 'GET', getAll: 'GET', update: 'PUT' };
	const standard = nodeOperations.filter(({ choice }) => choice.id === undefined);

	it('are most of the node’s', () => {
		expect(standard.length).toBeGreaterThan(100);
	});

	it.each(standard.map((each) => [`${each.resource.value}.${each.choice.value}`, each] as const))(
		'%s is the one with its method and path, in the newest version',
		(_, { choice, operation }) => {
			const withoutVersion = ({ path }: Operation) => path.replace(/^\/v\d+/, '').toLowerCase();
			const same = [...offeredOperations(), ...webhookOperations].filter(
				(each) =>
					each.method === operation.method && withoutVersion(each) === withoutVersion(operation),
			);
			const newest = same.sort((one, other) =>
				other.path.localeCompare(one.path, 'en', { numeric: true }),
			);
			expect(newest[0]).toBe(operation);
			const name = (choice.like ?? choice.value) as StandardName;
			expect(operation.method).toBe(methods[name]);
			expect(operation.path.endsWith('/{id}')).toBe(['delete', 'get', 'update'].includes(name));
		},
	);

	const version = (number: number, more: Partial<Operation> = {}): Operation => ({
		id: `getTeamsV${number}`,
		method: 'GET',
		path: `/v${number}/teams`,
		tag: 'Team',
		answer: { of: {} },
		...more,
	});

	it('are taken from the newest version by its number, from a path without one last', () => {
		const plain = version(0, { id: 'getTeams', path: '/teams' });
		const all = [version(9), version(10), plain];
		expect(findStandardOperation('Team', 'getAll', all)).toBe(all[1]);
		expect(findStandardOperation('Team', 'getAll', [plain])).toBe(plain);
	});

	it('are none of another tag, method or form of path', () => {
		const others = [
			version(3, { tag: 'User' }),
			version(3, { method: 'POST' }),
			version(3, { path: '/v3/teams/{id}' }),
			version(3, { path: '/v3/teams/count' }),
			version(3, { path: '/v3/teams/{id}/users' }),
		];
		expect(findStandardOperation('Team', 'getAll', [...others, version(2)]).path).toBe('/v2/teams');
		expect(() => findStandardOperation('Team', 'getAll', others)).toThrow(
			"no operation 'getAll' of Team",
		);
	});

	it('are never guessed', () => {
		expect(() => findStandardOperation('Nothing', 'getAll')).toThrow("no operation 'getAll'");
		expect(() => findStandardOperation('Team', 'approve')).toThrow("no operation 'approve'");
		expect(() => findStandardOperation('Team', 'toString')).toThrow("no operation 'toString'");
		expect(() =>
			findStandardOperation('Team', 'getAll', [
				version(3),
				version(3, { path: '/v3/groups' }),
				version(2),
			]),
		).toThrow("more than one operation 'getAll' of Team");
	});
});

describe('the enums', () => {
	it('have values of their type, each once, each with a name', () => {
		for (const { type, values } of Object.values(enums)) {
			expect(
				values.every(({ value }) => typeof value === (type === 'integer' ? 'number' : 'string')),
			).toBe(true);
			expect(new Set(values.map(({ value }) => value)).size).toBe(values.length);
			expect(values.every(({ label }) => /^\S/.test(label))).toBe(true);
		}
	});

	it('has the time zones under their own names', () => {
		expect(enums.ConvertibleTimezone.values).toContainEqual({
			value: 'Europe/Berlin',
			label: 'Europe/Berlin',
		});
	});
});
