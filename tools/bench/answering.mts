import type { BenchOptions, Figures } from './bench.mjs';
import {
	API_DELAY,
	assertAllSucceeded,
	type Instance,
	newNotification,
	processorTime,
	publishTrigger,
	publishUsualDesign,
	publishWebhookNode,
	startInstance,
	type Target,
	untilIdle,
} from './instance.mjs';
import { load, type Measured } from './load.mjs';
import { interleave } from './rounds.mjs';
import { ratioSpread, type Spread, spread } from './statistics.mjs';

type Side = 'clockodo' | 'webhook' | 'usual';
type Round = Record<Side, Measured & { executed: number; cpu: number }>;

/** Connections that send without a pause. */
const CONNECTIONS = 10;
/** Notifications a second where n8n has room to breathe. */
const STEADY_RATE = 2;
/** The usual design is so much slower that a part of the requests says enough. */
const USUAL_PART = 1 / 3;

/** How fast a notification is answered, against n8n's Webhook node and the usual design. */
export async function answering({ rounds, amount, env, log }: BenchOptions): Promise<Figures> {
	const instance = await startInstance(env);
	try {
		const { client, credentials } = instance;
		const targets: Record<Side, Target> = {
			clockodo: await publishTrigger(client, credentials),
			webhook: await publishWebhookNode(client, credentials),
			usual: await publishUsualDesign(client, credentials),
		};
		const run = async (
			what: string,
			requests: number,
			shape: { connections: number; rate?: number },
		) =>
			await interleave(
				rounds,
				{
					clockodo: async () => await measure(instance, targets.clockodo, requests, shape),
					webhook: async () => await measure(instance, targets.webhook, requests, shape),
					usual: async () =>
						await measure(instance, targets.usual, Math.ceil(requests * USUAL_PART), shape),
				},
				(round, result) => log(`answering, ${what}, round ${round}: ${describe(result)}`),
			);
		const full = await run('full load', amount, { connections: CONNECTIONS });
		const steady = await run('steady', Math.ceil(amount / 4), {
			connections: 1,
			rate: STEADY_RATE,
		});
		await assertAllSucceeded(client);
		return {
			bench: 'answering',
			rounds,
			amount,
			connections: CONNECTIONS,
			steady_rate: STEADY_RATE,
			api_delay_ms: API_DELAY,
			full: summary(full),
			steady: summary(steady),
		};
	} finally {
		await instance.dispose();
	}
}

async function measure(
	{ n8n, client }: Instance,
	{ path, headers }: Target,
	amount: number,
	shape: { connections: number; rate?: number },
) {
	const started = performance.now();
	const used = await processorTime(n8n.process.pid);
	const measured = await load({
		url: `${n8n.url}${path}`,
		headers,
		body: () => newNotification(),
		amount,
		status: 200,
		...shape,
	});
	await untilIdle(client);
	const seconds = (performance.now() - started) / 1000;
	const cpu = ((await processorTime(n8n.process.pid)) ?? NaN) - (used ?? NaN);
	return { ...measured, executed: amount / seconds, cpu: cpu / amount };
}

const sides: Side[] = ['clockodo', 'webhook', 'usual'];

function summary(all: Round[]) {
	const of = (side: Side) => ({
		rate: spread(all.map((round) => round[side].rate)),
		p50: spread(all.map((round) => round[side].p50)),
		p99: spread(all.map((round) => round[side].p99)),
		executed: spread(all.map((round) => round[side].executed)),
		cpu: spread(all.map((round) => round[side].cpu)),
	});
	const ratio = (other: Side): Record<'rate' | 'p50' | 'p99' | 'executed' | 'cpu', Spread> => ({
		rate: ratioSpread(
			all,
			(round) => round.clockodo.rate,
			(round) => round[other].rate,
		),
		p50: ratioSpread(
			all,
			(round) => round.clockodo.p50,
			(round) => round[other].p50,
		),
		p99: ratioSpread(
			all,
			(round) => round.clockodo.p99,
			(round) => round[other].p99,
		),
		executed: ratioSpread(
			all,
			(round) => round.clockodo.executed,
			(round) => round[other].executed,
		),
		cpu: ratioSpread(
			all,
			(round) => round.clockodo.cpu,
			(round) => round[other].cpu,
		),
	});
	return {
		...Object.fromEntries(sides.map((side) => [side, of(side)])),
		against_webhook: ratio('webhook'),
		against_usual: ratio('usual'),
	};
}

function describe(result: Round): string {
	return sides
		.map((side) => {
			const { rate, p50, p99, executed, cpu } = result[side];
			return `${side} ${rate.toFixed(1)}/s p50 ${p50.toFixed(0)} p99 ${p99.toFixed(0)} ms, executed ${executed.toFixed(1)}/s, cpu ${cpu.toFixed(1)} ms`;
		})
		.join('; ');
}
