import { startSandbox } from '../../../sandbox/server.mjs';
import { openTogether } from '../opened.mjs';
import {
	type QueueMode,
	type QueueModeOptions,
	startQueueMode,
} from '../queue-mode/queue-mode.mjs';
import type { Sql } from '../stored-runs.mjs';
import { setTriggerScene, type TriggerScene } from './trigger-scene.mjs';

/** An n8n in queue mode with the nodes, and a sandbox that it has the credential of. */
export interface QueueScene extends TriggerScene {
	queue: QueueMode;
	/** In n8n's database. */
	sql: Sql;
	dispose(): Promise<void>;
}

export async function startQueueScene(options: QueueModeOptions = {}): Promise<QueueScene> {
	return await openTogether(async (opened) => {
		const sandbox = opened.add(await startSandbox());
		const queue = opened.add(await startQueueMode(options));
		const scene = await setTriggerScene(queue.client, sandbox, queue.proxy.url);
		return { ...scene, queue, sql: queue.sql };
	});
}
