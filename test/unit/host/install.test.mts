import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { cacheFolder, hostFolder, hostKey } from '../../../host/host.mjs';
import { DEFAULT_LINE, LINES } from '../../../host/lines.mjs';
import { installHost } from '../../../host/install.mjs';

/** Milliseconds: each case runs npm itself. */
const LIMIT = 60_000;

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-clockodo-host-'));
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

/** A folder like those of `host/lines` whose only package lies in the folder itself, or at a registry. */
async function source(dependency: 'file:stubs/n8n' | '1.0.0'): Promise<string> {
	const path = join(folder, 'source');
	const manifest = { name: 'host', version: '0.0.0', dependencies: { n8n: dependency } };
	const packages = {
		'': manifest,
		...(dependency === '1.0.0'
			? { 'node_modules/n8n': { version: '1.0.0', integrity: `sha512-${'A'.repeat(86)}==` } }
			: {
					'node_modules/n8n': { resolved: 'stubs/n8n', link: true },
					'stubs/n8n': { version: '1.0.0' },
				}),
	};
	const lock = { name: 'host', version: '0.0.0', lockfileVersion: 3, requires: true, packages };
	await mkdir(join(path, 'stubs', 'n8n'), { recursive: true });
	await writeFile(join(path, 'package.json'), JSON.stringify(manifest));
	await writeFile(join(path, 'package-lock.json'), JSON.stringify(lock));
	await writeFile(
		join(path, 'stubs', 'n8n', 'package.json'),
		JSON.stringify({ name: 'n8n', version: '1.0.0' }),
	);
	return path;
}

describe('installing the host', () => {
	it(
		'takes its final name only when it is complete, also with two installations at once',
		async () => {
			const installation = { source: await source('file:stubs/n8n'), folder: join(folder, 'host') };
			await mkdir(join(folder, 'host.partial', 'left'), { recursive: true });
			await Promise.all([installHost(installation), installHost(installation)]);
			expect(existsSync(join(folder, 'host', 'node_modules', 'n8n', 'package.json'))).toBe(true);
			expect(existsSync(join(folder, 'host', 'left'))).toBe(false);
			expect(existsSync(join(folder, 'host.partial'))).toBe(false);
			expect(existsSync(join(folder, 'host.lock'))).toBe(false);
		},
		LIMIT,
	);

	it(
		'says that there is no network, and leaves no half of an installation under the final name',
		async () => {
			const before = { ...process.env };
			process.env.npm_config_registry = 'http://127.0.0.1:9/';
			process.env.npm_config_fetch_retries = '0';
			process.env.npm_config_cache = join(folder, 'cache');
			try {
				const installation = { source: await source('1.0.0'), folder: join(folder, 'host') };
				await expect(installHost(installation)).rejects.toThrow('registry cannot be reached');
			} finally {
				for (const name of [
					'npm_config_registry',
					'npm_config_fetch_retries',
					'npm_config_cache',
				]) {
					if (before[name] === undefined) delete process.env[name];
					else process.env[name] = before[name];
				}
			}
			expect(existsSync(join(folder, 'host'))).toBe(false);
			expect(existsSync(join(folder, 'host.lock'))).toBe(false);
		},
		LIMIT,
	);

	it('does not touch a folder that holds something else', async () => {
		const target = join(folder, 'host');
		await mkdir(join(target, 'mine'), { recursive: true });
		const installation = { source: await source('file:stubs/n8n'), folder: target };
		await expect(installHost(installation)).rejects.toThrow('holds something else');
		expect(existsSync(join(target, 'mine'))).toBe(true);
	});
});

describe('where the host is kept', () => {
	it.each(LINES)('in the cache, under a key made from its lock file: %s', (line) => {
		const env = { XDG_CACHE_HOME: '/cache' };
		expect(hostKey(line)).toMatch(/^[0-9a-f]{12}$/);
		expect(cacheFolder(env)).toBe('/cache/n8n-nodes-clockodo');
		expect(hostFolder(line, env)).toBe(`/cache/n8n-nodes-clockodo/host-${hostKey(line)}`);
	});

	it('or where CLOCKODO_HOST_DIR says', () => {
		const env = { CLOCKODO_HOST_DIR: '/elsewhere/host' };
		expect(hostFolder(DEFAULT_LINE, env)).toBe('/elsewhere/host');
		expect(hostFolder('1.123', env)).toBe('/elsewhere/host-1.123');
	});
});
