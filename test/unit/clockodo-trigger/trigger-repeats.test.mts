import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';

import { startSandbox } from '../../../sandbox/server.mjs';
import { core } from '../../support/n8n-core.mjs';
import { Opened } from '../../support/opened.mjs';
import { seenKeysInMemory } from '../../support/seen-keys-in-memory.mjs';
import { runTrigger, type TriggerRun } from '../../support/trigger-run.mjs';

const opened = new Opened();
let trigger: TriggerRun;

beforeAll(async () => {
	await core.DataDeduplicationService.init(seenKeysInMemory());
	const sandbox = opened.add(await startSandbox());
	const parameters = { registration: 'manual', events: ['*'] };
	trigger = opened.add(await runTrigger(sandbox, { parameters }));
});

afterAll(async () => await opened.end());

const notification = (occurred_at: string): IDataObject => ({
	subscription_id: 1,
	company_id: 1337,
	occurred_at,
	event_name: 'customer.updated',
	payload: { customer: { id: 1 } },
	received_at: occurred_at,
});

/** How many items each run of the same notification hands on, in these modes one after the other. */
async function handedOn(sent: IDataObject, ...modes: WorkflowExecuteMode[]): Promise<number[]> {
	const counts: number[] = [];
	for (const mode of modes) counts.push((await trigger.execute([sent], mode))[0].length);
	return counts;
}

describe('an event that comes a second time', () => {
	it('is handed on once', async () => {
		const sent = notification('2026-11-24T10:00:00Z');
		expect(await handedOn(sent, 'webhook', 'webhook', 'webhook')).toEqual([1, 0, 0]);
	});

	it('is handed on with a person’s test, which does not count as the first time', async () => {
		const sent = notification('2026-11-24T10:00:01Z');
		const modes = ['manual', 'manual', 'webhook', 'webhook', 'manual'] as const;
		expect(await handedOn(sent, ...modes)).toEqual([1, 1, 1, 0, 1]);
	});

	it('is handed on with a retry, which counts as the first time for what follows', async () => {
		const sent = notification('2026-11-24T10:00:02Z');
		expect(await handedOn(sent, 'retry', 'retry', 'webhook')).toEqual([1, 1, 0]);
	});
});
