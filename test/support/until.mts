import { setTimeout as sleep } from 'node:timers/promises';

const POLL_INTERVAL = 50;

/**
 * Waits for something that happens after the answer that caused it.
 *
 * @throws if it has not happened after `limit` milliseconds.
 */
export async function until(
	holds: () => boolean | Promise<boolean>,
	limit = 20_000,
): Promise<void> {
	const deadline = Date.now() + limit;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error(`Still not so after ${limit} ms: ${String(holds)}`);
		await sleep(POLL_INTERVAL);
	}
}
