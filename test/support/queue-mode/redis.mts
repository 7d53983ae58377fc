import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from '../../../host/ports.mjs';
import { withRedis } from './servers.mjs';

/** A Redis of the test's own, which may be killed; it keeps nothing on disk. */
export interface OwnRedis {
	host: string;
	port: number;
	/** `kill -9`, and a new, empty one on the same port after a second. */
	replace(): Promise<void>;
	close(): Promise<void>;
}

/** Starts `redis-server` from the PATH. @throws where there is none */
export async function startRedis(): Promise<OwnRedis> {
	const host = '127.0.0.1';
	const port = await freePort();
	const folder = await mkdtemp(join(tmpdir(), 'clockodo-redis-'));
	let child = await run(port, folder);
	const kill = async () => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		child.kill('SIGKILL');
		await once(child, 'exit');
	};
	return {
		host,
		port,
		replace: async () => {
			await kill();
			await sleep(1000);
			child = await run(port, folder);
		},
		close: async () => {
			await kill();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

async function run(port: number, folder: string): Promise<ChildProcess> {
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
	const child = spawn('redis-server', args, { stdio: 'ignore' });
	await once(child, 'spawn');
	for (let attempt = 0; ; attempt++) {
		try {
			await withRedis({ host: '127.0.0.1', port }, async (client) => await client.ping());
			return child;
		} catch (error) {
			if (attempt === 100) throw error;
			await sleep(100);
		}
	}
}
