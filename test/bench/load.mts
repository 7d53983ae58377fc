import autocannon from 'autocannon';

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
	/** Requests a second; without it, each connection sends as soon as it has its answer. */
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
	const { url, amount, connections, rate, status, headers, body } = options;
	const times: number[] = [];
	const others = new Map<number, number>();
	let sent = 0;
	const started = performance.now();
	let ended = started;
	const result = await new Promise<autocannon.Result>((resolve, reject) => {
		const instance = autocannon(
			{
				url,
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				amount,
				connections: Math.min(connections, amount),
				timeout: TIMEOUT,
				...(rate !== undefined && { overallRate: rate, ignoreCoordinatedOmission: true }),
				requests: [{ setupRequest: (request) => ({ ...request, body: body(sent++) }) }],
			},
			(error, outcome) => (error ? reject(error as Error) : resolve(outcome)),
		);
		instance.on('response', (_client, statusCode, _bytes, time) => {
			times.push(time);
			ended = performance.now();
			if (statusCode !== status) others.set(statusCode, (others.get(statusCode) ?? 0) + 1);
		});
	});
	if (others.size > 0 || result.errors > 0 || times.length < amount) {
		const statuses = JSON.stringify(Object.fromEntries(others));
		throw new Error(
			`${url}: ${times.length} of ${amount} answers, ${result.errors} errors, unexpected statuses ${statuses}`,
		);
	}
	times.sort((a, b) => a - b);
	return {
		rate: times.length / ((ended - started) / 1000),
		p50: percentile(times, 50),
		p99: percentile(times, 99),
	};
}
