import { describe, expect, it, jest } from '@jest/globals';
import type { IExecuteFunctions, WorkflowExecuteMode } from 'n8n-workflow';

import {
	eventExecution,
	lockMark,
	noteReceiving,
	recordEvent,
	rememberedEvents,
} from '../../../src/webhook/duplicates.js';
import { isRepeat } from '../../support/is-repeat.mjs';
import { processedRow } from '../../support/processed-row.mjs';

let workflows = 0;

interface Around {
	workflow: string;
	executionId: string;
	mode: WorkflowExecuteMode;
	/** Nodes behind the trigger. */
	behind: object[];
	/** The calls of n8n's helpers that are never answered. */
	hanging: string[];
	/** Those that fail. */
	failing: string[];
	rows: ReturnType<typeof rowsInMemory>;
}

/** n8n's two rows: the trigger's own one, and the one of the whole workflow. */
const rowsInMemory = () => ({ node: processedRow(), workflow: processedRow() });

/** What an execution has of n8n, and the calls that it makes. */
function execution(changes: Partial<Around> = {}) {
	const { workflow, executionId, mode, behind, hanging, failing, rows }: Around = {
		workflow: `execution-${++workflows}`,
		executionId: '1',
		mode: 'webhook',
		behind: [],
		hanging: [],
		failing: [],
		rows: rowsInMemory(),
		...changes,
	};
	const calls: unknown[][] = [];
	const warnings: string[] = [];
	const called = async (scope: keyof typeof rows, ...call: unknown[]) => {
		calls.push([...call, scope]);
		const name = `${String(call[0])} ${scope}`;
		if (hanging.includes(name)) await new Promise(() => undefined);
		if (failing.includes(name)) throw new Error('SQLITE_BUSY');
		return rows[scope];
	};
	const context = {
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: 'trigger', name: 'Clockodo Trigger' }),
		getExecutionId: () => executionId,
		getMode: () => mode,
		logger: { warn: (message: string) => void warnings.push(message) },
		getChildNodes: (name: string, options: object) => {
			expect([name, options]).toEqual(['Clockodo Trigger', { includeNodeParameters: true }]);
			return behind;
		},
		helpers: {
			checkProcessedAndRecord: async (keys: string[], scope: 'node', options: object) =>
				await (await called(scope, 'record', keys, options)).record(keys),
			getProcessedDataCount: async (scope: 'workflow', options: object) =>
				await (await called(scope, 'count', options)).asLock().entries(),
			removeProcessed: async (keys: string[], scope: 'workflow', options: object) => {
				await (await called(scope, 'remove', keys, options)).removeProcessed(keys);
			},
			clearAllProcessedItems: async (scope: 'workflow', options: object) =>
				await (await called(scope, 'clear', options)).asLock().remove(),
		},
	};
	return { ...eventExecution(context as unknown as IExecuteFunctions), calls, rows, warnings };
}

const notification = {
	event_name: 'entry.updated',
	subscription_id: 1,
	company_id: 1,
	occurred_at: '2026-11-24T17:02:00Z',
	payload: { entry: { id: 3 } },
};
const entries = { mode: 'entries' };

/** Runs it to its end, with the pause that follows a lock. */
async function isRepeatOf(state: unknown, around: ReturnType<typeof execution>): Promise<boolean> {
	jest.useFakeTimers({ timerLimit: 5_000 });
	const repeated = isRepeat(notification, state, around);
	await jest.runAllTimersAsync();
	jest.useRealTimers();
	return await repeated;
}

describe('what an execution of an event is known by', () => {
	it('is the node in its workflow, and the execution', () => {
		const around = execution({ workflow: 'seven', executionId: '42' });
		expect(around).toMatchObject({ table: 'seven/trigger', executionId: '42', letThrough: false });
	});

	it.each<[WorkflowExecuteMode, boolean]>([
		['retry', true],
		['webhook', false],
		['manual', false],
	])('lets it through in the mode %s: %j', (mode, letThrough) => {
		expect(execution({ mode }).letThrough).toBe(letThrough);
	});
});

describe('a process that never receives, a worker', () => {
	it('records the event under a lock in the row of the workflow, and takes the lock away', async () => {
		const around = execution();
		expect(await isRepeatOf('state', around)).toBe(false);
		const options = { mode: 'entries', maxEntries: 2 * rememberedEvents };
		const keys = [expect.stringMatching(/^.{22}$/), expect.stringMatching(/^.{22}#1$/)];
		expect(around.calls).toEqual([
			['count', entries, 'workflow'],
			['record', expect.any(Array), entries, 'workflow'],
			['count', entries, 'workflow'],
			['record', keys, options, 'node'],
			['count', entries, 'workflow'],
			['clear', entries, 'workflow'],
		]);
		const [, [, marks]] = around.calls as [unknown, [unknown, string[]]];
		expect(new Set(marks)).toEqual(new Set([lockMark]));
		expect(marks.length).toBeGreaterThanOrEqual(2);
		expect(around.rows.workflow.entries()).toBeUndefined();
	});

	it('leaves the history of a Remove Duplicates node in that row, and takes its mark out', async () => {
		const around = execution();
		const { record } = around;
		around.record = async (...claim) => {
			await around.rows.workflow.record(['seen by Remove Duplicates']);
			return await record(...claim);
		};
		expect(await isRepeatOf('state', around)).toBe(false);
		expect(around.calls.at(-1)).toEqual(['remove', [lockMark], entries, 'workflow']);
		expect(around.rows.workflow.entries()).toEqual(['seen by Remove Duplicates']);
	});

	it('waits while another worker has the lock, and takes it over from one that is dead', async () => {
		const around = execution();
		await around.rows.workflow.record([lockMark, lockMark, lockMark]);
		expect(await isRepeatOf('state', around)).toBe(false);
		const scopes = around.calls.map((call) => call.at(-1));
		// It looks every 10 to 40 ms, for 10 to 15 seconds.
		expect(scopes.indexOf('node')).toBeGreaterThan(250);
		expect(scopes.indexOf('node')).toBeLessThan(1_600);
		expect(around.rows.workflow.entries()).toBeUndefined();
	});

	it('knows the lock of a worker of any version by the same mark', () => {
		expect(lockMark).toBe('clockodo-trigger-lock');
	});

	it.each(['count workflow', 'record workflow', 'clear workflow', 'record node'])(
		'does not wait for ever for a table that never answers: %s',
		async (call) => {
			const around = execution({ hanging: [call] });
			expect(await isRepeatOf('state', around)).toBe(false);
			// The event itself was recorded, or it was at least tried.
			expect(around.calls.filter(([, , , scope]) => scope === 'node')).not.toEqual([]);
			const says = /did not say whether an event was there before \(No answer within 20000 ms\)/;
			expect(around.warnings).toEqual(call === 'record node' ? [expect.stringMatching(says)] : []);
		},
	);

	const history = (type: string, parameters?: object) => [{ type, parameters }];

	it.each([
		[
			'history',
			history('n8n-nodes-base.removeDuplicates', { options: { scope: 'workflow' } }),
			false,
		],
		['history of its own', history('n8n-nodes-base.removeDuplicates', { options: {} }), true],
		['no options', history('n8n-nodes-base.removeDuplicates', {}), true],
		['no parameters', history('n8n-nodes-base.removeDuplicates'), true],
		['another node', history('n8n-nodes-base.set', { options: { scope: 'workflow' } }), true],
	])('takes no lock only where a node behind it has that row: %s', (_what, behind, isLocked) => {
		const nodes = [...history('n8n-nodes-base.noOp'), ...behind];
		expect(execution({ behind: nodes }).takeTurn !== undefined).toBe(isLocked);
	});

	it('finds the event again in another execution of the same trigger', async () => {
		const [workflow, rows] = ['shared', rowsInMemory()];
		expect(await isRepeatOf('state', execution({ workflow, rows }))).toBe(false);
		const second = { workflow, rows, executionId: '2' };
		expect(await isRepeatOf('state', execution(second))).toBe(true);
		expect(await isRepeatOf('state', execution({ ...second, mode: 'retry' }))).toBe(false);
	});
});

describe('a process that receives', () => {
	it('needs no lock: its events are executed where they came in', () => {
		noteReceiving();
		expect(execution()).not.toHaveProperty('takeTurn');
	});
});

describe('what is asked for in the table', () => {
	const ask = async (asks: string[], rows: Around['rows'], also: string[] = []) => {
		const { known } = await recordEvent({ also, asks }, execution({ rows }));
		return [...known];
	};

	it('is there once it was recorded, however often it is asked for', async () => {
		const rows = rowsInMemory();
		expect(await ask(['told', 'left'], rows, ['told'])).toEqual([]);
		const entries = rows.node.entries();
		expect(await ask(['left', 'told'], rows)).toEqual(['told']);
		expect(await ask(['told', 'left'], rows)).toEqual(['told']);
		expect(rows.node.entries()).toEqual(entries);
	});

	it('is not there by the asking of an execution that has not taken it out again, be it for a kill', async () => {
		const rows = rowsInMemory();
		await ask(['told'], rows, ['told']);
		const entries = rows.node.entries();
		await recordEvent({ asks: ['left', 'told'] }, execution({ rows, failing: ['remove node'] }));
		expect(rows.node.entries()).toContain('left');
		expect(await ask(['told', 'left'], rows)).toEqual(['told']);
		// Nor does anything stay of it.
		expect(rows.node.entries()).toEqual(entries);
	});

	it('is there once it was recorded after such an asking', async () => {
		const rows = rowsInMemory();
		await recordEvent({ asks: ['left'] }, execution({ rows, failing: ['remove node'] }));
		expect(await ask(['left'], rows, ['left'])).toEqual([]);
		expect(await ask(['left'], rows)).toEqual(['left']);
	});
});
