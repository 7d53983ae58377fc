import { poll } from '../../host/poll.mjs';

/**
 * Waits for something that happens after the answer that caused it.
 *
 * @throws if it has not happened after `limit` milliseconds.
 */
export async function until(
	holds: () => boolean | Promise<boolean>,
	{ limit = 20_000, what = String(holds) } = {},
): Promise<void> {
	await poll(
		{ interval: 20, limit },
		async () => (await holds()) || undefined,
		() => `Still not so after ${limit} ms: ${what}`,
	);
}
