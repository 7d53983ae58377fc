import { setTimeout as sleep } from 'node:timers/promises';

import autocannon from 'autocannon';
import axios from 'axios';

import { percentile } from './statistics.mjs';

export interface Load {
	url: string;
	headers?: Record<string, string>;
	/** The JSON body of the request with this number. */
	body: (index: number) => string;
	/** How many requests in all. */
	amount: number;
	/** Requests under way at the same time. */
	connections: number;
	/** Requests a second, evenly; without it, each connection sends as soon as it has its answer. */
	rate?: number;
	/** What every answer has to be. */
	status: number;
}

export interface Measured {
	/** Answers a second. */
	rate: number;
	/** Milliseconds. */
	p50: number;
	/** Milliseconds. */
	p99: number;
}

/** Seconds that one answer may take. */
const TIMEOUT = 60;

/**
 * Sends the requests and measures how they are answered.
 *
 * @throws where an answer is missing or has another status
 */
export async function load(options: Load): Promise<Measured> {
	const started = performance.now();
	const answers = options.rate === undefined ? await flood(options) : await pace(options);
	const wrong = answers.filter(({ status }) => status !== options.status);
	if (wrong.length > 0 || answers.length < options.amount) {
		const statuses = [...new Set(wrong.map(({ status }) => status))].join(', ');
		throw new Error(
			`${options.url}: ${answers.length} of ${options.amount} answers, unexpected statuses: ${statuses || 'none'}`,
		);
	}
	const times = answers.map(({ time }) => time).sort((a, b) => a - b);
	const ended = Math.max(...answers.map((answer) => answer.ended));
	return {
		rate: times.length / ((ended - started) / 1000),
		p50: percentile(times, 50),
		p99: percentile(times, 99),
	};
}

interface Answer {
	status: number;
	/** Milliseconds that it took. */
	time: number;
	/** When it was there, on the clock of `performance.now()`. */
	ended: number;
}

/** Each connection sends as soon as it has its answer. */
async function flood({ url, amount, connections, headers, body }: Load): Promise<Answer[]> {
	const answers: Answer[] = [];
	let sent = 0;
	await new Promise<void>((resolve, reject) => {
		const instance = autocannon(
			{
				url,
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				amount,
				connections: Math.min(connections, amount),
				timeout: TIMEOUT,
				requests: [{ setupRequest: (request) => ({ ...request, body: body(sent++) }) }],
			},
			(error) => (error ? reject(error as Error) : resolve()),
		);
		instance.on('response', (_client, status, _bytes, time) => {
			answers.push({ status, time, ended: performance.now() });
		});
	});
	return answers;
}

/** One request after another, evenly: autocannon sends those of a second at once. */
async function pace({ url, amount, rate = 1, headers, body }: Load): Promise<Answer[]> {
	return await Promise.all(
		Array.from({ length: amount }, async (_, index): Promise<Answer> => {
			await sleep((index * 1000) / rate);
			const begun = performance.now();
			const { status } = await axios.post(url, body(index), {
				headers: { 'content-type': 'application/json', ...headers },
				proxy: false,
				timeout: TIMEOUT * 1000,
				validateStatus: () => true,
			});
			const ended = performance.now();
			return { status, time: ended - begun, ended };
		}),
	);
}
