import { createHash } from 'crypto';
import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import type { Notification } from './notification';
import { recordKeys, settleTime } from './seen-keys';

/** So many events are remembered for each trigger. */
export const rememberedEvents = 2_000;

/** Entries of n8n's table for one event: its announcement, its state, and whose state it is. */
const entriesPerEvent = 3;

let receives = false;

/**
 * Notes that this process receives requests. One that executes without ever receiving is a worker
 * of n8n's queue mode, and others may be handling the same event at the same moment.
 */
export function noteReceiving(): void {
	receives = true;
}

/** Tells repeats of an event from new ones, for the execution that is handling it. */
export interface DuplicateTest {
	/** Makes the event known to other workers; runs beside the fetch. */
	announce(): Promise<void>;
	/** Whether this very state of the event's resource has been passed on before, by another execution. */
	isRepeat(state: unknown): Promise<boolean>;
}

/** The part of the test that depends on the execution. */
export interface Surroundings {
	/** Names the trigger over all processes. */
	table: string;
	executionId: string;
	/** A retried execution and a person testing are recorded, but never held up. */
	letThrough: boolean;
	/** Whether other processes may execute events of the same trigger. */
	shared: boolean;
	record: (keys: string[]) => Promise<{ processed: unknown[] }>;
	pause: (milliseconds: number) => Promise<void>;
}

/** The surroundings of a real execution. */
export function surroundingsOf(context: IExecuteFunctions): Surroundings {
	const mode = context.getMode();
	const options = { mode: 'entries' as const, maxEntries: rememberedEvents * entriesPerEvent };
	const abortSignal = context.getExecutionCancelSignal();
	return {
		table: `${context.getWorkflow().id}/${context.getNode().id}`,
		executionId: context.getExecutionId(),
		letThrough: mode === 'retry' || mode === 'manual',
		shared: !receives,
		record: async (keys) => await context.helpers.checkProcessedAndRecord(keys, 'node', options),
		pause: async (milliseconds) => await sleep(milliseconds, abortSignal),
	};
}

/**
 * The test for one event. Clockodo sends no delivery id and its time has whole seconds, so the
 * key is subscription, event, payload and time with the state that was fetched: a repeat would
 * show the flow the same state again, a second real change within the second shows another one.
 *
 * Beside each state its owner is recorded, so that an execution which runs a second time finds
 * itself and not a repeat. Where several workers share the table, an event is announced while its
 * resource is fetched, by each execution at another moment; one that finds it announced waits with
 * its verdict until the other has come to its own. When the table cannot be used, the event goes
 * through: rather twice than never.
 */
export function duplicateTest(notification: Notification, around: Surroundings): DuplicateTest {
	const { table, executionId, letThrough, shared, record, pause } = around;
	const event = shortHash(notification);
	const claim = async (...keys: string[]): Promise<Set<string>> => {
		try {
			return await recordKeys(table, keys, record, shared ? pause : undefined);
		} catch {
			return new Set();
		}
	};
	let contested = false;
	return {
		async announce() {
			if (!shared || letThrough) return;
			await pause(turnOf(executionId) * settleTime(table));
			contested = (await claim(event)).has(event);
		},
		async isRepeat(state) {
			if (contested) await pause(2 * settleTime(table));
			const key = shortHash([event, state]);
			const owned = `${key}#${executionId}`;
			const seen = await claim(key, owned);
			return seen.has(key) && !seen.has(owned) && !letThrough;
		},
	};
}

/** Executions of one event have neighbouring ids: so they wait for different times. */
function turnOf(executionId: string): number {
	return Number(executionId) % 4 || 0;
}

function shortHash(value: unknown): string {
	return createHash('sha256').update(canonical(value)).digest('base64url').slice(0, 22);
}

/** JSON with sorted keys: an API may answer with its fields in another order. */
function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner,
	);
}
