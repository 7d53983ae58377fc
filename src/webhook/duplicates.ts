import { createHash } from 'crypto';
import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { outcomeOf } from '../clockodo/outcome';
import { within } from '../clockodo/pause';
import type { Notification } from './notification';
import { longestRecording, recordKeys, type RecordKeys, type TakeTurn } from './seen-keys';
import { exclusively, type LockRow } from './table-lock';

/** So many events are remembered for each trigger. */
export const rememberedEvents = 2_000;

/** Entries of n8n's table for one event: its state, and whose state it is. */
const entriesPerEvent = 2;

/** The mark in the row that serves as a lock. */
export const lockMark = 'clockodo-trigger-lock';

let receives = false;

/**
 * Notes that this process receives requests. One that executes without ever receiving is a worker
 * of n8n's queue mode, and others may be handling the same event at the same moment.
 */
export function noteReceiving(): void {
	receives = true;
}

/** The part of the test that depends on the execution. */
export interface EventExecution {
	/** Names the trigger over all processes. */
	table: string;
	executionId: string;
	/** A retried execution is recorded, but always passed on. */
	letThrough: boolean;
	record: RecordKeys;
	/** Given where other processes may execute events of the same trigger. */
	takeTurn?: TakeTurn;
}

/** What the test needs of a real execution. */
export function eventExecution(context: IExecuteFunctions): EventExecution {
	const { helpers } = context;
	const workflow = String(context.getWorkflow().id);
	const options = { mode: 'entries' as const, maxEntries: rememberedEvents * entriesPerEvent };
	const lock = lockRow(helpers);
	return {
		table: `${workflow}/${context.getNode().id}`,
		executionId: context.getExecutionId(),
		letThrough: context.getMode() === 'retry',
		record: async (keys) => await helpers.checkProcessedAndRecord(keys, 'node', options),
		...(!receives &&
			!isHistoryBehind(context) && {
				takeTurn: async (turn) => await exclusively(workflow, lock, turn),
			}),
	};
}

/** Whether a node behind the trigger keeps a history for the whole workflow, where the lock would be. */
function isHistoryBehind(context: IExecuteFunctions): boolean {
	const behind = context.getChildNodes(context.getNode().name, { includeNodeParameters: true });
	return behind.some(({ type, parameters }) => {
		const options = parameters?.options as { scope?: unknown } | undefined;
		return type === 'n8n-nodes-base.removeDuplicates' && options?.scope === 'workflow';
	});
}

function lockRow(helpers: IExecuteFunctions['helpers']): LockRow {
	const options = { mode: 'entries' as const };
	// Events wait for these: a database that does not answer must not make them wait for ever.
	const soon = async <Result>(action: () => Promise<Result>) =>
		await within(longestRecording, action);
	const copies = (count: number) => Array.from({ length: count }, () => lockMark);
	const record = async (keys: string[]) =>
		await helpers.checkProcessedAndRecord(keys, 'workflow', options);
	return {
		async mark(count) {
			const { processed } = await soon(async () => await record(copies(count)));
			if (processed.length === 0) return 'new';
			return processed.length < count ? 'some' : 'there';
		},
		entries: async () =>
			await soon(async () => await helpers.getProcessedDataCount('workflow', options)),
		unmark: async (count) =>
			await soon(async () => await helpers.removeProcessed(copies(count), 'workflow', options)),
		remove: async () =>
			await soon(async () => await helpers.clearAllProcessedItems('workflow', options)),
		pause: async (milliseconds) => await sleep(milliseconds),
	};
}

/**
 * Whether this very state of the event's resource has been passed on before, by another execution.
 * Clockodo sends no delivery id and its time has whole seconds, so the key is event, payload and
 * time with the state that was fetched: a repeat would show the flow the same state again, a second
 * real change within the second shows another one. The subscription is not in it: two webhooks for
 * one event tell of the same change. The time is: a change back and forth is three changes.
 *
 * Beside each state its owner is recorded, so that an execution which runs a second time finds
 * itself and not a repeat. When the table cannot be used, the event goes through: rather twice
 * than never.
 */
export async function isRepeat(
	notification: Notification,
	state: unknown,
	{ table, executionId, letThrough, record, takeTurn }: EventExecution,
): Promise<boolean> {
	const { event_name, occurred_at, payload } = notification;
	// Without a time, a change back to an earlier state would look like a repeat.
	if (occurred_at === null) return false;
	const key = shortHash([event_name, occurred_at, payload, state]);
	const owned = `${key}#${executionId}`;
	const claim = await outcomeOf(
		async () => await recordKeys(table, [key, owned], record, takeTurn),
	);
	return claim.ok && claim.value.has(key) && !claim.value.has(owned) && !letThrough;
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
