import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { NotDoneError, readList, toResults } from '../../../nodes/Clockodo/call/answer.js';
import { beforeRequests } from '../../../nodes/Clockodo/call/before.js';
import { customCall } from '../../../nodes/Clockodo/call/custom-call.js';
import { explained } from '../../../nodes/Clockodo/call/explain.js';
import { findNodeOperation, type NodeOperation } from '../../../nodes/Clockodo/table/operations.js';
import { rootList, type Api, type ApiRequest } from '../../../src/clockodo/client.js';
import { ClockodoError } from '../../../src/clockodo/errors.js';

const operation = (name: string): NodeOperation => {
	const [resource = '', choice = ''] = name.split('.');
	const found = findNodeOperation(resource, choice);
	if (!found) throw new Error(`no ${name}`);
	return found;
};

/** An API that answers with what stands at the path, and what it was asked. */
const apiWith = (answers: Record<string, IDataObject | Error>) => {
	const requests: ApiRequest[] = [];
	const api: Api = async (request) => {
		requests.push(request);
		const answer = answers[request.path] ?? new Error(`nothing at ${request.path}`);
		if (answer instanceof Error) throw answer;
		return answer;
	};
	return { api, requests };
};

const refusal = (status: number) =>
	new ClockodoError({
		kind: 'status',
		method: 'GET',
		path: '/',
		status,
		body: { errors: [{ message: 'Refused' }] },
	});

describe('Absence → Cancel', () => {
	const path = '/v4/absences/7';
	const cancel = async (status: unknown) => {
		const { api, requests } = apiWith({ [path]: { data: { id: 7, status } } });
		const request: ApiRequest = { method: 'PUT', path, body: { status: 4 } };
		const sent = await beforeRequests(api)(operation('absence.cancel').choice, request);
		expect(requests).toEqual([{ method: 'GET', path }]);
		return sent.body;
	};

	it('takes a request back, and cancels an approval', async () => {
		expect(await cancel(0)).toEqual({ status: 4 });
		expect(await cancel(1)).toEqual({ status: 3 });
	});

	it.each([
		[2, 'Declined'],
		[3, 'Approval Cancelled'],
		[4, 'Cancelled'],
		[-1, '-1'],
	])('is refused for status %d', async (status, label) => {
		await expect(cancel(status)).rejects.toThrow(
			`This absence cannot be cancelled: its status is '${label}'. Only one that is 'Enquired' or 'Approved' can.`,
		);
	});

	it('says that an answer is none', async () => {
		const { api } = apiWith({ [path]: {} });
		const request: ApiRequest = { method: 'PUT', path };
		await expect(beforeRequests(api)(operation('absence.cancel').choice, request)).rejects.toThrow(
			"without 'data' in its answer",
		);
	});
});

describe('Absence → Delete', () => {
	const { choice } = operation('absence.delete');
	const path = '/v4/absences/7';
	const request: ApiRequest = { method: 'DELETE', path };
	const message = async (status: number, absence: IDataObject | Error) => {
		const { api, requests } = apiWith({ [path]: absence });
		const error = await explained(choice, api, request, refusal(status));
		return [(error as Error).message, requests.length] as const;
	};

	it('explains that an approved one must be cancelled before', async () => {
		const [text] = await message(422, { data: { status: 1 } });
		expect(text).toBe(
			"Clockodo says: Refused (HTTP 422). This absence is approved, and an approved one cannot be deleted: cancel it first, with the operation 'Cancel'.",
		);
	});

	it('leaves other failures as they are', async () => {
		const plain = 'Clockodo says: Refused (HTTP 422).';
		expect(await message(422, { data: { status: 0 } })).toEqual([plain, 1]);
		expect(await message(422, refusal(404))).toEqual([plain, 1]);
		for (const status of [401, 404, 429, 500]) {
			expect((await message(status, { data: { status: 1 } }))[1]).toBe(0);
		}
	});

	it('is explained for no other operation', async () => {
		const { api, requests } = apiWith({});
		const error = refusal(422);
		expect(await explained(operation('entry.delete').choice, api, request, error)).toBe(error);
		expect(requests).toEqual([]);
	});
});

describe('Entry → Create without a choice of Billable', () => {
	const { choice } = operation('entry.create');
	const owners = {
		'/v3/customers/1': { data: { billable_default: true } },
		'/v4/projects/2': { data: { billable_default: false } },
		'/v3/subprojects/3': { data: { billable_default: true } },
	};
	const create = (body: IDataObject): ApiRequest => ({ method: 'POST', path: '/v2/entries', body });

	it.each<[IDataObject, number, string]>([
		[{ customers_id: 1 }, 1, '/v3/customers/1'],
		[{ customers_id: 1, projects_id: 0 }, 1, '/v3/customers/1'],
		[{ customers_id: 1, projects_id: 2 }, 0, '/v4/projects/2'],
		[{ customers_id: 1, projects_id: 2, subprojects_id: 3 }, 1, '/v3/subprojects/3'],
	])('is what its subproject, project or customer says: %j', async (body, billable, path) => {
		const { api, requests } = apiWith(owners);
		expect(await beforeRequests(api)(choice, create(body))).toEqual(create({ ...body, billable }));
		expect(requests).toEqual([{ method: 'GET', path }]);
	});

	it('asks nothing where it was chosen, and once for many entries of a project', async () => {
		const { api, requests } = apiWith(owners);
		const before = beforeRequests(api);
		const chosen = create({ customers_id: 1, billable: 0 });
		expect(await before(choice, chosen)).toBe(chosen);
		expect(requests).toEqual([]);
		for (let count = 0; count < 3; count++) {
			await before(choice, create({ customers_id: 1, projects_id: 2 }));
		}
		expect(requests).toHaveLength(1);
	});

	it('says what to do where the default cannot be read', async () => {
		const words =
			'Billable: the user of the API key cannot read the default of this project. Choose Billable or Not Billable.';
		const body = { customers_id: 1, projects_id: 2 };
		for (const answer of [refusal(403), { data: { billable_default: -1 } }, {}]) {
			const { api } = apiWith({ '/v4/projects/2': answer });
			await expect(beforeRequests(api)(choice, create(body))).rejects.toThrow(words);
		}
		const { api } = apiWith({ '/v4/projects/2': refusal(404) });
		await expect(beforeRequests(api)(choice, create(body))).rejects.toThrow('Check the ID');
	});
});

describe('an answer', () => {
	const request: ApiRequest = { method: 'GET', path: '/' };
	const results = (name: string, answer: IDataObject, query: IDataObject = {}) =>
		toResults(operation(name), answer, { ...request, query });

	it('with nothing in it is an empty item', () => {
		expect(results('customer.update', {})).toEqual([{}]);
		expect(results('project.complete', {})).toEqual([{}]);
		expect(results('customer.delete', {})).toEqual([{ deleted: true }]);
	});

	it('that consists of a list is one item for each entry', async () => {
		const answer = { [rootList]: [{ id: 1 }, { id: 2 }] };
		expect(results('accessGroupAccess.getServices', answer)).toEqual([{ id: 1 }, { id: 2 }]);
		const { api } = apiWith({ '/': answer });
		for (const name of ['customer.getAll', 'targetHour.getAll']) {
			expect(await readList(api, operation(name), request, 50)).toEqual([{ id: 1 }, { id: 2 }]);
			expect(await readList(api, operation(name), request, 1)).toEqual([{ id: 1 }]);
		}
	});

	it('is read from the key of its list; without one it is an error, unless it is empty', async () => {
		const read = async (answer: IDataObject) =>
			await readList(apiWith({ '/': answer }).api, operation('customer.getAll'), request, 50);
		expect(await read({ data: [1, { id: 2 }] })).toEqual([{ value: 1 }, { id: 2 }]);
		expect(await read({ data: null })).toEqual([]);
		expect(await read({})).toEqual([]);
		await expect(read({ hello: 1 })).rejects.toThrow("without 'data' in its answer");
		await expect(read({ data: 'none' })).rejects.toThrow("without 'data' in its answer");
	});

	it('of success: false is a failure, and no deletion', () => {
		for (const name of ['customer.delete', 'clock.stop', 'workTimeChangeRequest.approve']) {
			expect(() => results(name, { success: false })).toThrow(NotDoneError);
		}
		expect(() => results('entry.delete', { success: false })).toThrow(
			'Clockodo answered that this was not done (success: false), and not why.',
		);
		expect(results('entry.delete', { success: true })).toEqual([{ deleted: true }]);
	});

	it('of a dry run deleted nothing', () => {
		const query = { dry_run: true };
		expect(results('customer.delete', { success: true }, query)).toEqual([{ deleted: false }]);
		expect(results('customer.delete', { success: false }, query)).toEqual([{ deleted: false }]);
	});
});

describe('Custom API Call', () => {
	const call = async (parameters: IDataObject, answer: IDataObject = {}) => {
		const { api, requests } = apiWith({
			[`/${String(parameters.path).replace(/^\//, '')}`]: answer,
		});
		const items = await customCall(api, (name, fallback) => parameters[name] ?? fallback);
		return { items, requests };
	};

	it.each([
		['DELETE', '/v2/clock/7', true],
		['delete', 'v2/clock/7', true],
		['PUT', '/v2/clock/7', true],
		['PUT', '/v2/clock/7/', true],
		['DELETE', '/v2/entrygroups', true],
		['GET', '/v2/clock', undefined],
		['DELETE', '/v2/entries/7', undefined],
		['PUT', '/v2/clock/7/other', undefined],
		['DELETE', '/v9/clock/7', undefined],
	])('%s %s is marked as the operation there: %j', async (method, path, once) => {
		const { requests } = await call({ method, path });
		expect(requests[0]?.once).toBe(once);
		expect(requests[0]?.method).toBe(method.toUpperCase());
	});

	it('refuses a method that is none', async () => {
		await expect(call({ method: 'PATCH', path: '/v2/clock' })).rejects.toThrow(
			"Method: 'PATCH' is not one of DELETE, GET, POST, PUT.",
		);
	});

	it('gives the entries of a list that is the whole answer, and an empty item for nothing', async () => {
		const list = { [rootList]: [{ id: 1 }, 2] };
		const path = '/v2/new';
		expect((await call({ method: 'GET', path }, list)).items).toEqual([{ id: 1 }, { value: 2 }]);
		expect((await call({ method: 'DELETE', path }, {})).items).toEqual([{}]);
		const all = { method: 'GET', path, allPages: 'true ' };
		expect((await call(all, list)).items).toEqual([{ id: 1 }, { value: 2 }]);
		expect((await call(all, {})).items).toEqual([]);
	});

	it('reads Read All Pages as every switch', async () => {
		const answer = { data: [{ id: 1 }] };
		const path = '/v2/new';
		expect((await call({ method: 'GET', path, allPages: 'false ' }, answer)).items).toEqual([
			answer,
		]);
		await expect(call({ method: 'GET', path, allPages: 'all' }, answer)).rejects.toThrow(
			"Read All Pages: 'all' is neither true nor false.",
		);
	});
});
