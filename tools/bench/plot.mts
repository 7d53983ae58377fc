import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

import type { Figures } from './bench.mjs';
import type { Spread } from './statistics.mjs';

interface Point extends Spread {
	what: string;
}

/** The ratios to n8n's Webhook node and to the usual design, with their range, as SVG. */
export async function plot(all: Figures[]): Promise<string> {
	const { spec } = compile(chart(points(all)));
	return `${await new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG()}\n`;
}

function points(all: Figures[]): Point[] {
	const find = (name: string) => all.find(({ bench }) => bench === name);
	const [answering, rejecting, queue] = ['answering', 'rejecting', 'queue'].map(find);
	type Ratios = Record<string, Record<string, Spread>>;
	const of = (what: string, ratio: Spread): Point => ({ what, ...ratio });
	const full = answering?.full as Ratios | undefined;
	const steady = answering?.steady as Ratios | undefined;
	const turnedAway = rejecting as unknown as Ratios | undefined;
	const settings = (queue?.settings ?? []) as Array<
		{ webhookProcesses: number; workers: number } & Ratios
	>;
	return [
		...(full && steady
			? [
					of('Answering: throughput / Webhook node', full.against_webhook.rate),
					of('Answering: p99 / Webhook node', full.against_webhook.p99),
					of('Answering: p50 / usual design', steady.against_usual.p50),
				]
			: []),
		...(turnedAway
			? [of('Rejecting: throughput / Webhook node', turnedAway.against_webhook.rate)]
			: []),
		...settings.map(({ webhookProcesses, workers, against_webhook: ratio }) =>
			of(`Queue, ${webhookProcesses} + ${workers}: answers / Webhook node`, ratio.answered),
		),
	];
}

function chart(values: Point[]): TopLevelSpec {
	const y = { field: 'what', type: 'nominal' as const, sort: null, title: null };
	return {
		background: '#ffffff',
		title: 'Clockodo Trigger: ratio, median and range of the rounds',
		width: 420,
		data: { values },
		encoding: { y: { ...y, axis: { labelLimit: 320 } } },
		layer: [
			{
				mark: { type: 'rule', strokeDash: [4, 4], color: '#8a94a6' },
				encoding: { x: { datum: 1 }, y: {} },
			},
			{
				mark: { type: 'rule', strokeWidth: 3, color: '#9db8ea' },
				encoding: {
					x: { field: 'lowest', type: 'quantitative', title: 'Ratio (1: as fast)' },
					x2: { field: 'highest' },
				},
			},
			{
				mark: { type: 'point', filled: true, size: 90, color: '#1c57c4', opacity: 1 },
				encoding: { x: { field: 'median', type: 'quantitative' } },
			},
			{
				mark: { type: 'text', dy: -11, fontSize: 11 },
				encoding: {
					x: { field: 'median', type: 'quantitative' },
					text: { field: 'median', type: 'quantitative' },
				},
			},
		],
	};
}
