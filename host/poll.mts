/** Waiting for what n8n does in its own time, and tells nobody of. */
import { setTimeout as sleep } from 'node:timers/promises';

/** How long to look again and again; both in milliseconds. */
export interface Patience {
	interval: number;
	limit: number;
}

/**
 * Looks until there is something to see, and gives that.
 *
 * @param look gives undefined while there is nothing yet
 * @param late what to say if there still is nothing at the end
 * @throws with what `late` says
 */
export async function poll<Found>(
	{ interval, limit }: Patience,
	look: () => Found | undefined | Promise<Found | undefined>,
	late: () => string | Promise<string>,
): Promise<Found> {
	const deadline = Date.now() + limit;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > deadline) throw new Error(await late());
		await sleep(interval);
	}
}
