import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import { candidatesOf } from '../../src/changes/candidates.js';
import { changeList, requestsALook } from '../../src/changes/lists.js';
import { look } from '../../src/changes/look.js';
import { newestOf } from '../../src/changes/newest.js';
import { markOf, type Snapshot } from '../../src/changes/snapshot.js';
import { rootList, type Api } from '../../src/clockodo/client.js';
import { entities, findEntity, type EntityName } from '../../src/clockodo/entities.js';
import { ClockodoError } from '../../src/clockodo/errors.js';
import { events } from '../../src/clockodo/events.js';
import { fetchResource } from '../../src/clockodo/fetch-resource.js';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import type { Sandbox } from '../../sandbox/server.mjs';
import { difference, recordEvents } from '../support/looks.mjs';
import { startSandboxScene, type SandboxScene } from '../support/scenes/sandbox-scene.mjs';

interface Thing extends IDataObject {
	id: number;
}

const names = entities.map(({ name }) => name);
const lookBack = 35;
const budget = 'project.budget_notification';

let scene: SandboxScene;
let api: Api;
/** What the looks of the tests have seen. */
let base: Snapshot | undefined;

/** The API as the package's own client asks it: no n8n, no pace, no retries. */
function plainApi({ apiUrl, credentials }: Sandbox): Api {
	const http = axios.create({
		baseURL: apiUrl,
		proxy: false,
		headers: {
			'X-ClockodoApiUser': credentials.email,
			'X-ClockodoApiKey': credentials.apiKey,
			'X-Clockodo-External-Application': `test;${credentials.email}`,
			'X-ClockodoEnableIsoUtcDateTimes': '1',
		},
		validateStatus: () => true,
	});
	return async ({ method, path, query }) => {
		const { status, data } = await http.request<unknown>({ method, url: path, params: query });
		if (status !== 200)
			throw new ClockodoError({ kind: 'status', method, path, status, body: data });
		return (Array.isArray(data) ? { [rootList]: data } : data) as IDataObject;
	};
}

beforeAll(async () => {
	scene = await startSandboxScene();
	api = plainApi(scene.sandbox);
});

afterAll(async () => {
	await scene.dispose();
});

/** What a look finds since the one before, as `entry.stopped 17`. */
async function found(only: readonly EntityName[] = names): Promise<string[]> {
	const now = Date.now();
	const { changes, seen } = await look(api, {
		entities: only,
		base,
		since: now,
		now,
		lookBack,
		isBelieved: () => false,
	});
	base = seen;
	return candidatesOf(changes, () => true).map(({ event_name, id }) => `${event_name} ${id}`);
}

beforeEach(async () => {
	base = undefined;
	await found();
});

const made = async (path: string, body: IDataObject): Promise<Thing> => {
	const answer = await scene.client<{ data?: Thing; entry?: Thing }>('POST', path, body);
	return (answer.data ?? answer.entry) as Thing;
};

describe('the same thing in its list and alone', () => {
	it.each(names)('has the same mark: %s', async (name) => {
		const id = await causeEvent(scene.client, `${name}.created`);
		const entity = findEntity(name);
		if (!entity) throw new Error(`There is no entity ${name}`);
		const list = changeList(name);
		await found();
		const fetched = await fetchResource(api, entity, id);
		expect(fetched.resource).not.toBeNull();
		expect(base?.get(name)?.marks.get(id)).toBe(markOf(list, fetched.resource ?? {}));
	});

	it.each(names)('is the newest: %s', async (name) => {
		// Its time of change may have the same second.
		await causeEvent(scene.client, `${name}.created`);
		const id = await causeEvent(scene.client, `${name}.created`);
		expect(await newestOf(api, changeList(name), Date.now(), lookBack)).toBe(id);
	});
});

describe('what looks find', () => {
	it('is nothing where nothing has happened', async () => {
		expect(await found()).toEqual([]);
	});

	it.each(events.map(({ name }) => name).filter((name) => name !== budget))(
		'is what the sandbox tells webhooks, in one look: %s',
		async (name) => {
			const noted = recordEvents(scene.sandbox);
			const id = await causeEvent(scene.client, name);
			const its = await found();
			const action = name.split('.')[1];
			// What was made and is gone before the next look is not seen.
			if (action === 'deleted') expect(its.filter((each) => each.endsWith(` ${id}`))).toEqual([]);
			else
				expect(its).toContain(
					action === 'updated' ? name.replace('updated', 'created') + ` ${id}` : `${name} ${id}`,
				);
			// Nothing is found that did not happen.
			expect(difference(noted(), its).unexpected).toEqual([]);
		},
	);

	it('is each step, where a look follows each step', async () => {
		const noted = recordEvents(scene.sandbox);
		const all: string[] = [];
		const step = async (...request: ['POST' | 'PUT' | 'DELETE', string, IDataObject?]) => {
			const answer = await scene.client<{ data?: Thing; entry?: Thing; running?: Thing }>(
				...request,
			);
			all.push(...(await found()));
			return (answer.data ?? answer.entry ?? answer.running)?.id ?? 0;
		};
		const customers_id = await step('POST', '/v3/customers', { name: 'Looked at' });
		const project = await step('POST', '/v4/projects', { name: 'Looked at', customers_id });
		const subproject = await step('POST', '/v3/subprojects', {
			name: 'Part',
			projects_id: project,
		});
		await step('PUT', `/v3/subprojects/${subproject}`, { name: 'Part two' });
		const service = await step('POST', '/v4/services', { name: 'Looked at' });
		const running = await step('POST', '/v2/clock', { customers_id, services_id: service });
		await step('DELETE', `/v2/clock/${running}`);
		await step('PUT', `/v2/entries/${running}`, { text: 'Looked at' });
		await step('PUT', `/v4/projects/${project}/complete`, { completed: true });
		await step('DELETE', `/v2/entries/${running}`);
		await step('DELETE', `/v3/subprojects/${subproject}`);
		expect(difference(noted(), all)).toEqual({ missing: [], unexpected: [] });
	});
});

describe('what changes without being changed', () => {
	it('a project with a new subproject', async () => {
		const id = await causeEvent(scene.client, 'project.created');
		await found();
		const part = await made('/v3/subprojects', {
			name: 'Part',
			projects_id: id,
			budget: { amount: 5 },
		});
		expect(await found()).toEqual([`subproject.created ${part.id}`]);
	});

	it("entries of a renamed customer, project, service and user, and a user's entries", async () => {
		const customer = await made('/v3/customers', { name: 'Before' });
		const project = await made('/v4/projects', { name: 'Before', customers_id: customer.id });
		const service = await made('/v4/services', { name: 'Before' });
		const entry = await made('/v2/entries', {
			customers_id: customer.id,
			projects_id: project.id,
			services_id: service.id,
			billable: 1,
			time_since: new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+/, ''),
			duration: 600,
		});
		await found();
		await scene.client('PUT', `/v3/customers/${customer.id}`, { name: 'After' });
		await scene.client('PUT', `/v4/projects/${project.id}`, { name: 'After' });
		await scene.client('PUT', `/v4/services/${service.id}`, { name: 'After' });
		await scene.client('PUT', `/v3/users/${String(entry.users_id)}`, { number: 'After' });
		expect((await found()).sort()).toEqual([
			`customer.updated ${customer.id}`,
			`project.updated ${project.id}`,
			`service.updated ${service.id}`,
			`user.updated ${String(entry.users_id)}`,
		]);
	});

	it('an entry and its project, of which a rate is changed', async () => {
		const id = await causeEvent(scene.client, 'entry.created');
		await found();
		expect(id).toBeGreaterThan(0);
		await scene.client('PUT', '/v4/hourlyRates', { hourly_rate: 77 }).catch(() => undefined);
		expect(await found()).toEqual([]);
	});

	it('a clock that runs', async () => {
		await causeEvent(scene.client, 'entry.started');
		await found();
		await new Promise((resolve) => setTimeout(resolve, 1_100));
		expect(await found()).toEqual([]);
	});
});

describe('requests', () => {
	it('of a look at everything are as many as are said', async () => {
		const before = scene.sandbox.requests.countByOperation();
		await found();
		const after = scene.sandbox.requests.countByOperation();
		const count = Object.entries(after).reduce(
			(sum, [operation, its = 0]) => sum + its - (before[operation] ?? 0),
			0,
		);
		expect(count).toBe(names.reduce((sum, name) => sum + requestsALook(name), 0));
	});
});
