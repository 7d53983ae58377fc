import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setInterval } from 'node:timers/promises';

import axios from 'axios';
import type { INode, INodeParameters } from 'n8n-workflow';

import { createCredential, type Credential, type N8nClient } from '../../host/client.mjs';
import { getExecution, outputItems, waitForExecutions } from '../../host/executions.mjs';
import type { N8n } from '../../host/n8n.mjs';
import { chain, createWorkflow, deleteWorkflow, node, publish } from '../../host/workflows.mjs';
import { clockodoNode, startN8nWithNodes } from '../../test/support/clockodo-nodes.mjs';
import { startBatchApi, type BatchApi } from './batch-api.mjs';
import type { BenchOptions, Figures } from './bench.mjs';
import { API_DELAY } from './instance.mjs';
import { interleave } from './rounds.mjs';
import { ratioSpread, significant, spread } from './statistics.mjs';

const SOME = 100;
/** More than the API allows in a minute. */
const MANY = 1_000;
const STORED = 10_000;
/** The largest that the API gives of entries. */
const PAGE = 1_000;
/** Milliseconds: an execution that is over the API's limit waits for the next minute. */
const LIMIT = 300_000;

const READ = 'Read';

interface Bench {
	n8n: N8n;
	client: N8nClient;
	api: BatchApi;
}

interface Measured {
	/** That the node took, as n8n notes it. */
	ms: number;
	/** The most that n8n's process has held in memory meanwhile, in MB; undefined without /proc. */
	memory?: number;
	/** Results that are no error. */
	results: number;
}

/** Many items, and a long list, against n8n's own HTTP Request node with the same credential. */
export async function batch({ rounds, env, log }: BenchOptions): Promise<Figures> {
	const api = await startBatchApi(API_DELAY, STORED);
	const { n8n, client } = await startN8nWithNodes({ env });
	try {
		const bench = { n8n, client, api };
		const some = await compare(bench, 'reads', rounds, SOME, readers(api), log);
		const list = await compare(bench, 'list', rounds, 1, listers(api), log);
		const many = await overLimit(bench, log);
		return { bench: 'batch', rounds, delay: API_DELAY, reads: some, list, over_limit: many };
	} finally {
		await n8n.dispose();
		await api.close();
	}
}

type Side = 'clockodo' | 'http';
/** The node of each side, for a credential. */
type Nodes = Record<Side, (credential: Credential) => INode>;

async function compare(
	bench: Bench,
	what: string,
	rounds: number,
	items: number,
	nodes: Nodes,
	log: BenchOptions['log'],
) {
	const [clockodo, http] = await Promise.all(
		(['clockodo', 'http'] as const).map(async (side) => await makeRun(bench, nodes[side])),
	);
	const all = await interleave(
		rounds,
		{
			clockodo: async () => await clockodo.measure(items),
			http: async () => await http.measure(items),
		},
		(round, sides) =>
			log(
				`batch, ${what}, round ${round}: ${sides.clockodo.ms} ms, HTTP Request ${sides.http.ms} ms`,
			),
	);
	for (const each of all) {
		if (each.clockodo.results < items) throw new Error(`Only ${each.clockodo.results} results`);
	}
	await Promise.all([clockodo.dispose(), http.dispose()]);
	const of = (side: Side) => ({
		ms: spread(all.map((round) => round[side].ms)),
		memory_mb: spread(all.map((round) => round[side].memory ?? NaN)),
	});
	return {
		items,
		clockodo: of('clockodo'),
		http: of('http'),
		against_http: ratioSpread(
			all,
			(round) => round.clockodo.ms,
			(round) => round.http.ms,
		),
	};
}

/** Once: it takes the minute that the limit lasts. */
async function overLimit(bench: Bench, log: BenchOptions['log']) {
	const nodes = readers(bench.api);
	const figures: Record<string, object> = {};
	for (const side of ['http', 'clockodo'] as const) {
		const run = await makeRun(bench, nodes[side]);
		const { ms, results, memory = NaN } = await run.measure(MANY);
		const refused = bench.api.refused(run.user);
		log(`batch, ${MANY} reads: ${side} ${ms} ms, ${refused} refused, ${results} results`);
		figures[side] = {
			seconds: significant(ms / 1000),
			memory_mb: significant(memory),
			refused,
			results,
		};
		await run.dispose();
	}
	return { items: MANY, ...figures };
}

/** Both give what the API answers, and nothing else. */
const plain = { simplify: false, readable: false };

/** Each item is one entry to read. */
function readers(api: BatchApi): Nodes {
	const id = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
	return {
		clockodo: (credential) =>
			clockodoNode(READ, { resource: 'entry', operation: 'get', ...plain, id }, credential),
		http: (credential) =>
			httpRequest({ url: `=${api.url}/v2/entries/{{ $json.id }}`, options: {} }, credential),
	};
}

/** One item reads the whole list. */
function listers(api: BatchApi): Nodes {
	const span = { time_since: '2020-01-01T00:00:00Z', time_until: '2030-01-01T00:00:00Z' };
	const operation = { resource: 'entry', operation: 'getAll', returnAll: true, ...plain };
	const pagination = {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: { parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' }] },
		paginationCompleteWhen: 'other',
		completeExpression:
			'={{ $response.body.paging.current_page >= $response.body.paging.count_pages }}',
	};
	const query = { ...span, items_per_page: String(PAGE) };
	return {
		clockodo: (credential) => clockodoNode(READ, { ...operation, ...span }, credential),
		http: (credential) =>
			httpRequest(
				{
					url: `${api.url}/v2/entries`,
					sendQuery: true,
					queryParameters: {
						parameters: Object.entries(query).map(([name, value]) => ({ name, value })),
					},
					options: { pagination: { pagination } },
				},
				credential,
			),
	};
}

function httpRequest(parameters: INodeParameters, { id, name, type }: Credential): INode {
	return node({
		name: READ,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			...parameters,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
		},
		credentials: { [type]: { id, name } },
	});
}

/** A published workflow that reads what it is sent, as a user of its own: limits and pace are a user's. */
async function makeRun({ n8n, client, api }: Bench, make: Nodes[Side]) {
	const user = `${randomUUID()}@example.com`;
	const credential = await createCredential(client, 'clockodoApi', user, {
		email: user,
		apiKey: randomUUID(),
		baseUrl: api.url,
	});
	const path = randomUUID();
	const webhook: INode = {
		...node({ name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2.1 }),
		webhookId: randomUUID(),
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
	};
	const split = node({
		name: 'Split Out',
		type: 'n8n-nodes-base.splitOut',
		parameters: { fieldToSplitOut: 'body.items', options: {} },
	});
	// What is refused is a result, too.
	const reader: INode = { ...make(credential), onError: 'continueRegularOutput' };
	const { id } = await createWorkflow(client, chain(user, [webhook, split, reader]));
	await publish(client, id);
	let runs = 0;
	const measure = async (amount: number): Promise<Measured> => {
		const items = Array.from({ length: amount }, (_, index) => ({ id: index + 1 }));
		const [memory, execution] = await mostMemory(n8n.process.pid, async () => {
			await axios.post(`${n8n.url}/webhook/${path}`, { items }, { proxy: false });
			const ended = await waitForExecutions(client, ++runs, { workflowId: id }, LIMIT);
			return ended[ended.length - 1];
		});
		const whole = await getExecution(client, execution.id);
		const results = outputItems(whole, READ).filter((item) => !('error' in item)).length;
		return { ms: whole.data.resultData.runData[READ][0].executionTime, memory, results };
	};
	return { user, measure, dispose: async () => await deleteWorkflow(client, id) };
}

/** Does the action, and looks every tenth of a second how much memory the process holds. */
async function mostMemory<Result>(
	pid: number | undefined,
	action: () => Promise<Result>,
): Promise<[megabytes: number | undefined, result: Result]> {
	let most: number | undefined;
	const over = new AbortController();
	const watch = async () => {
		for await (const _tick of setInterval(100, undefined, { signal: over.signal })) {
			const held = await memoryOf(pid);
			if (held !== undefined) most = Math.max(most ?? 0, held);
		}
	};
	const watching = watch().catch(() => {});
	try {
		const result = await action();
		return [most, result];
	} finally {
		over.abort();
		await watching;
	}
}

async function memoryOf(pid: number | undefined): Promise<number | undefined> {
	try {
		const status = await readFile(`/proc/${String(pid)}/status`, 'latin1');
		const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
		return Number.isNaN(kilobytes) ? undefined : kilobytes / 1000;
	} catch {
		return undefined;
	}
}
