import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { isClearable, type Field } from '../../../nodes/Clockodo/table/fields.js';
import { allowsNull } from '../../../nodes/Clockodo/table/field-kind.js';
import { toRequest } from '../../../nodes/Clockodo/call/request.js';
import {
	findNodeOperation,
	nodeOperations,
	type NodeOperation,
} from '../../../nodes/Clockodo/table/operations.js';
import { offeredOperations } from '../../../src/clockodo/operations/index.js';
import { webhookOperations } from '../../../src/clockodo/webhook-operations.js';
import { clearingParametersOf, parametersOf } from '../../support/field-samples.mjs';
import { problemsOf } from '../../support/request-schemas.mjs';

const cases = nodeOperations.map(
	(each) => [`${each.resource.value}: ${each.choice.value}`, each] as const,
);

const isDemanded = ({ required, schema }: Field) => required && !allowsNull(schema);

const requestOf = (name: string, parameters: INodeParameters) => {
	const [resource, operation] = name.split('.');
	const found = findNodeOperation(resource, operation);
	if (!found) throw new Error(`no ${name}`);
	return toRequest(found, (each, fallback) => parameters[each] ?? fallback, 'Europe/Berlin');
};

describe('the operations of the node', () => {
	it('are all that the API offers, and the webhook endpoints', () => {
		const offered = [...offeredOperations, ...webhookOperations].map(({ id }) => id).sort();
		expect([...new Set(nodeOperations.map(({ operation }) => operation.id))].sort()).toEqual(
			offered,
		);
		expect(offeredOperations).toHaveLength(140);
	});

	it.each(cases)('%s makes a request that the description allows, with every field', (_, each) => {
		const parameters = parametersOf(each, 'all');
		const request = toRequest(each, (name, fallback) => parameters[name] ?? fallback, 'UTC');
		expect(problemsOf(each.operation, request)).toEqual([]);
		const sent = Object.keys({
			...request.query,
			...(request.query?.filter as object),
			...request.body,
			...(request.body?.filter as object),
		});
		expect(sent).toEqual(
			expect.arrayContaining(
				each.fields.filter(({ destination }) => destination !== 'path').map(({ name }) => name),
			),
		);
	});

	const changes = ({ operation, choice, fields }: NodeOperation) =>
		operation.method === 'PUT' &&
		!choice.preset &&
		!fields.some(({ destination, required }) => destination === 'body' && required);

	it.each(cases.filter(([, each]) => changes(each)))(
		'%s asks for something to change',
		(_, each) => {
			const parameters = parametersOf(each, 'required');
			const request = () =>
				toRequest(each, (name, fallback) => parameters[name] ?? fallback, 'UTC');
			expect(request).toThrow("There is nothing to change. Add a field to 'Update Fields'.");
		},
	);

	it.each(cases.filter(([, each]) => !changes(each)))(
		'%s makes one with the required fields alone',
		(_, each) => {
			const parameters = parametersOf(each, 'required');
			const request = toRequest(each, (name, fallback) => parameters[name] ?? fallback, 'UTC');
			expect(problemsOf(each.operation, request)).toEqual([]);
		},
	);

	it.each(cases.filter(([, { fields }]) => fields.some(isClearable)))(
		'%s sets fields to nothing',
		(_, each) => {
			const parameters = clearingParametersOf(each);
			const request = toRequest(each, (name, fallback) => parameters[name] ?? fallback, 'UTC');
			expect(problemsOf(each.operation, request)).toEqual([]);
			expect(Object.values(request.body ?? {})).toContain(null);
		},
	);

	it.each(cases.filter(([, { fields }]) => fields.some(isDemanded)))(
		'%s says which required field is missing',
		(_, each) => {
			expect(() => toRequest(each, (_name, fallback) => fallback, 'UTC')).toThrow(/ is empty\./);
		},
	);
});

describe('a request', () => {
	it('sends an approval as the status of the absence', () => {
		expect(requestOf('absence.approve', { id: { __rl: true, mode: 'id', value: '12' } })).toEqual({
			method: 'PUT',
			path: '/v4/absences/12',
			body: { status: 1 },
		});
	});

	it('nests filters, and leaves out those that are empty', () => {
		expect(
			requestOf('absence.getAll', {
				filters: { status: [1], users_id: [], year: 2026 },
			}).query,
		).toEqual({ filter: { status: [1], year: [2026] } });
	});

	it('sends times in UTC, read in the time zone of the workflow', () => {
		const { query } = requestOf('entry.getAll', {
			time_since: '2026-07-01T08:00:00',
			time_until: '2026-07-01T18:30:00+01:00',
		});
		expect(query).toEqual({
			time_since: '2026-07-01T06:00:00Z',
			time_until: '2026-07-01T17:30:00Z',
		});
	});

	it('names the field of an ID that is none', () => {
		expect(() => requestOf('customer.get', { id: 'Hotel' })).toThrow(
			"Customer: 'Hotel' is not an ID. Choose one from the list, or enter its number.",
		);
	});
});
