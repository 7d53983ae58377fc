import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isList, nodeOperations } from '../../nodes/Clockodo/table/operations.js';
import { offeredOperations } from '../../src/clockodo/operations/index.js';
import { sandboxClient, type SandboxClient } from '../../sandbox/client/client.mjs';
import { parseQuery } from '../../sandbox/api/query.mjs';
import { startSandbox, type Sandbox } from '../../sandbox/server.mjs';
import { answerProblems } from '../support/request-schemas.mjs';
import { parametersFor, sampleFor } from '../support/node-samples.mjs';
import { Opened } from '../support/opened.mjs';
import { runClockodo } from '../support/node-run.mjs';
import { type Recorder, startRecorder } from '../support/recorder.mjs';
import { queryText } from '../support/sandbox-requests.mjs';

/** Waits for a secret at its URL, so it is run in a test of its own. */
const elsewhere = ['confirmWebhookV2'];
const cases = nodeOperations
	.filter(({ operation }) => !elsewhere.includes(operation.id))
	.map((each) => [`${each.resource.value}: ${each.choice.value}`, each] as const);

/** What a query means: clients write true and false in two ways, and one value like a list of one. */
const plain = (value: unknown) =>
	JSON.parse(
		JSON.stringify(value)
			.replaceAll('"true"', '"1"')
			.replaceAll('"false"', '"0"')
			.replace(/\[("[^",]*")\]/g, '$1'),
	) as unknown;

describe('every operation of the Clockodo node', () => {
	const opened = new Opened();
	let sandbox: Sandbox;
	let recorder: Recorder;
	let client: SandboxClient;
	const done = new Set<string>();

	beforeAll(async () => {
		sandbox = opened.add(await startSandbox());
		recorder = opened.add(await startRecorder(sandbox));
		client = sandboxClient(sandbox);
	});

	afterAll(async () => {
		await opened.end();
		const offered = offeredOperations().filter(({ id }) => done.has(id)).length;
		console.log(
			`${offered} of ${offeredOperations().length} operations of the API ran through the node`,
		);
	});

	it.each(cases)('%s', async (_, each) => {
		const { operation, choice } = each;
		const sample = await sampleFor(each, client);
		if (!sample) throw new Error(`there is no sample request for ${operation.id}`);
		recorder.take();
		// Names are read in requests of their own (names.test.mts).
		const parameters = { ...parametersFor(each, sample), readable: false };
		const items = await runClockodo(recorder, { parameters });

		const requests = recorder.take();
		const sent = requests.pop() as (typeof requests)[number];
		expect(requests.map(({ method }) => method)).toEqual(choice.before === 'cancel' ? ['GET'] : []);
		const { items_per_page, page, ...query } = sent.query;
		const {
			items_per_page: _size,
			page: _page,
			...wanted
		} = parseQuery(queryText(sample.query).slice(1));
		expect(plain(query)).toEqual(plain(wanted));
		expect(page).toBe(items_per_page === undefined ? undefined : '1');
		expect(sent.method).toBe(operation.method);
		expect(sent.path).toBe(
			operation.path.replace(/\{(\w+)\}/g, (_all, name: string) => String(sample.path?.[name])),
		);
		expect(sent.body ?? {}).toEqual(sample.body ?? {});

		expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		if (!isList(each)) expect(items).toHaveLength(1);
		if (choice.value === 'delete') {
			expect(items[0].json).toEqual({ deleted: true });
		} else {
			expect(items.flatMap(({ json }) => answerProblems(operation, json))).toEqual([]);
		}
		done.add(operation.id);
	});
});
