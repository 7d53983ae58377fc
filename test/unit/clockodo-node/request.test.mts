import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { isClearable, type Field } from '../../../nodes/Clockodo/table/fields.js';
import { allowsNull } from '../../../nodes/Clockodo/table/field-kind.js';
import { ownValues, toRequest } from '../../../nodes/Clockodo/call/request.js';
import {
	callsOf,
	findNodeChoice,
	findNodeOperation,
	nodeChoices,
	type NodeOperation,
} from '../../../nodes/Clockodo/table/operations.js';
import { offeredOperations } from '../../../src/clockodo/operations/index.js';
import { webhookOperations } from '../../../src/clockodo/webhook-operations.js';
import { Clockodo } from '../../../nodes/Clockodo/Clockodo.node.js';
import { ValueError } from '../../../nodes/Clockodo/call/values.js';
import { clearingParametersOf, parametersOf } from '../../support/field-samples.mjs';
import { problemsOf } from '../../support/request-schemas.mjs';

/** The operations of the node, and the acts that stand upon one of the API. */
const cases = nodeChoices.flatMap((each) => {
	const { operation, resource, choice } = each;
	if (!operation) return [];
	return [[`${resource.value}: ${choice.value}`, { ...each, operation }] as const];
});

const isDemanded = ({ required, schema }: Field) => required && !allowsNull(schema);

const requestOf = (name: string, parameters: INodeParameters) => {
	const [resource, operation] = name.split('.');
	const found = findNodeChoice(resource, operation);
	if (!found?.operation) throw new Error(`no ${name}`);
	return toRequest(
		{ ...found, operation: found.operation },
		(each, fallback) => parameters[each] ?? fallback,
		'Europe/Berlin',
	);
};

describe('the operations of the node', () => {
	it('are all that the API offers, and the webhook endpoints', () => {
		const offered = [...offeredOperations(), ...webhookOperations].map(({ id }) => id).sort();
		const called = nodeChoices.flatMap(callsOf).map(({ id }) => id);
		expect([...new Set(called)].sort()).toEqual(offered);
		expect(offeredOperations()).toHaveLength(141);
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
				each.fields
					.filter(({ destination }) => !['path', 'own', 'period'].includes(destination))
					.map(({ name }) => name),
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
			const inherited = Object.keys(each.choice.inherits ?? {}).map(
				(name) => `body must have required property '${name}'`,
			);
			expect(problemsOf(each.operation, request)).toEqual(inherited);
		},
	);

	it.each(cases.filter(([, { fields }]) => fields.some(isClearable)))(
		'%s sets fields to nothing',
		(_, each) => {
			const parameters = clearingParametersOf(each);
			const request = toRequest(each, (name, fallback) => parameters[name] ?? fallback, 'UTC');
			expect(problemsOf(each.operation, request)).toEqual([]);
			const clearable = each.fields.filter(isClearable);
			expect(clearable.map(({ name }) => [name, request.body?.[name]])).toEqual(
				clearable.map((field) => [field.name, allowsNull(field.schema) ? null : '']),
			);
		},
	);

	it.each(cases.filter(([, { fields }]) => fields.some(isDemanded)))(
		'%s says which required field is missing',
		(_, each) => {
			const get = (_name: string, fallback: unknown) => fallback;
			const request = () => [toRequest(each, get, 'UTC'), ownValues(each, get, 'UTC')];
			expect(request).toThrow(/ is empty\./);
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

	it('nests filters', () => {
		expect(requestOf('absence.getAll', { filters: { status: [1], year: 2026 } }).query).toEqual({
			filter: { status: [1], year: [2026] },
		});
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

describe('a day without a time', () => {
	const body = { id: 1, updateFields: { time_since: '30.11.2026', time_until: '30.11.2026' } };
	const wholeDay = { time_since: '2026-11-29T23:00:00Z', time_until: '2026-11-30T22:59:59Z' };
	const grouping = ['day'];

	it('is its beginning as a start and its end as an end, wherever an operation has them', () => {
		const span = { time_since: '30.11.2026', time_until: '2026-11-30' };
		expect(requestOf('entry.getAll', span).query).toEqual(wholeDay);
		expect(requestOf('entryGroup.getAll', { ...span, grouping }).query).toMatchObject(wholeDay);
		expect(requestOf('entryGroup.delete', span).query).toEqual(wholeDay);
		expect(
			requestOf('entryGroup.update', { ...span, updateFields: { text: 'x' } }).body,
		).toMatchObject(wholeDay);
		expect(requestOf('entry.update', body).body).toEqual(wholeDay);
	});

	it('is that inside of a list, too', () => {
		const changes = [{ time_since: '30.11.2026', time_until: '30.11.2026', type: 'Added' }];
		const { body: sent } = requestOf('workTimeChangeRequest.create', {
			date: '30.11.2026',
			users_id: 1,
			changes: { values: changes },
		});
		expect(sent).toEqual({ date: '2026-11-30', users_id: 1, changes: [{ ...wholeDay, type: 1 }] });
	});

	it('stays a day where the API wants one', () => {
		const filters = { time_since: '1.11.2026', time_until: '30.11.2026' };
		expect(requestOf('entryText.getAll', { mode: 'add', filters }).query).toMatchObject({
			filter: { time_since: '2026-11-01', time_until: '2026-11-30' },
		});
	});

	it('and a moment where the API takes any text', () => {
		const additionalFields = { time_clocked_since: '30.11.2026 08:00' };
		expect(requestOf('entry.create', { customers_id: 1, additionalFields }).body).toEqual({
			customers_id: 1,
			time_clocked_since: '2026-11-30T07:00:00Z',
		});
	});
});

describe('a filter', () => {
	const filtering = cases.filter(([, { fields }]) =>
		fields.some(({ section }) => section === 'filters'),
	);
	const nothing = [
		undefined,
		null,
		'',
		'  ',
		'null',
		'undefined',
		[],
		[''],
		[null],
		{ __rl: true, mode: 'id', value: '' },
		{ __rl: true, mode: 'list', value: null },
	];

	it.each(filtering)('of %s that came to nothing stops the node', (_, each) => {
		const parameters = parametersOf(each, 'required');
		// A period becomes its ends before there is a request.
		const filters = each.fields.filter(
			({ section, destination }) => section === 'filters' && destination !== 'period',
		);
		for (const { name, words } of filters) {
			for (const value of nothing) {
				const given = { ...parameters, filters: { [name]: value } };
				const get = (one: string, fallback?: unknown) =>
					(given as INodeParameters)[one] ?? fallback;
				const request = () => [toRequest(each, get, 'UTC'), ownValues(each, get, 'UTC')];
				expect(request).toThrow(ValueError);
				if (Array.isArray(value)) continue;
				expect(request).toThrow(`Filter '${words.name}' is empty: nothing was chosen`);
			}
		}
	});

	it('says what would happen without it', () => {
		const span = { time_since: '2026-01-01', time_until: '2026-12-31' };
		const filters = { customers_id: '' };
		expect(() => requestOf('entryGroup.delete', { ...span, filters })).toThrow(
			"Filter 'Customer' is empty: nothing was chosen, or its expression gave nothing. Without it, everything would be deleted. Give it a value, or remove the filter.",
		);
		expect(() =>
			requestOf('entryGroup.update', { ...span, filters, updateFields: { text: 'x' } }),
		).toThrow('everything would be changed');
		expect(() => requestOf('customer.getAll', { filters: { fulltext: null } })).toThrow(
			'everything would be in the list',
		);
	});

	it('of several choices is empty without any, too', () => {
		for (const users_id of [[], [''], '[]', ' , ']) {
			expect(() => requestOf('absence.getAll', { filters: { users_id } })).toThrow(
				"Filter 'User' is empty",
			);
		}
	});

	it('that is switched off, 0 or text is one', () => {
		expect(requestOf('customer.getAll', { filters: { active: false } }).query).toEqual({
			filter: { active: false },
		});
		expect(
			requestOf('entry.getAll', {
				time_since: '2026-01-01',
				time_until: '2026-01-31',
				filters: { billable: 0, customers_id: '7' },
			}).query,
		).toMatchObject({ filter: { billable: 0, customers_id: 7 } });
	});

	it('is read from an expression that gives all of them, and stops the node where that gave nothing', () => {
		const get = (filters: unknown) =>
			toRequest(
				findNodeOperation('customer', 'getAll') as NodeOperation,
				(name, fallback) => (name === 'filters' ? filters : fallback),
				'UTC',
			);
		expect(get('{"active": true}').query).toEqual({ filter: { active: true } });
		expect(get({}).query).toBeUndefined();
		for (const filters of ['', null, 'undefined']) {
			expect(() => get(filters)).toThrow('Filters came to nothing, which would mean everything.');
		}
		expect(() => get('active')).toThrow('Filters: an object with its fields is needed.');
		expect(() => get([1])).toThrow('Filters: an object with its fields is needed.');
	});
});

describe('Empty These Fields', () => {
	const cleared = (clearFields: unknown, name = 'customer.update') =>
		requestOf(name, { id: 1, clearFields } as INodeParameters).body;

	it.each([
		[['note'], { note: null }],
		['note', { note: null }],
		['note, number', { note: null, number: null }],
		['["note", "number"] ', { note: null, number: null }],
		['note\nnumber', { note: null, number: null }],
		['Note', { note: null }],
		[['note', '', null], { note: null }],
	])('given as %j are %j', (given, body) => {
		expect(cleared(given)).toEqual(body);
	});

	it('are refused where they are not known, with those that are', () => {
		expect(() => cleared('notes')).toThrow(
			"Empty These Fields: 'notes' is not one of bill_service_id (Billing Service ID), note (Note), number (Number).",
		);
		expect(() => cleared(['name'])).toThrow("Empty These Fields: 'name' is not one of");
		expect(() => cleared('["note", "e"]')).toThrow("'e' is not one of");
	});

	it.each(['', null, 'null', []])('are none for %j', (given) => {
		expect(() => cleared(given)).toThrow('There is nothing to change.');
	});

	it('empty the description of an entry, for which the API has no null', () => {
		expect(cleared(['text'], 'entry.update')).toEqual({ text: '' });
		expect(cleared('Description', 'entry.update')).toEqual({ text: '' });
	});

	it('are not what an empty text among the fields to update means', () => {
		const parameters = { id: 1, updateFields: { text: '', hourly_rate: 80 } };
		expect(requestOf('entry.update', parameters).body).toEqual({ hourly_rate: 80 });
	});
});

describe('User and Subproject of a new entry, which stood among the additional fields', () => {
	const given = { customers_id: 1, billable: 1 };
	const additionalFields = { users_id: 7, subprojects_id: 8 };

	it('count from there in workflows of that time', () => {
		const { body } = requestOf('entry.create', { ...given, additionalFields });
		expect(body).toEqual({ ...given, users_id: 7, subprojects_id: 8 });
	});

	it('count less there than by themselves', () => {
		const { body } = requestOf('entry.create', { ...given, users_id: 9, additionalFields });
		expect(body).toEqual({ ...given, users_id: 9, subprojects_id: 8 });
	});
});

describe('what an AI agent writes for nothing', () => {
	it('is nothing in optional fields', () => {
		const { body } = requestOf('entry.create', {
			customers_id: 1,
			billable: 'null',
			projects_id: 'undefined',
			time_since: 'null',
			text: 'None of it is null',
			additionalFields: { users_id: { __rl: true, mode: 'id', value: 'null' }, duration: 'NULL' },
		});
		expect(body).toEqual({ customers_id: 1, text: 'None of it is null' });
	});

	it('is an empty field in required ones', () => {
		expect(() => requestOf('customer.create', { name: 'undefined' })).toThrow(
			'Name is empty. Choose or enter a value.',
		);
		expect(() => requestOf('customer.get', { id: 'null' })).toThrow('Customer is empty.');
	});
});

describe('Billable', () => {
	const { properties } = new Clockodo().description;
	const property = properties.find(
		({ name, displayOptions }) =>
			name === 'billable' && displayOptions?.show?.operation?.includes('create'),
	);

	it('is left to the project or customer, unless it is chosen', () => {
		expect(property).toMatchObject({ default: '' });
		expect(property?.required).toBeUndefined();
		expect(property?.options?.[0]).toEqual({
			name: 'Default of the Project or Customer',
			value: '',
		});
	});

	it.each<[unknown, number | undefined]>([
		['', undefined],
		[undefined, undefined],
		[1, 1],
		[0, 0],
		['1', 1],
		[true, 1],
		[false, 0],
		['yes', 1],
		['no', 0],
		['Not Billable', 0],
	])('given as %j is sent as %j', (billable, sent) => {
		const parameters = { customers_id: 1, billable } as INodeParameters;
		expect(requestOf('entry.create', parameters).body).toEqual({
			customers_id: 1,
			...(sent !== undefined && { billable: sent }),
		});
	});

	it('is not sent with the start of the clock, unless it was added', () => {
		const start = { customers_id: 1, services_id: 2 };
		expect(requestOf('clock.start', start).body).toEqual(start);
		const additionalFields = { billable: 'no' };
		expect(requestOf('clock.start', { ...start, additionalFields }).body).toEqual({
			...start,
			billable: 0,
		});
	});
});

describe('a sick day', () => {
	const create = (type: unknown, additionalFields = {}) =>
		requestOf('absence.create', {
			type,
			date_since: '2026-11-24',
			additionalFields,
		} as INodeParameters).body;

	it.each([4, 5, '4', 'Sick Day', 'sick day of a child'])(
		'(%j) is not sent without a word about the certificate',
		(type) => {
			expect(() => create(type)).toThrow(
				"Sick Note is missing. Of a sick day, Clockodo wants to know whether there is a certificate. Add it in 'Additional Fields'.",
			);
			expect(() => create(type, { sick_note: 'null' })).toThrow('Sick Note is missing.');
			expect(create(type, { sick_note: false })).toMatchObject({ sick_note: false });
		},
	);

	it('is the only absence that needs one', () => {
		expect(create(1)).toEqual({ type: 1, date_since: '2026-11-24' });
	});
});

describe('a request that must not be sent twice', () => {
	const marked = cases
		.filter(([, { operation }]) => operation.once)
		.map(([, { resource, choice }]) => `${resource.value}.${choice.value}`);

	it('is marked as that', () => {
		expect(marked).toEqual([
			'clock.stop',
			'clock.update',
			'entry.markBilled',
			'entryGroup.delete',
			'entryGroup.update',
		]);
		expect(requestOf('clock.stop', { id: 7 })).toEqual({
			method: 'DELETE',
			path: '/v2/clock/7',
			once: true,
		});
		expect(requestOf('clock.update', { id: 7, updateFields: { duration: 60 } })).toEqual({
			method: 'PUT',
			path: '/v2/clock/7',
			body: { duration: 60 },
			once: true,
		});
	});

	it('is none of those that change something to what is given, or delete it', () => {
		expect(requestOf('entry.delete', { id: 7 })).not.toHaveProperty('once');
		expect(requestOf('absence.approve', { id: 7 })).not.toHaveProperty('once');
	});
});
