import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { N8n } from '../../../host/n8n.mjs';

const FILE = 'heap.txt';

/** Makes an n8n write the size of its heap after a full collection into its folder, at each SIGUSR2. */
export function heapReporter(maxOldSpace: number): Record<string, string> {
	const script = `
		import v8 from 'node:v8';
		import vm from 'node:vm';
		import { writeFileSync } from 'node:fs';
		v8.setFlagsFromString('--expose-gc');
		const gc = vm.runInNewContext('gc');
		process.on('SIGUSR2', () => {
			gc();
			writeFileSync(process.env.N8N_USER_FOLDER + '/${FILE}', String(process.memoryUsage().heapUsed));
		});`;
	const url = `data:text/javascript,${encodeURIComponent(script)}`;
	return { NODE_OPTIONS: `--max-old-space-size=${maxOldSpace} --import=${url}` };
}

/** Bytes that n8n's heap holds for good; n8n must have been started with {@link heapReporter}. */
export async function heapOf(n8n: N8n): Promise<number> {
	const file = join(n8n.folder, FILE);
	await rm(file, { force: true });
	process.kill(n8n.process.pid, 'SIGUSR2');
	for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(50)) {
		const bytes = Number(await readFile(file, 'utf8').catch(() => ''));
		if (bytes > 0) return bytes;
	}
	throw new Error('n8n did not report the size of its heap');
}
