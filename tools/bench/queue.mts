import { setTimeout as sleep } from 'node:timers/promises';

import { type QueueMode, startQueueMode } from '../../test/support/queue-mode/queue-mode.mjs';
import { missingServer } from '../../test/support/queue-mode/servers.mjs';
import type { BenchOptions, Figures } from './bench.mjs';
import {
	API_DELAY,
	createCredentials,
	newNotification,
	publishTrigger,
	publishWebhookNode,
	type Target,
} from './instance.mjs';
import { load } from './load.mjs';
import { interleave } from './rounds.mjs';
import { startSlowApi } from './slow-api.mjs';
import { ratioSpread, spread } from './statistics.mjs';

const CONNECTIONS = 10;
/** Most first: each setting is what is left when the others were stopped. */
const SETTINGS = [
	{ webhookProcesses: 2, workers: 4 },
	{ webhookProcesses: 1, workers: 2 },
	{ webhookProcesses: 1, workers: 1 },
];

type Side = 'clockodo' | 'webhook';

/** How answers and executions grow with the processes of n8n's queue mode. */
export async function queue(options: BenchOptions): Promise<Figures> {
	const missing = await missingServer();
	if (missing !== undefined) throw new Error(missing);
	const api = await startSlowApi(API_DELAY);
	const n8n = await startQueueMode(SETTINGS[0]);
	try {
		const credentials = await createCredentials(n8n.client, api);
		const targets: Record<Side, Target> = {
			clockodo: await publishTrigger(n8n.client, credentials),
			webhook: await publishWebhookNode(n8n.client, credentials),
		};
		const settings = [];
		for (const setting of SETTINGS) {
			const surplus = n8n.workers.splice(setting.workers);
			await Promise.all(surplus.map(async (worker) => await worker.stop()));
			settings.push({ ...setting, ...(await compare(n8n, targets, setting, options)) });
		}
		const { rounds, amount } = options;
		return { bench: 'queue', rounds, amount, connections: CONNECTIONS, settings };
	} finally {
		await n8n.dispose();
		await api.close();
	}
}

async function compare(
	n8n: QueueMode,
	targets: Record<Side, Target>,
	{ webhookProcesses, workers }: (typeof SETTINGS)[number],
	{ rounds, amount, log }: BenchOptions,
) {
	const base = webhookProcesses > 1 ? n8n.proxy.url : n8n.webhookProcesses[0].url;
	const all = await interleave(
		rounds,
		{
			clockodo: async () => await measure(n8n, base, targets.clockodo, amount),
			webhook: async () => await measure(n8n, base, targets.webhook, amount),
		},
		(round, { clockodo, webhook }) =>
			log(
				`queue, ${webhookProcesses} webhook processes, ${workers} workers, round ${round}: clockodo ${clockodo.answered.toFixed(1)} answered/s, ${clockodo.executed.toFixed(1)} executed/s; webhook ${webhook.answered.toFixed(1)}, ${webhook.executed.toFixed(1)}`,
			),
	);
	const of = (side: Side) => ({
		answered: spread(all.map((round) => round[side].answered)),
		executed: spread(all.map((round) => round[side].executed)),
	});
	const ratio = (quantity: 'answered' | 'executed') =>
		ratioSpread(
			all,
			(round) => round.clockodo[quantity],
			(round) => round.webhook[quantity],
		);
	return {
		clockodo: of('clockodo'),
		webhook: of('webhook'),
		against_webhook: { answered: ratio('answered'), executed: ratio('executed') },
	};
}

async function measure(
	n8n: QueueMode,
	base: string,
	{ id, path, headers }: Target,
	amount: number,
) {
	const started = performance.now();
	const { rate } = await load({
		url: `${base}${path}`,
		headers,
		body: () => newNotification(),
		amount,
		connections: CONNECTIONS,
		status: 200,
	});
	while (await isBusy(n8n, id)) await sleep(100);
	return { answered: rate, executed: amount / ((performance.now() - started) / 1000) };
}

/** @throws where an execution failed: figures of broken runs are worth nothing */
async function isBusy(n8n: QueueMode, workflowId: string): Promise<boolean> {
	const rows = await n8n.sql<{ status: string; count: string }>(
		`SELECT status, count(*) FROM execution_entity WHERE "workflowId" = $1 AND status <> 'success' GROUP BY status`,
		[workflowId],
	);
	const failed = rows.find(({ status }) => status !== 'new' && status !== 'running');
	if (failed) throw new Error(`Executions of workflow ${workflowId} are ${failed.status}`);
	return rows.length > 0;
}
