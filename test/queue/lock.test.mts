import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { expectedUnderLoad, lockUnderLoad } from '../support/lock-load.mjs';
import { Opened } from '../support/opened.mjs';
import { report } from '../support/report.mjs';
import { type QueueScene, startQueueScene } from '../support/scenes/queue-scene.mjs';

const PAIRS = 100;
/** Most first: each number is what is left when the others were stopped. Eight are in `faults`. */
const WORKERS = [4, 2];

describe('the lock around the duplicate test, in workers on PostgreSQL', () => {
	const opened = new Opened();
	let scene: QueueScene;

	beforeAll(async () => {
		scene = opened.add(await startQueueScene({ workers: WORKERS[0] }));
	}, 600_000);

	afterAll(async () => await opened.end(), 120_000);

	it.each(WORKERS)(
		'lets one of two at the same moment through, and forgets no key: %i workers',
		async (workers) => {
			const surplus = scene.queue.workers.splice(workers);
			await Promise.all(surplus.map(async (worker) => await worker.stop()));
			const outcome = await lockUnderLoad(scene, PAIRS);
			report('queue: the lock', outcome.figures);
			expect(outcome).toMatchObject(expectedUnderLoad(PAIRS));
		},
		300_000,
	);
});
