import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkflowExecuteMode } from 'n8n-workflow';

import { itemOf } from '../../../nodes/ClockodoTrigger/path-of-a-change.js';
import type { Emission } from '../../../src/changes/stored-look.js';
import { performAsOwner } from '../../../sandbox/api/api.mjs';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mjs';
import { core } from '../../support/n8n-core.mjs';
import { Opened } from '../../support/opened.mjs';
import { createCustomer } from '../../support/sandbox.mjs';
import { seenKeysInMemory } from '../../support/seen-keys-in-memory.mjs';
import { runTrigger, type TriggerRun } from '../../support/trigger-run.mjs';

const opened = new Opened();
let sandbox: Sandbox;
let trigger: TriggerRun;

beforeAll(async () => {
	await core.DataDeduplicationService.init(seenKeysInMemory());
	sandbox = opened.add(await startSandbox());
	trigger = opened.add(
		await runTrigger(sandbox, { parameters: { registration: 'polling', events: ['*'] } }),
	);
});

afterAll(async () => await opened.end());

/** How n8n lets it run. */
interface Way {
	mode?: WorkflowExecuteMode;
	lost?: number;
	by?: TriggerRun;
}

let emissions = 0;

/** An emission of a new customer, as one look after the other gives them. */
function emission(event_name: string, customer = createCustomer(sandbox).id) {
	const its: Emission = {
		id: `emission ${++emissions}`,
		tries: 0,
		lost: 0,
		// Later than all that this process remembers: what counts is n8n's table, as after a restart.
		since: Date.now() + 3_600_000,
		after: 1_000,
		candidates: [{ event_name, entity: 'customer', id: customer }],
	};
	/** The names under which an execution of it hands on. */
	const names = async ({ mode = 'trigger', lost = 0, by = trigger }: Way = {}, given = its) => {
		const tries = lost;
		const items = given.candidates.map((candidate) =>
			itemOf(candidate, { ...given, tries, lost }, 'polling', Date.now()),
		);
		return (await by.execute(items, mode))[0].map(({ json }) => json.event_name);
	};
	/** How many items it hands on. */
	const run = async (way?: Way, given = its) => (await names(way, given)).length;
	return { run, names, its, customer };
}

const change = (id: number) =>
	performAsOwner(sandbox.company, 'updateCustomerByIdV3', {
		path: { id: String(id) },
		body: { note: `Changed ${++changes} times` },
	});
let changes = 0;

describe('the same change in two emissions, of which n8n has stored the first without what is remembered with it', () => {
	it('is handed on once', async () => {
		const name = 'customer.updated';
		const one = emission(name);
		const other = emission(name, one.customer);
		expect([await one.run(), await other.run(), await other.run()]).toEqual([1, 0, 0]);
	});

	it('is handed on where the thing has changed since', async () => {
		const one = emission('customer.updated');
		expect(await one.run()).toBe(1);
		change(one.customer);
		expect(await emission('customer.updated', one.customer).run()).toBe(1);
	});

	it('is handed on as an update where what was made has changed since, and that once', async () => {
		const one = emission('customer.created');
		expect(await one.names()).toEqual(['customer.created']);
		change(one.customer);
		const [other, another] = [1, 2].map(() => emission('customer.created', one.customer));
		expect(await other.names()).toEqual(['customer.updated']);
		expect(await another.names()).toEqual([]);
		const retries = [one, other, another].map(({ names }) => names({ mode: 'retry' }));
		expect(await Promise.all(retries)).toEqual([['customer.created'], ['customer.updated'], []]);
	});

	it('is handed on by a retry of the one that came first, and by no retry of the other', async () => {
		const one = emission('customer.updated');
		const other = emission('customer.updated', one.customer);
		expect(await one.run()).toBe(1);
		expect(await other.run({ mode: 'retry' })).toBe(0);
		expect(await one.run({ mode: 'retry' })).toBe(1);
	});

	it('is handed on by a repeat of the one that n8n has lost', async () => {
		const one = emission('customer.updated');
		expect([await one.run(), await one.run({ lost: 1 })]).toEqual([1, 1]);
		expect(await emission('customer.updated', one.customer).run()).toBe(0);
	});

	it('is another change after another moment', async () => {
		const one = emission('customer.updated');
		expect(await one.run()).toBe(1);
		const later = emission('customer.updated', one.customer);
		expect(await later.run({}, { ...later.its, after: 2_000 })).toBe(1);
	});
});

describe('an event of a webhook whose execution was cut off', () => {
	let both: TriggerRun;

	beforeAll(async () => {
		const parameters = { registration: 'manual', events: ['*'], catchUp: 15 };
		both = opened.add(await runTrigger(sandbox, { parameters }));
	});

	/** How many items an execution of the webhook's message hands on. */
	const notified = async (
		event_name: string,
		id: number,
		at: string,
		mode: WorkflowExecuteMode = 'webhook',
	) => {
		const times = { occurred_at: at, received_at: at };
		const sent = { event_name, payload: { customer: { id } }, ...times };
		return (await both.execute([sent], mode))[0].length;
	};

	it.each(['customer.created', 'customer.updated'])(
		'%s is not told by its retry where a look has told it meanwhile',
		async (name) => {
			const at = new Date().toISOString();
			const { run, customer } = emission(name);
			expect(await run({ by: both })).toBe(1);
			expect(await notified(name, customer, at, 'retry')).toBe(0);
		},
	);

	it('is not told once more by the retry of a look that found it as well, before or after it was noted', async () => {
		const at = new Date().toISOString();
		for (const worksFirst of [false, true]) {
			const { run, customer } = emission('customer.created');
			expect(await notified('customer.created', customer, at)).toBe(1);
			if (worksFirst) expect(await run({ by: both })).toBe(0);
			expect(await run({ by: both, mode: 'retry' })).toBe(0);
		}
	});

	it('leaves a look what the thing has become since, under that name in each retry', async () => {
		const at = new Date().toISOString();
		for (const worksFirst of [false, true]) {
			const { names, customer } = emission('customer.created');
			expect(await notified('customer.created', customer, at)).toBe(1);
			change(customer);
			if (worksFirst) expect(await names({ by: both })).toEqual(['customer.updated']);
			expect(await names({ by: both, mode: 'retry' })).toEqual(['customer.updated']);
		}
	});

	it('is told by its retry as often as at first, whatever looks have found and whatever it has become since', async () => {
		const at = new Date().toISOString();
		for (const name of ['customer.created', 'customer.updated']) {
			for (const changesMeanwhile of [false, true]) {
				const told = emission(name);
				const since = { ...told.its, since: Date.now() - 1_000 };
				expect(await notified(name, told.customer, at)).toBe(1);
				expect(await told.run({ by: both }, since)).toBe(0);
				if (changesMeanwhile) change(told.customer);
				expect(await notified(name, told.customer, at, 'retry')).toBe(1);
				expect(await told.run({ by: both, mode: 'retry' }, since)).toBe(0);

				const found = emission(name);
				expect(await found.run({ by: both })).toBe(1);
				expect(await notified(name, found.customer, at)).toBe(0);
				if (changesMeanwhile) change(found.customer);
				expect(await notified(name, found.customer, at, 'retry')).toBe(0);
				expect(await found.names({ by: both, mode: 'retry' })).toEqual([name]);
			}
		}
	});

	it('finds what no webhook told, also of the time before this process remembers', async () => {
		for (const name of ['customer.created', 'customer.updated', 'customer.deleted']) {
			const { names, its } = emission(name);
			const since = Date.now() - 600_000;
			expect(await names({ by: both }, { ...its, since })).toEqual([name]);
			expect(await names({ by: both }, { ...its, since, id: `${its.id} again`, after: 5 })).toEqual(
				[],
			);
		}
	});

	it('is told by its retry where none has, and again where the flow behind it had failed', async () => {
		const { id } = createCustomer(sandbox);
		const at = new Date().toISOString();
		const counts: number[] = [];
		for (const mode of ['retry', 'webhook', 'retry'] as const) {
			counts.push(await notified('customer.updated', id, at, mode));
		}
		expect(counts).toEqual([1, 0, 1]);
	});
});
