import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nClient } from '../../host/client.mjs';
import { retryExecution } from '../../host/executions.mjs';
import { node } from '../../host/workflows.mjs';
import { balance, type Run } from './runs.mjs';
import { EVENT, type Published, type TriggerScene } from './scenes/trigger-scene.mjs';
import { pooled, send } from './sender.mjs';
import { progressOf, runsOf, type Sql, untilEnded } from './stored-runs.mjs';

/** A scene whose executions are counted in n8n's database. */
type CountedScene = TriggerScene & { sql: Sql };

/** What a round of 'kill it under load' does to an n8n. */
export interface CrashRound {
	/** How many customers get an event each. */
	events: number;
	/** Kills something, once part of the events is answered. */
	strike: () => Promise<void>;
	/** Brings it back; signed in to what runs then. */
	recover: () => Promise<N8nClient>;
}

/** Executions at once while sending and retrying. */
const atOnce = 10;
/** The share of the events that is answered before the strike. */
const strikeAt = 0.4;

/** A trigger whose executions take their time: a kill catches part of them in the fetch, part in the node behind it. */
export async function publishForCrash(scene: TriggerScene): Promise<Published> {
	const wait = node({
		name: 'Wait',
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.2,
		parameters: { amount: 0.3, unit: 'seconds' },
	});
	const published = await scene.publishTrigger('Crash', {}, [wait]);
	scene.sandbox.faults.set({
		answers: [{ kind: 'slow', ms: 150, count: null, operation: 'getCustomerByIdV3' }],
	});
	return published;
}

/**
 * Sends the events, strikes in the middle, recovers, retries what was cut off, delivers every
 * event again, and counts.
 */
export async function crashRound(
	{ sql, createCustomers }: CountedScene,
	{ id: workflowId, url, notify }: Published,
	round: CrashRound,
) {
	const { newest, count: earlier } = await progressOf(sql, workflowId);
	const runsOfRound = async () => await runsOf(sql, workflowId, newest);
	const ids = createCustomers(round.events);
	let answered = 0;
	let strike: Promise<void> | undefined;
	const statuses = await pooled(ids, atOnce, async (id) => {
		const status = await send(url, notify(EVENT, id));
		if (status === 200) answered++;
		else if (status === null) await sleep(20);
		if (answered >= ids.length * strikeAt) strike ??= round.strike();
		return status;
	});
	await strike;
	const client = await round.recover();
	await untilEnded(sql, workflowId, earlier);
	const afterCrash = await runsOfRound();
	const stored = new Set(afterCrash.map(({ resourceId }) => resourceId));
	const answeredIds = ids.filter((_, index) => statuses[index] === 200);
	const cutOff = afterCrash.filter(({ status }) => status !== 'success');
	await pooled(cutOff, atOnce, async ({ id }) => await retryExecution(client, id));
	const beforeRedelivery = await runsOfRound();
	const cutOffIds = cutOff.flatMap(({ resourceId }) => resourceId ?? []);
	const overwritten = cutOff.length - cutOffIds.length;
	const missing = answeredIds.filter((id) => !stored.has(id)).length;
	const redelivered = await pooled(ids, atOnce, async (id) => await send(url, notify(EVENT, id)));
	await untilEnded(sql, workflowId, earlier + beforeRedelivery.length + ids.length);
	const retried = balance(cutOffIds, beforeRedelivery);
	return {
		events: ids.length,
		answered: answeredIds.length,
		answered_but_no_execution: Math.max(0, missing - overwritten),
		cut_off: cutOff.length,
		/** n8n itself replaced what these executions had stored: docs/scaling.md. */
		emptied_by_n8n: overwritten,
		cut_off_in_state: states(cutOff),
		reached_the_end_by_one_retry: retried.downstream,
		redelivery_refused: redelivered.filter((status) => status !== 200).length,
		...balance(ids, await runsOfRound()),
	};
}

/** What must come out of a round, whatever its numbers. What n8n itself empties can be lost, and nothing else. */
export function expected({
	events,
	cut_off,
	emptied_by_n8n,
	lost,
}: {
	events: number;
	cut_off: number;
	emptied_by_n8n: number;
	lost: number;
}) {
	const most = Math.min(lost, emptied_by_n8n);
	return {
		answered_but_no_execution: 0,
		reached_the_end_by_one_retry: cut_off - emptied_by_n8n,
		redelivery_refused: 0,
		downstream: events - most,
		lost: most,
		doubled: 0,
	};
}

function states(runs: Run[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { status } of runs) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}
