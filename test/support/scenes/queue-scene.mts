import { startSandbox } from '../../../sandbox/server.mjs';
import { type Scene, setScene } from './trigger-scene.mjs';
import { type QueueMode, type QueueModeOptions, startQueueMode } from '../queue-mode/queue-mode.mjs';

/** A scene whose n8n runs in queue mode. */
export interface QueueScene extends Scene {
	queue: QueueMode;
	dispose(): Promise<void>;
}

export async function startQueueScene(options: QueueModeOptions = {}): Promise<QueueScene> {
	const sandbox = await startSandbox();
	try {
		const queue = await startQueueMode(options);
		const dispose = async () => {
			await queue.dispose();
			await sandbox.close();
		};
		const scene = await setScene(queue.client, sandbox, queue.proxy.url);
		return { ...scene, queue, dispose };
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}
