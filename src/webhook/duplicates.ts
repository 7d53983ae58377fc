import { createHash } from 'crypto';
import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import type { Notification } from './notification';
import { recordKeys } from './seen-keys';

/** So many events are remembered for each trigger; each takes two entries of n8n's table. */
export const rememberedEvents = 2_000;

/** Milliseconds after which what other processes wrote at the same moment can be seen. */
const settleTime = 150;

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
	const options = { mode: 'entries' as const, maxEntries: rememberedEvents * 2 };
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
 * Beside each key its owner is recorded, so that an execution which runs a second time finds
 * itself and not a repeat. Where several workers share the table, an event is announced before
 * its fetch; whoever was not first, or finds its announcement overwritten, waits until the others'
 * writes can be seen. When the table cannot be used, the event goes through: rather twice than never.
 */
export function duplicateTest(notification: Notification, around: Surroundings): DuplicateTest {
	const { table, executionId, letThrough, shared, record, pause } = around;
	const event = shortHash(notification);
	const owned = (key: string) => `${key}#${executionId}`;
	const claim = async (key: string): Promise<Set<string>> => {
		try {
			return await recordKeys(table, [key, owned(key)], record);
		} catch {
			return new Set();
		}
	};
	let alone = true;
	return {
		async announce() {
			if (!shared || letThrough) return;
			const seen = await claim(event);
			await pause(settleTime);
			const later = await claim(event);
			alone = !seen.has(event) && later.has(owned(event));
		},
		async isRepeat(state) {
			if (!alone) await pause(settleTime);
			const key = shortHash([event, state]);
			const seen = await claim(key);
			return seen.has(key) && !seen.has(owned(key)) && !letThrough;
		},
	};
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
