import { expect, it } from '@jest/globals';

import { listExecutions } from '../../../host/executions.mjs';
import {
	chain,
	createWorkflow,
	listenForTestEvent,
	passOn,
	publicationErrors,
	stopListening,
	tryPublish,
	unpublish,
} from '../../../host/workflows.mjs';
import { sandboxClient } from '../../../sandbox/client/client.mjs';
import { causeEvent } from '../../../sandbox/client/scenarios.mjs';
import { handshakeForms } from '../../../sandbox/webhooks/handshake.mjs';
import { clockodoTrigger, TRIGGER, webhookUrl } from '../../support/clockodo-nodes.mjs';
import { createApiCredential, getResource, registeredEvents } from '../../support/sandbox.mjs';
import { runsOf, untilEnded } from '../../support/stored-runs.mjs';
import { until } from '../../support/until.mjs';
import type { Scene } from '../scene.mjs';

const EVENTS = ['absence.approved', 'entry.stopped'];

const scene: Scene = {
	name: 'a trigger that registers itself',
	define(stage) {
		it.each(handshakeForms)(
			'answers the secret as %s, fetches what an event speaks of, takes its webhooks away',
			async (form) => {
				const { sandbox, client, sql } = stage();
				sandbox.webhooks.handshakeForm = form;
				const { id, url } = await stage().publishTrigger('Automatic', { events: EVENTS });
				expect(registeredEvents(sandbox, url)).toEqual(EVENTS);
				// The handshake starts nothing.
				expect(await listExecutions(client, { workflowId: id })).toEqual([]);

				const absence = await causeEvent(sandboxClient(sandbox), 'absence.approved');
				await untilEnded(sql, id, 1);
				const [{ status, end }] = await runsOf(sql, id);
				expect(status).toBe('success');
				const resource = await getResource(sandbox, 'absence', absence);
				expect(end).toHaveLength(1);
				// It has more than the API gives: names beside the IDs.
				expect(end).toMatchObject([
					{
						event_name: 'absence.approved',
						resource_id: absence,
						resource_status: 'fetched',
						resource,
					},
				]);

				await unpublish(client, id);
				expect(sandbox.webhooks.list()).toEqual([]);
			},
		);

		it('is registered once after a restart, and makes anew what was deleted meanwhile', async () => {
			const { n8n, sandbox, sql } = stage();
			const { id, url } = await stage().publishTrigger('Restarted', { events: EVENTS });
			const before = sandbox.webhooks.list().map((webhook) => webhook.id);
			await n8n.restart();
			expect(sandbox.webhooks.list().map((webhook) => webhook.id)).toEqual(before);
			await causeEvent(sandboxClient(sandbox), 'entry.stopped');
			await untilEnded(sql, id, 1);
			sandbox.webhooks.delete(before[0]);
			await n8n.restart();
			await until(() => registeredEvents(sandbox, url).join() === EVENTS.join());
		});

		it('says why it could not be registered, and leaves nothing behind', async () => {
			const { client, sandbox } = stage();
			const wrong = await createApiCredential(client, sandbox, { apiKey: 'wrong' });
			const trigger = clockodoTrigger({ registration: 'automatic', events: EVENTS }, [wrong]);
			const { id } = await createWorkflow(client, chain('Refused', [trigger, passOn()]));
			const status = await tryPublish(client, id);
			expect(status.status).toBe('failed');
			expect(publicationErrors(status).join('\n')).toMatch(/API key/);
			expect(sandbox.webhooks.list()).toEqual([]);
		});

		it('listens for one test event, and leaves nothing behind', async () => {
			const { client, n8n, sandbox, credential, sql } = stage();
			const parameters = { registration: 'automatic', events: ['absence.approved'] };
			const trigger = clockodoTrigger(parameters, [credential]);
			const { id } = await createWorkflow(client, chain('Test', [trigger, passOn('Last')]));
			await listenForTestEvent(client, id, TRIGGER);
			const testUrl = webhookUrl(n8n, trigger, 'webhook-test');
			expect(registeredEvents(sandbox, testUrl)).toEqual(['absence.approved']);
			await causeEvent(sandboxClient(sandbox), 'absence.approved');
			await untilEnded(sql, id, 1);
			const [{ mode, end }] = await runsOf(sql, id);
			expect([mode, end]).toEqual(['manual', [expect.objectContaining({ entity: 'absence' })]]);
			await until(() => sandbox.webhooks.list().length === 0);

			await listenForTestEvent(client, id, TRIGGER);
			await stopListening(client, id);
			await until(() => sandbox.webhooks.list().length === 0);
		});
	},
};

export default scene;
