import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { events, findEvent } from '../../src/clockodo/events.js';
import { causeEvent, scenarios } from '../../sandbox/client/scenarios.mjs';
import { startSandboxScene, type SandboxScene } from '../support/scenes/sandbox-scene.mjs';

let scene: SandboxScene;

beforeAll(async () => {
	scene = await startSandboxScene();
});

afterAll(async () => {
	await scene.dispose();
});

/** Registers only these events, does it, and gives what arrived. */
async function arrivals(eventNames: string[], act: () => Promise<unknown>) {
	const { sandbox, endpoint, register } = scene;
	const ids = [];
	for (const name of eventNames) ids.push(await register(name));
	endpoint.received.length = 0;
	const result = await act();
	await sandbox.deliveries.idle();
	for (const id of ids) sandbox.webhooks.delete(id);
	const told = endpoint.notifications();
	return { result, told, names: told.map(({ event_name }) => event_name) };
}

describe('the 47 events', () => {
	it('each have a scenario', () => {
		expect(Object.keys(scenarios).sort()).toEqual(events.map(({ name }) => name).sort());
	});

	it.each(events.map(({ name }) => name))('%s comes about through the API, once', async (name) => {
		const { result: id, told } = await arrivals([name], () => causeEvent(scene.client, name));
		const entity = findEvent(name)?.entity ?? '';
		const payload =
			name === 'project.budget_notification'
				? { id, type: 'projectBudget', threshold: 80 }
				: { [entity]: { id } };
		expect(told).toEqual([
			{
				subscription_id: expect.any(Number),
				company_id: scene.sandbox.company.id,
				occurred_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
				event_name: name,
				payload,
				token: 'a-token',
			},
		]);
	});

	it('come about with names that are free, also where an earlier process has given the first ones', async () => {
		const { client } = scene;
		const names = [
			'Frühjahrskampagne',
			'Messeauftritt',
			'Imagefilm',
			'Produktkatalog',
			'Sommerfest',
		];
		for (const round of ['', ' 2']) {
			for (const name of names) {
				// Refused where this process has made it above.
				await client('POST', '/v4/projects', { name: name + round, customers_id: 1 }).catch(
					() => {},
				);
			}
		}
		const id = await causeEvent(client, 'project.completed');
		const { data } = await client<{ data: { name: string } }>('GET', `/v4/projects/${id}`);
		expect(data.name).toBe('Frühjahrskampagne 3');
	});

	it('can be caused again and again', async () => {
		for (let time = 0; time < 2; time++) {
			for (const { name } of events) await causeEvent(scene.client, name);
		}
		expect(scene.sandbox.deliveries.pending()).toBe(0);
	}, 60_000);
});

describe('events that belong together', () => {
	it('stopping the clock tells entry.stopped and entry.updated', async () => {
		const { names } = await arrivals(['entry.stopped', 'entry.updated'], () =>
			causeEvent(scene.client, 'entry.stopped'),
		);
		expect(names.sort()).toEqual(['entry.stopped', 'entry.updated']);
	});

	it('starting the clock stops the one that runs', async () => {
		const clock = { customers_id: 1, services_id: 2 };
		await scene.client('POST', '/v2/clock', clock);
		const { names } = await arrivals(['entry.started', 'entry.stopped'], () =>
			scene.client('POST', '/v2/clock', clock),
		);
		expect(names.sort()).toEqual(['entry.started', 'entry.stopped']);
	});

	it('an absence that is changed but was approved before is not approved again', async () => {
		const id = await causeEvent(scene.client, 'absence.approved');
		const { names } = await arrivals(['absence.approved', 'absence.updated'], () =>
			scene.client('PUT', `/v4/absences/${id}`, { note: 'mit Hund', status: 1 }),
		);
		expect(names).toEqual(['absence.updated']);
	});

	it('deleting a customer by force deletes what hangs on it', async () => {
		const { client } = scene;
		const customer = await causeEvent(client, 'customer.created');
		await client('POST', '/v4/projects', { name: 'Klein', customers_id: customer });
		await expect(client('DELETE', `/v3/customers/${customer}`)).rejects.toThrow(
			'RelationsPreventDeletion',
		);
		const { names } = await arrivals(['customer.deleted', 'project.deleted'], () =>
			client('DELETE', `/v3/customers/${customer}?force=1`),
		);
		expect(names.sort()).toEqual(['customer.deleted', 'project.deleted']);
	});

	it('a dry run of a deletion deletes nothing', async () => {
		const { client } = scene;
		const customer = await causeEvent(client, 'customer.created');
		const { names } = await arrivals(['customer.deleted'], () =>
			client('DELETE', `/v3/customers/${customer}?dry_run=1`),
		);
		expect(names).toEqual([]);
		await client('GET', `/v3/customers/${customer}`);
	});
});

describe('thresholds of a budget', () => {
	const entry = (more: Record<string, unknown>) => ({
		customers_id: 1,
		services_id: 2,
		billable: 1,
		time_since: new Date().toISOString(),
		...more,
	});
	const project = async (budget: Record<string, unknown>) => {
		const { data } = await scene.client<{ data: { id: number } }>('POST', '/v4/projects', {
			name: `Budget ${Math.random()}`,
			customers_id: 1,
			budget,
		});
		return data.id;
	};
	const event = 'project.budget_notification';

	it('are told once each, the lower first, also when one entry crosses two', async () => {
		const id = await project({ amount: 10, notification_thresholds: [100, 50, 80] });
		const book = (hours: number) =>
			scene.client('POST', '/v2/entries', entry({ projects_id: id, duration: hours * 3600 }));
		const { told } = await arrivals([event], async () => {
			await book(4);
			await book(4.5);
			await book(0.5);
			await book(2);
			await book(3);
		});
		expect(told.map(({ payload }) => payload)).toEqual(
			[50, 80, 100].map((threshold) => ({ id, type: 'projectBudget', threshold })),
		);
	});

	it('of a subproject carry the id of the subproject', async () => {
		const projects_id = await project({ from_subprojects: true });
		const { data } = await scene.client<{ data: { id: number } }>('POST', '/v3/subprojects', {
			name: 'Teil',
			projects_id,
			budget: { amount: 1000, monetary: true, notification_thresholds: [50] },
		});
		const { told } = await arrivals([event], () =>
			scene.client(
				'POST',
				'/v2/entries',
				entry({ projects_id, subprojects_id: data.id, lumpsum: 600 }),
			),
		);
		expect(told.map(({ payload }) => payload)).toEqual([
			{ id: data.id, type: 'subprojectBudget', threshold: 50 },
		]);
	});

	it('are crossed by stopping the clock, too', async () => {
		const id = await project({ amount: 1, notification_thresholds: [100] });
		const { running } = await scene.client<{ running: { id: number } }>('POST', '/v2/clock', {
			customers_id: 1,
			services_id: 2,
			projects_id: id,
			time_since: new Date(Date.now() - 2 * 3_600_000).toISOString(),
		});
		const { told } = await arrivals([event], () =>
			scene.client('DELETE', `/v2/clock/${running.id}`),
		);
		expect(told).toHaveLength(1);
	});

	it('are not told to a plan that has no budget notifications', async () => {
		const id = await project({ amount: 1, notification_thresholds: [50] });
		scene.sandbox.store.data.plan = 'basic';
		try {
			const { told } = await arrivals([event], () =>
				scene.client('POST', '/v2/entries', entry({ projects_id: id, duration: 3600 })),
			);
			expect(told).toEqual([]);
		} finally {
			scene.sandbox.store.data.plan = 'enterprise';
		}
	});
});
