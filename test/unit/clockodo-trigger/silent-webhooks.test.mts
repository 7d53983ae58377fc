import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ITriggerFunctions } from 'n8n-workflow';

import { ClockodoTrigger } from '../../../nodes/ClockodoTrigger/ClockodoTrigger.node.js';
import { mindSilentWebhooks } from '../../../nodes/ClockodoTrigger/silent-webhooks.js';
import { forgetLooks, knownLooks, noteTold, noteUntold } from '../../../src/changes/known-looks.js';
import { apiOf } from '../../../src/clockodo/client.js';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mjs';
import { additionalDataOf, core, workflowOf } from '../../support/n8n-core.mjs';
import { Opened } from '../../support/opened.mjs';
import { runTrigger } from '../../support/trigger-run.mjs';

const event = 'entry.stopped';
const nodeType = new ClockodoTrigger();

describe('a webhook that tells nothing any more', () => {
	const opened = new Opened();
	let sandbox: Sandbox;
	let context: ITriggerFunctions;
	let trigger: string;
	let warnings: string[];
	let complaints: string[];
	let said: Set<string>;

	beforeEach(async () => {
		sandbox = opened.add(await startSandbox());
	});

	afterEach(async () => {
		forgetLooks(trigger);
		await opened.end();
	});

	/** A trigger of which three events in a row came by looks alone, more than a minute ago. */
	function begin(registration: 'manual' | 'automatic'): void {
		const { workflow, node } = workflowOf(nodeType, {
			id: 'trigger',
			name: 'Clockodo Trigger',
			type: 'n8n-nodes-clockodo.clockodoTrigger',
			typeVersion: 1.2,
			position: [0, 0],
			parameters: { registration, events: [event] },
			credentials: { clockodoApi: { id: '1', name: 'API' } },
		});
		warnings = [];
		complaints = [];
		said = new Set();
		const data = additionalDataOf(sandbox);
		const made = new core.TriggerContext(workflow, node, data, 'trigger', 'activate');
		const warn = (message: string) => warnings.push(message);
		context = Object.defineProperty(made, 'logger', { value: { warn } });
		trigger = `${workflow.id}/${node.id}`;
		noteTold(trigger, event);
		for (let each = 0; each < 3; each++) noteUntold(trigger, event, Date.now() - 61_000);
	}

	const mind = async () =>
		await mindSilentWebhooks(context, apiOf(context), said, (message) => complaints.push(message));

	it('is registered again, as it was when the workflow was published', async () => {
		begin('automatic');
		const parameters = { registration: 'automatic', events: [event] };
		const published = opened.add(await runTrigger(sandbox, { parameters }));
		await published.create();
		Object.assign(context.getWorkflowStaticData('node'), published.staticData);
		for (const { id } of sandbox.webhooks.list()) sandbox.webhooks.delete(id);
		await mind();
		expect(sandbox.webhooks.list()).toMatchObject([
			{ event_name: event, url: published.url, active: true },
		]);
		expect(warnings).toEqual([expect.stringContaining('were registered again')]);
		// Counted anew.
		await mind();
		expect([complaints, warnings.length]).toEqual([[], 1]);
	});

	it('is told of once where n8n does not remember the registration', async () => {
		begin('automatic');
		await mind();
		await mind();
		expect(warnings).toEqual([]);
		expect(complaints).toEqual([
			expect.stringMatching(
				/'Entry Stopped'.+could not be registered again: n8n does not remember the registration any more\. Unpublish this workflow, and publish it again\./,
			),
		]);
		expect(knownLooks(trigger)?.problem?.message).toBe(complaints[0]);
	});

	it('is told of with the reason where the API refuses', async () => {
		begin('automatic');
		Object.assign(context.getWorkflowStaticData('node'), {
			registered: {
				url: 'http://localhost:1/webhook/gone/webhook',
				webhookIds: [],
				tokenDigests: { [event]: '' },
			},
		});
		await mind();
		expect(complaints).toEqual([
			expect.stringMatching(/could not be registered again: The webhook for 'Entry Stopped'/),
		]);
	});

	it('is told to the person who has made it, with manual registration', async () => {
		begin('manual');
		await mind();
		expect(complaints).toEqual([
			expect.stringContaining('Open Webhooks in Clockodo, look at the one for this event'),
		]);
		expect(complaints[0]).not.toContain('publish');
	});
});
