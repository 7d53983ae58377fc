/**
 * What callers cost that wait for the API's limits: `npm run bench:waiting`.
 *
 * As many as may wait in one process ask for something at once, through the same function as the
 * nodes, while the API holds their user back. What they take of the heap is counted after a
 * collection; so is the time for which the process is busy when all are held back once more, and
 * when all go on.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import type { IExecuteFunctions } from 'n8n-workflow';

import { apiOf } from '../../src/clockodo/client.js';
import { paceOf, waitingAtMost } from '../../src/clockodo/pace.js';

const access = { baseUrl: 'http://127.0.0.1:9', email: 'bench@example.org', apiKey: 'key' };
/** Milliseconds. */
const HELD = 20_000;

const answer = { statusCode: 200, headers: {}, body: { data: { id: 1 } } };
const contextOf = (abort: AbortController) =>
	({
		getCredentials: async () => await Promise.resolve(access),
		getExecutionCancelSignal: () => abort.signal,
		helpers: { httpRequestWithAuthentication: async () => await Promise.resolve(answer) },
	}) as unknown as IExecuteFunctions;

function heap(): number {
	if (!globalThis.gc) throw new Error('Start it with --expose-gc');
	for (let round = 0; round < 3; round++) globalThis.gc();
	return process.memoryUsage().heapUsed;
}

/** Milliseconds that the action keeps the process busy. */
function busy(action: () => void): number {
	const started = performance.now();
	action();
	return performance.now() - started;
}

const kilobytes = (bytes: number) => Number((bytes / 1024).toFixed(1));

async function measure(callers: number) {
	const pace = paceOf(`${access.baseUrl} ${access.email}`);
	pace.holdBack(HELD);
	const before = heap();
	let failed = 0;
	const all = Array.from({ length: callers }, async () => {
		const api = apiOf(contextOf(new AbortController()));
		await api({ method: 'GET', path: '/v3/customers/1' }).catch(() => failed++);
	});
	await sleep(1_000);
	const bytes = heap() - before;
	const heldBack = busy(() => pace.holdBack(HELD + 1_000));
	await Promise.race([Promise.all(all), sleep(HELD + 10_000)]);
	return { callers, failed, bytes, heldBack };
}

await measure(100);
const { callers, failed, bytes, heldBack } = await measure(waitingAtMost);
console.log(
	JSON.stringify({
		bench: 'waiting',
		node: process.version,
		callers,
		failed,
		heap_kilobytes: kilobytes(bytes),
		kilobytes_a_caller: kilobytes(bytes / callers),
		milliseconds_to_hold_all_back: Number(heldBack.toFixed(1)),
	}),
);
// Those behind the limit of a minute wait on.
process.exit();
