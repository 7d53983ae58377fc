import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';

import type { Looked } from '../../../nodes/ClockodoTrigger/note-found.js';
import { itemOf } from '../../../nodes/ClockodoTrigger/path-of-a-change.js';
import type { Emission } from '../../../src/changes/stored-look.js';
import { performAsOwner } from '../../../sandbox/api/api.mjs';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mjs';
import { core } from '../../support/n8n-core.mjs';
import { Opened } from '../../support/opened.mjs';
import { createCustomer } from '../../support/sandbox.mjs';
import { seenKeysInMemory } from '../../support/seen-keys-in-memory.mjs';
import { runTrigger, type TriggerRun } from '../../support/trigger-run.mjs';

/**
 * How an execution ends: well, or cut off before it has done anything, or before n8n has stored what
 * it did, or after so many writes into n8n's table of seen keys.
 */
const ends = ['well', 'before', 'after', 1, 2, 3] as const;
type End = (typeof ends)[number];

type Step =
	| { do: 'create' | 'change'; isHeard: boolean; pick: number }
	| { do: 'deliver' | 'retry'; pick: number; end: End }
	| { do: 'look'; end: End; isRemembered: boolean }
	| { do: 'again'; end: End; pick: number; retryEnd: End | undefined }
	| { do: 'lose'; end: End }
	| { do: 'restart' };

const end = fc.constantFrom(...ends);
const pick = fc.nat(20);
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		{
			weight: 4,
			arbitrary: fc.record({
				do: fc.constantFrom('create' as const, 'change' as const),
				isHeard: fc.boolean(),
				pick,
			}),
		},
		{
			weight: 4,
			arbitrary: fc.record({
				do: fc.constantFrom('deliver' as const, 'retry' as const),
				pick,
				end,
			}),
		},
		{
			weight: 3,
			arbitrary: fc.record({ do: fc.constant('look' as const), end, isRemembered: fc.boolean() }),
		},
		{
			weight: 2,
			arbitrary: fc.record({
				do: fc.constant('again' as const),
				end,
				pick,
				retryEnd: fc.option(fc.constantFrom('well' as const, 'before' as const, 'after' as const), {
					nil: undefined,
				}),
			}),
		},
		{ weight: 2, arbitrary: fc.record({ do: fc.constant('lose' as const), end }) },
		{ weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
	),
	{ minLength: 4, maxLength: 24 },
);

/** Writes that n8n's table takes until the process is killed. */
let writesLeft = Infinity;

const opened = new Opened();
let sandbox: Sandbox;
/** One after the other is the n8n of a workflow: each remembers nothing of those before. */
const processes: Array<Promise<TriggerRun>> = [];

beforeAll(async () => {
	// Each kill is a warning in n8n's log.
	jest.spyOn(console, 'log').mockImplementation(() => undefined);
	const onWrite = () => {
		if (writesLeft-- <= 0) throw new Error('The process was killed');
	};
	await core.DataDeduplicationService.init(seenKeysInMemory(onWrite));
	sandbox = opened.add(await startSandbox());
});

async function processOf(start: number): Promise<TriggerRun> {
	const parameters = { registration: 'manual', events: ['*'], catchUp: 15 };
	for (let index = processes.length; index <= start; index++) {
		const setup = { parameters, workflowId: `start-${index}` };
		processes.push(runTrigger(sandbox, setup).then((run) => opened.add(run)));
	}
	return await processes[start];
}

afterAll(async () => await opened.end());

/** What n8n has stored of an execution. */
interface Stored {
	items: IDataObject[];
	mode: WorkflowExecuteMode;
	/** The number of the start of n8n that has worked on it. */
	process?: number;
}

function storedOf(emission: Emission): Stored {
	const { candidates } = emission;
	const items = candidates.map((each) => itemOf(each, emission, 'catch_up', Date.now()));
	return { items, mode: 'trigger' };
}

/** A trigger with catch-up whose executions are cut off now and then, and what its flow was told. */
class Played {
	readonly told: Array<{ name: string; id: number; note: unknown }> = [];
	/** How often each thing was changed. */
	readonly changes = new Map<number, number>();
	private readonly sent: Stored[] = [];
	private readonly cutOff: Stored[] = [];
	private base = new Map<number, unknown>();
	private since = Date.now();
	private rememberedAt = this.since;
	private process = 0;
	private emissions = 0;
	private wasKilled = false;
	/** Those of which nobody knows yet whether n8n has stored them, as n8n's static data remember them. */
	private pending: Emission[] = [];

	/**
	 * @param isPatient whether nothing is changed whose execution is still to be retried
	 * @param killsWebhooks whether also an execution of a webhook may be killed between two writes
	 */
	constructor(
		private readonly isPatient: boolean,
		private readonly killsWebhooks: boolean,
	) {}

	async play(all: readonly Step[]): Promise<void> {
		for (const step of all) await this.step(step);
		while (this.sent.length > 0) await this.step({ do: 'deliver', pick: 0, end: 'well' });
		await this.step({ do: 'look', end: 'well', isRemembered: true });
		while (this.cutOff.length > 0) await this.step({ do: 'retry', pick: 0, end: 'well' });
	}

	noteOf(id: number): unknown {
		return (sandbox.company.records('customers').find(id) as { note?: unknown } | undefined)?.note;
	}

	private async step(step: Step): Promise<void> {
		switch (step.do) {
			case 'create': {
				const { id } = createCustomer(sandbox);
				this.changes.set(id, 0);
				if (step.isHeard) this.send('customer.created', id);
				return;
			}
			case 'change': {
				const ids = [...this.changes.keys()];
				const id = ids.at(step.pick % Math.max(1, ids.length));
				// What nobody has seen yet would be told as one with this.
				if (id === undefined || this.isUnseen(id)) return;
				const count = (this.changes.get(id) ?? 0) + 1;
				this.changes.set(id, count);
				const body = { note: `Changed ${count} times` };
				performAsOwner(sandbox.company, 'updateCustomerByIdV3', { path: { id: `${id}` }, body });
				if (step.isHeard) this.send('customer.updated', id);
				return;
			}
			case 'deliver':
			case 'retry': {
				const from = step.do === 'retry' ? this.cutOff : this.sent;
				const chosen = from.splice(step.pick % Math.max(1, from.length), 1);
				for (const stored of chosen) await this.execute(stored, step.end);
				return;
			}
			case 'look':
				return await this.look(step.end, step.isRemembered);
			case 'again':
				return await this.again(step.end, step.pick, step.retryEnd);
			case 'lose':
				return await this.lose(step.end);
			case 'restart':
				this.process++;
		}
	}

	private isUnseen(id: number): boolean {
		const waiting = this.isPatient ? [...this.sent, ...this.cutOff] : this.sent;
		const isWaitedFor = waiting.some(({ items }) =>
			items.some(({ payload }) => (payload as { customer: { id: number } }).customer.id === id),
		);
		return isWaitedFor || this.base.get(id) !== (this.noteOf(id) ?? null);
	}

	private send(event_name: string, id: number): void {
		const at = new Date().toISOString();
		const sent = { event_name, payload: { customer: { id } }, occurred_at: at, received_at: at };
		this.sent.push({ items: [sent], mode: 'webhook' });
	}

	private async execute({ items, mode }: Stored, end: End): Promise<void> {
		// What is only asked for has two entries: two kills that both meet the moment between two writes are beyond it.
		const isBeyond = this.wasKilled || (!this.killsWebhooks && items.at(0)?.looked === undefined);
		const its = typeof end === 'number' && isBeyond ? 'after' : end;
		this.wasKilled ||= typeof its === 'number';
		if (its !== 'before') {
			const process = await processOf(this.process);
			writesLeft = typeof its === 'number' ? its : Infinity;
			const [handedOn = []] = await process.execute(items, mode);
			writesLeft = Infinity;
			if (its === 'well') {
				this.told.push(
					...handedOn.map(({ json }) => ({
						name: String(json.event_name),
						id: Number(json.resource_id),
						note: (json.resource as { note?: unknown } | null)?.note,
					})),
				);
			}
		}
		if (its !== 'well') this.cutOff.push({ items, mode: 'retry', process: this.process });
		if (typeof its === 'number') this.process++;
	}

	/** A look, whose memory n8n has saved or was killed before. */
	private async look(its: End, isRemembered: boolean): Promise<void> {
		const now = Date.now();
		const seen = new Map([...this.changes.keys()].map((id) => [id, this.noteOf(id) ?? null]));
		const candidates = [...seen]
			.filter(([id, note]) => this.base.get(id) !== note)
			.map(([id]) => ({
				event_name: this.base.has(id) ? 'customer.updated' : 'customer.created',
				entity: 'customer' as const,
				id,
			}));
		const id = `${this.since}/${++this.emissions}`;
		const { since, rememberedAt: after } = this;
		const emission: Emission = { id, tries: 0, lost: 0, since, after, candidates };
		if (isRemembered) {
			this.base = seen;
			this.since = now;
			if (candidates.length > 0) this.rememberedAt = now;
		}
		if (candidates.length === 0) return;
		this.pending = isRemembered ? [emission] : [];
		await this.execute(storedOf(emission), its);
		if (!isRemembered) await this.step({ do: 'restart' });
	}

	/** A worker was killed, and n8n has emptied its execution: it says so, and the emission is handed over again. */
	private async lose(its: End): Promise<void> {
		const emission = this.pending.at(0);
		if (!emission) return;
		// An n8n that was started since then knows nothing of it.
		const index = this.cutOff.findIndex(({ items, process }) => {
			const looked = items.at(0)?.looked as Looked | undefined;
			const isIt = looked?.emission === emission.id && looked.tries === emission.tries;
			return isIt && process === this.process;
		});
		if (index < 0) return;
		this.cutOff.splice(index, 1);
		const repeat = { ...emission, tries: emission.tries + 1, lost: emission.lost + 1 };
		this.pending = [repeat];
		await this.execute(storedOf(repeat), its);
	}

	/** n8n starts anew, and what may not have been stored is handed over again; meanwhile somebody may retry something. */
	private async again(its: End, pickRetried: number, retryEnd: End | undefined): Promise<void> {
		await this.step({ do: 'restart' });
		this.pending = this.pending.map((each) => ({ ...each, tries: each.tries + 1, lost: 0 }));
		await Promise.all([
			...this.pending.map(async (each) => await this.execute(storedOf(each), its)),
			// Where one is killed, all are.
			typeof its !== 'number' &&
				retryEnd &&
				this.step({ do: 'retry', pick: pickRetried, end: retryEnd }),
		]);
	}
}

const heard: Step[] = [
	{ do: 'create', isHeard: true, pick: 0 },
	{ do: 'look', end: 'before', isRemembered: true },
	{ do: 'deliver', pick: 0, end: 'well' },
	{ do: 'change', isHeard: false, pick: 0 },
];

/** A webhook has told what was made, and what was found is worked on after a change that no webhook tells. */
const toldAsAChange: Step[][] = [
	// The next look, in a process that remembers nothing, finds the change as well.
	[...heard, { do: 'again', end: 'well', pick: 0, retryEnd: undefined }, { do: 'restart' }],
	// The next look has told the change, and nothing of it is remembered.
	[
		...heard,
		{ do: 'look', end: 'well', isRemembered: true },
		{ do: 'restart' },
		{ do: 'retry', pick: 0, end: 'well' },
	],
];

/** What became of each thing: how often it was told, and whether what was shown last is what it is. */
async function outcomes(all: readonly Step[], isPatient: boolean, killsWebhooks = false) {
	const played = new Played(isPatient, killsWebhooks);
	await played.play(all);
	return [...played.changes].map(([id, changes]) => {
		const its = played.told.filter((event) => event.id === id);
		const count = (name: string) => its.filter((event) => event.name === name).length;
		return {
			id,
			changes,
			created: count('customer.created'),
			updated: count('customer.updated'),
			isShown: (its.at(-1)?.note ?? null) === (played.noteOf(id) ?? null),
		};
	});
}

describe('a trigger with catch-up whose executions are cut off and retried', () => {
	it('tells each change once', async () => {
		await fc.assert(
			fc.asyncProperty(steps, async (all) => {
				const wrong = (await outcomes(all, true)).filter(
					(its) => its.created !== 1 || its.updated !== its.changes || !its.isShown,
				);
				expect(wrong).toEqual([]);
			}),
			{ numRuns: 60 },
		);
	}, 180_000);

	it('tells once what was made and its first change, and shows the last state, also where things change before the retry', async () => {
		await fc.assert(
			fc.asyncProperty(steps, async (all) => {
				const wrong = (await outcomes(all, false)).filter(
					(its) =>
						its.created !== 1 ||
						!its.isShown ||
						// Of two changes, what is retried after both shows the second one.
						(its.changes <= 1 && its.updated > its.changes),
				);
				expect(wrong).toEqual([]);
			}),
			{ numRuns: 60, examples: toldAsAChange.map((all) => [all]) },
		);
	}, 180_000);

	it('loses nothing, whatever is killed between two writes', async () => {
		await fc.assert(
			fc.asyncProperty(steps, async (all) => {
				const wrong = (await outcomes(all, true, true)).filter(
					(its) => its.created < 1 || its.updated < its.changes || !its.isShown,
				);
				expect(wrong).toEqual([]);
			}),
			{ numRuns: 40 },
		);
	}, 180_000);
});
