import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { execa } from 'execa';

import { ensureHost } from '../../host/host.mjs';
import { copyTemplate, TEMPLATE_ENCRYPTION_KEY } from '../../host/database-template.mjs';
import { rememberedEvents } from '../../src/webhook/duplicates.js';
import type { BenchOptions, Figures } from './bench.mjs';
import { spread } from './statistics.mjs';

/** Entries in n8n's table. */
const SIZES = [2, 1_000, 2_000, 4_000, 8_000, 20_000];
const CALLS = 40;

/** What one call of n8n's duplicate test costs, by the number of entries that it remembers. */
export async function duplicates({ log }: BenchOptions): Promise<Figures> {
	const host = await ensureHost();
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-clockodo-bench-'));
	try {
		await copyTemplate(host, folder);
		const script = fileURLToPath(new URL('./duplicates-in-host.mjs', import.meta.url));
		const modules = join(host.n8nBin, '..', '..', '..');
		const { stdout } = await execa(
			host.node,
			[script, modules, String(CALLS), ...SIZES.map(String)],
			{ env: { N8N_USER_FOLDER: folder, N8N_ENCRYPTION_KEY: TEMPLATE_ENCRYPTION_KEY } },
		);
		const line = stdout.trim().split('\n').at(-1) ?? '';
		const times = JSON.parse(line) as Record<string, number[]>;
		const calls = SIZES.map((entries) => ({ entries, ms: spread(times[entries]) }));
		log(`duplicates: ${calls.map(({ entries, ms }) => `${entries}: ${ms.median} ms`).join(', ')}`);
		return { bench: 'duplicates', calls_each: CALLS, remembered_events: rememberedEvents, calls };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
