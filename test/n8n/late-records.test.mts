import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { getExecution, outputItems, waitForExecutions } from '../../host/executions.mjs';
import { sandboxClient } from '../../sandbox/client/client.mjs';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import { Opened } from '../support/opened.mjs';
import { LAST } from '../support/runs.mjs';
import { type N8nScene, startN8nScene } from '../support/scenes/n8n-scene.mjs';
import type { Published } from '../support/scenes/trigger-scene.mjs';

const EVENTS = ['customer.created', 'work_time_change_request.created', 'entry.stopped'];

/** Milliseconds for which the API is behind its own event. */
const LATE = 2_000;

/** What the trigger asks for each event, by the vendor's operation id. */
const asks: Record<string, string> = {
	'customer.created': 'getCustomerByIdV3',
	'work_time_change_request.created': 'getWorkTimesChangeRequestsV2',
	'entry.stopped': 'getEntryByIdV2',
};

describe('an event that is faster than its record, in a real n8n', () => {
	const opened = new Opened();
	let scene: N8nScene;
	let published: Published;
	let executions = 0;

	beforeAll(async () => {
		scene = opened.add(await startN8nScene({}, { plan: 'enterprise' }));
		published = await scene.publishTrigger('Late', { events: EVENTS });
	}, 300_000);

	afterEach(() => scene.sandbox.faults.clear());
	afterAll(async () => await opened.end(), 60_000);

	/** Makes the event happen in the sandbox, which sends it; what reached the end of the workflow. */
	async function itemOf(event: string): Promise<{ id: number; item: IDataObject; asked: number }> {
		scene.sandbox.requests.clear();
		const id = await causeEvent(sandboxClient(scene.sandbox), event);
		await scene.sandbox.deliveries.idle();
		const filter = { workflowId: published.id };
		// What leads to it may be an event of the trigger, too.
		let found: IDataObject | undefined;
		for (let count = executions + 1; !found; count++) {
			const ended = await waitForExecutions(scene.client, count, filter);
			for (const { id: execution } of ended.slice(executions)) {
				const items = outputItems(await getExecution(scene.client, execution), LAST);
				found ??= items.find((item) => item.event_name === event && item.resource_id === id);
			}
			executions = ended.length;
		}
		const asked = scene.sandbox.requests.countByOperation()[asks[event]] ?? 0;
		return { id, item: found, asked };
	}

	it.each(['customer.created', 'work_time_change_request.created'])(
		'is not taken for one of a record that is gone: %s',
		async (event) => {
			scene.sandbox.faults.set({ answers: [{ kind: 'late_record', ms: LATE, count: null }] });
			const { id, item, asked } = await itemOf(event);
			expect(item).toMatchObject({ resource_status: 'fetched', resource: { id } });
			expect(asked).toBeGreaterThan(1);
		},
		120_000,
	);

	it('shows the end of an entry that has been stopped', async () => {
		scene.sandbox.faults.set({ answers: [{ kind: 'late_stop', ms: LATE, count: null }] });
		const { id, item, asked } = await itemOf('entry.stopped');
		expect(item).toMatchObject({
			resource_status: 'fetched',
			resource: { id, time_until: expect.stringMatching(/^\d{4}-/) },
		});
		expect(asked).toBeGreaterThan(1);
	}, 120_000);

	it('believes the API when it has asked four times, in some seconds', async () => {
		scene.sandbox.faults.set({ answers: [{ kind: 'late_record', ms: 600_000, count: null }] });
		const { item, asked } = await itemOf('customer.created');
		expect(item).toMatchObject({ resource_status: 'gone', resource: null });
		expect(asked).toBe(4);
	}, 120_000);
});
