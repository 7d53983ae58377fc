import { setTimeout as sleep } from 'node:timers/promises';

import { balance, type Run } from './runs.mjs';
import { pooled, send, type SentNotification } from './sender.mjs';

/** What a round of 'kill it under load' needs from the n8n that it is done to. */
export interface CrashRound {
	/** IDs of resources, one event each. */
	ids: number[];
	url: string;
	notify: (id: number) => SentNotification;
	/** Kills something, once part of the events is answered. */
	strike: () => Promise<void>;
	/** Brings it back; resolves when no execution is under way any more. */
	recover: () => Promise<void>;
	/** Executions of this round so far. */
	runs: () => Promise<Run[]>;
	/** Retries one execution, and waits for its end. */
	retry: (id: string) => Promise<void>;
	/** Resolves when so many executions of this round exist and have ended. */
	settled: (count: number) => Promise<void>;
}

/** Executions at once while sending and retrying. */
const atOnce = 10;
/** The share of the events that is answered before the strike. */
const strikeAt = 0.4;

/**
 * Sends the events, strikes in the middle, recovers, retries what was cut off, delivers every
 * event again, and counts.
 */
export async function crashRound(round: CrashRound) {
	const { ids, url, notify } = round;
	let answered = 0;
	let strike: Promise<void> | undefined;
	const statuses = await pooled(ids, atOnce, async (id) => {
		const status = await send(url, notify(id));
		if (status === 200) answered++;
		else if (status === null) await sleep(20);
		if (answered >= ids.length * strikeAt) strike ??= round.strike();
		return status;
	});
	await strike;
	await round.recover();
	const afterCrash = await round.runs();
	const stored = new Set(afterCrash.map(({ resourceId }) => resourceId));
	const answeredIds = ids.filter((_, index) => statuses[index] === 200);
	const cutOff = afterCrash.filter(({ status }) => status !== 'success');
	await pooled(cutOff, atOnce, async ({ id }) => await round.retry(id));
	const beforeRedelivery = await round.runs();
	const cutOffIds = cutOff.flatMap(({ resourceId }) => resourceId ?? []);
	const overwritten = cutOff.length - cutOffIds.length;
	const missing = answeredIds.filter((id) => !stored.has(id)).length;
	const redelivered = await pooled(ids, atOnce, async (id) => await send(url, notify(id)));
	await round.settled(beforeRedelivery.length + ids.length);
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
		...balance(ids, await round.runs()),
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
