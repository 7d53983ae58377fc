/** The database that throw-away instances start from, so that n8n's migrations run once a machine. */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { lock } from 'proper-lockfile';

import { cacheFolder, type Host } from './host.mjs';
import { n8nEnvironment } from './environment.mjs';
import { startProcess } from './process.mjs';
import { freePort } from './ports.mjs';

/** Of throw-away instances only, which all start from the same database. The demo makes its own. */
export const TEMPLATE_ENCRYPTION_KEY = 'of-a-throw-away-instance';

/**
 * Copies a database that went through n8n's migrations already into a new user folder: a start
 * then takes some seconds instead of half a minute.
 *
 * The template is made at its first use, once for each version of n8n, and kept in the cache.
 */
export async function copyTemplate(host: Host, userFolder: string): Promise<void> {
	const template = join(cacheFolder(), `template-${host.version}`);
	if (!existsSync(template)) await makeTemplate(host, template);
	await cp(template, userFolder, { recursive: true });
}

async function makeTemplate(host: Host, template: string): Promise<void> {
	await mkdir(dirname(template), { recursive: true });
	const release = await lock(template, {
		realpath: false,
		lockfilePath: `${template}.lock`,
		stale: 20_000,
		retries: { forever: true, factor: 1, minTimeout: 500, maxTimeout: 500 },
	});
	try {
		if (existsSync(template)) return;
		const folder = await mkdtemp(`${template}.partial-`);
		try {
			await migrate(host, folder);
			await rename(folder, template);
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	} finally {
		await release();
	}
}

/** A clean stop closes the database, which folds SQLite's write-ahead log into the one file. */
async function migrate(host: Host, userFolder: string): Promise<void> {
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const env = n8nEnvironment({
		version: host.version,
		userFolder,
		port,
		brokerPort: await freePort(),
		healthPort: await freePort(),
		encryptionKey: TEMPLATE_ENCRYPTION_KEY,
		webhookUrl: url,
	});
	const logFile = `${userFolder}.log`;
	const readinessUrl = `${url}/healthz/readiness`;
	const n8n = await startProcess({ host, role: 'main', env, logFile, readinessUrl });
	await n8n.stop();
	await rm(logFile, { force: true });
}
