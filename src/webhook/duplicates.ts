import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { outcomeOf, reasonOf } from '../clockodo/outcome';
import { within } from '../clockodo/pause';
import { shortHash } from '../clockodo/short-hash';
import type { Notification } from './notification';
import { longestRecording, recordKeys, type RecordKeys, type TakeTurn } from './seen-keys';
import { exclusively, type LockRow } from './table-lock';

/** So many events are remembered for each trigger. */
export const rememberedEvents = 2_000;

/** Entries of n8n's table for one event: its state, and whose state it is; beside looks, three times as many more. */
export const entriesPerEvent = { usually: 2, besideLooks: 8 };

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
	/** Whether other processes may execute events of the same trigger: this is a worker of n8n's queue mode. */
	takesTurns?: boolean;
	/** A retried execution is recorded, but always passed on. */
	letThrough: boolean;
	record: RecordKeys;
	/** For n8n's log. */
	warn?: (message: string) => void;
	/** Given where other processes may execute events of the same trigger. */
	takeTurn?: TakeTurn;
}

/**
 * What the test needs of a real execution.
 *
 * @param perEvent entries of n8n's table for an event: there is room for those of 2,000
 */
export function eventExecution(
	context: IExecuteFunctions,
	perEvent = entriesPerEvent.usually,
): EventExecution {
	const { helpers } = context;
	const maxEntries = rememberedEvents * perEvent;
	const workflow = String(context.getWorkflow().id);
	const lock = lockRow(helpers);
	return {
		table: `${workflow}/${context.getNode().id}`,
		executionId: context.getExecutionId(),
		takesTurns: !receives,
		letThrough: context.getMode() === 'retry',
		record: async (keys, asks) => await recordIn(helpers, keys, asks, maxEntries),
		warn: (message) => context.logger.warn(message),
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

/** What is recorded of an event, and what is asked. */
export interface EventKeys {
	/** Names the event in the state that the flow would be shown; undefined where nothing is a repeat of it. */
	key?: string;
	/** Recorded beside it. */
	also?: readonly string[];
	/** Asked for, be they recorded as well or not. */
	asks?: readonly string[];
}

/** What n8n's table of seen keys says. */
export interface Recorded {
	/** Whether another execution has recorded the key. */
	isRepeat: boolean;
	/** Whether any has, this one or one that it retries included. */
	wasRecorded: boolean;
	/** Those of `asks` that were there. */
	known: ReadonlySet<string>;
}

/**
 * Whether this very state of the event's resource has been passed on before, by another execution.
 * Clockodo sends no delivery id and its time has whole seconds, so the key is event, payload and
 * time with the state that was fetched: a repeat would show the flow the same state again, a second
 * real change within the second shows another one. The subscription is not in it: two webhooks for
 * one event tell of the same change. The time is: a change back and forth is three changes. Without
 * a time, a change back to an earlier state would look like a repeat: then there is no key.
 */
export function repeatKey(
	{ event_name, occurred_at, payload }: Notification,
	state: unknown,
): string | undefined {
	return occurred_at === null ? undefined : shortHash([event_name, occurred_at, payload, state]);
}

/**
 * Records an event, and tells what was recorded before.
 *
 * Beside each key its owner is recorded, so that an execution which runs a second time finds
 * itself and not a repeat. When the table cannot be used, the event goes through: rather twice
 * than never.
 */
export async function recordEvent(
	{ key, also = [], asks = [] }: EventKeys,
	{ table, executionId, letThrough, record, warn, takeTurn }: EventExecution,
): Promise<Recorded> {
	const owned = `${key}#${executionId}`;
	const keys = [...(key === undefined ? [] : [key, owned]), ...also, ...also.map(seal)];
	if (keys.length + asks.length === 0) {
		return { isRepeat: false, wasRecorded: false, known: new Set() };
	}
	const claim = await outcomeOf(
		async () => await recordKeys(table, { keys, asks }, record, takeTurn),
	);
	if (!claim.ok) {
		warn?.(
			`Clockodo Trigger: n8n's database did not say whether an event was there before (${reasonOf(claim.error)}). It is handed on, and may come twice.`,
		);
	}
	const seen = claim.ok ? claim.value : new Set<string>();
	const wasRecorded = key !== undefined && seen.has(key);
	const known = new Set(asks.filter((each) => seen.has(each)));
	return { isRepeat: wasRecorded && !seen.has(owned) && !letThrough, wasRecorded, known };
}

type Table = Pick<IExecuteFunctions['helpers'], 'checkProcessedAndRecord' | 'removeProcessed'>;

/** What is recorded beside an event's key has a second entry, which is written with it and never asked for alone. */
const seal = (key: string): string => `${key}#sealed`;

/**
 * Records keys in n8n's table, and tells which of them and of those only asked for were there. The
 * table cannot be asked without recording, so what was not there is taken out again. Where n8n is
 * killed before that, it stays, without its seal, and counts as little as if it had never been there.
 */
async function recordIn(
	table: Table,
	keys: readonly string[],
	asks: readonly string[],
	most: number,
): Promise<{ processed: unknown[] }> {
	const options = { mode: 'entries' as const, maxEntries: most + 2 * asks.length };
	const check = async (some: readonly string[]) =>
		await table.checkProcessedAndRecord([...new Set(some)], 'node', options);
	const answer = await check([...keys, ...asks]);
	// The caller says so where the answer has another form.
	if (asks.length === 0 || !Array.isArray(answer.processed)) return answer;
	const there = new Set(answer.processed.map(String));
	const recorded = new Set(keys);
	const onlyAsked = asks.filter((key) => !recorded.has(key));
	const seals = onlyAsked.filter((key) => there.has(key)).map(seal);
	const sealed = seals.length > 0 ? (await check(seals)).processed : [];
	for (const each of sealed) there.add(String(each));
	const isTrue = (key: string) => there.has(key) && there.has(seal(key));
	const left = [
		...onlyAsked.filter((key) => !isTrue(key)),
		...seals.filter((each) => !there.has(each)),
	];
	// Where this fails, it is as after a kill.
	if (left.length > 0)
		await outcomeOf(async () => await table.removeProcessed(left, 'node', options));
	const asked = new Set(asks);
	return { processed: [...there].filter((key) => !asked.has(key) || isTrue(key)) };
}
