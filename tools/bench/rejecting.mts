import type { BenchOptions, Figures } from './bench.mjs';
import {
	type Instance,
	newNotification,
	processorTime,
	publishTrigger,
	publishWebhookNode,
	startInstance,
	type Target,
} from './instance.mjs';
import { load } from './load.mjs';
import { interleave } from './rounds.mjs';
import { ratioSpread, spread } from './statistics.mjs';

const CONNECTIONS = 10;

/** How fast a wrong token is turned away, against a wrong header at n8n's Webhook node. */
export async function rejecting({ rounds, amount, env, log }: BenchOptions): Promise<Figures> {
	const instance = await startInstance(env);
	try {
		const { client, credentials } = instance;
		const trigger = await publishTrigger(client, credentials);
		const webhook = await publishWebhookNode(client, credentials);
		const wrong = Object.fromEntries(Object.keys(webhook.headers).map((name) => [name, 'wrong']));
		const all = await interleave(
			rounds,
			{
				clockodo: async () => await measure(instance, trigger, 401, amount),
				webhook: async () => await measure(instance, { ...webhook, headers: wrong }, 403, amount),
			},
			(round, { clockodo, webhook: other }) =>
				log(
					`rejecting, round ${round}: clockodo ${clockodo.rate.toFixed(1)}/s, ${clockodo.cpu.toFixed(1)} ms; webhook ${other.rate.toFixed(1)}/s, ${other.cpu.toFixed(1)} ms`,
				),
		);
		const of = (side: 'clockodo' | 'webhook') => ({
			rate: spread(all.map((round) => round[side].rate)),
			p50: spread(all.map((round) => round[side].p50)),
			p99: spread(all.map((round) => round[side].p99)),
			cpu: spread(all.map((round) => round[side].cpu)),
		});
		const ratio = (quantity: 'rate' | 'p50' | 'p99' | 'cpu') =>
			ratioSpread(
				all,
				(round) => round.clockodo[quantity],
				(round) => round.webhook[quantity],
			);
		return {
			bench: 'rejecting',
			rounds,
			amount,
			connections: CONNECTIONS,
			clockodo: of('clockodo'),
			webhook: of('webhook'),
			against_webhook: {
				rate: ratio('rate'),
				p50: ratio('p50'),
				p99: ratio('p99'),
				cpu: ratio('cpu'),
			},
		};
	} finally {
		await instance.dispose();
	}
}

async function measure(
	{ n8n }: Instance,
	{ path, headers }: Target,
	status: number,
	amount: number,
) {
	const before = (await processorTime(n8n.process.pid)) ?? NaN;
	const measured = await load({
		url: `${n8n.url}${path}`,
		headers,
		body: () => newNotification('a wrong token'),
		amount,
		connections: CONNECTIONS,
		status,
	});
	const used = ((await processorTime(n8n.process.pid)) ?? NaN) - before;
	return { ...measured, cpu: used / amount };
}
