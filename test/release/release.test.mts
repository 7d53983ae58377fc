import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { execa } from 'execa';

import { projectRoot } from '../../host/project.mjs';
import { Opened } from '../support/opened.mjs';
import { type Registry, startRegistry } from '../support/registry.mjs';
import { packedTarball } from '../support/tarball.mjs';

/** Milliseconds: a whole build. */
const BUILD_LIMIT = 400_000;
const root = projectRoot();

const hashOf = (bytes: Buffer) => createHash('sha512').update(bytes).digest('base64');

describe('a release', () => {
	const opened = new Opened();
	let copy: string;
	let registry: Registry;
	let packed: Buffer;
	let version: string;

	/** npm in the copy, with the throw-away registry and nothing of this machine's own settings for publishing. */
	const npm = async (args: string[], env: Record<string, string> = {}) =>
		await execa('npm', [...args, '--registry', registry.url, '--userconfig', join(copy, 'npmrc')], {
			cwd: copy,
			env: { NPM_CONFIG_PROVENANCE: 'false', ...env },
			reject: false,
			all: true,
		});

	beforeAll(async () => {
		copy = await mkdtemp(join(tmpdir(), 'n8n-nodes-clockodo-release-'));
		await copyCheckout(copy);
		registry = opened.add(await startRegistry());
		// npm publishes nothing without one, whatever the registry thinks of it.
		await writeFile(join(copy, 'npmrc'), `//127.0.0.1:${registry.port}/:_authToken=none\n`);
		packed = await readFile(await packedTarball());
		({ version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
			version: string;
		});
	}, BUILD_LIMIT);

	afterAll(async () => {
		await opened.end();
		await rm(copy, { recursive: true, force: true });
	}, 60_000);

	it(
		'is the same, byte for byte, wherever and whenever it is built',
		async () => {
			await execa('npm', ['run', '--silent', 'build'], { cwd: copy });
			const { stdout } = await npm(['pack', '--json', '--ignore-scripts']);
			const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
			expect(hashOf(await readFile(join(copy, filename)))).toBe(hashOf(packed));
			await rm(join(copy, filename));
		},
		BUILD_LIMIT,
	);

	it('is not published by hand, without npm run release', async () => {
		const { failed, all } = await npm(['publish', '--ignore-scripts=false']);
		expect(failed).toBe(true);
		expect(all).toContain('npm run release');
		expect(registry.tarballs.size).toBe(0);
	});

	it('is what npm publishes, and what n8n then fetches', async () => {
		const published = await npm(['publish', '--ignore-scripts=false'], { RELEASE_MODE: 'true' });
		expect([published.failed, published.all]).toEqual([false, expect.anything()]);
		const [[file, bytes]] = [...registry.tarballs];
		expect(basename(file)).toBe(`n8n-nodes-clockodo-${version}.tgz`);
		expect(hashOf(bytes)).toBe(hashOf(packed));

		// As n8n's own installer does.
		const { stdout } = await npm(['pack', `n8n-nodes-clockodo@${version}`, '--quiet']);
		const fetched = stdout.trim().split('\n').at(-1) ?? '';
		expect(hashOf(await readFile(join(copy, fetched)))).toBe(hashOf(packed));
	});
});

/** All files of the checkout that git knows or would take, and its node_modules. */
async function copyCheckout(target: string): Promise<void> {
	const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
	const { stdout } = await execa('git', args, { cwd: root });
	const { stdout: gone } = await execa('git', ['ls-files', '--deleted', '-z'], { cwd: root });
	const deleted = new Set(gone.split('\0'));
	const wanted = stdout.split('\0').filter((file) => file !== '' && !deleted.has(file));
	for (const file of wanted) {
		if (file.startsWith('docs/') || file.startsWith('host/lines/')) continue;
		await cp(join(root, file), join(target, file), { recursive: dirname(file) !== '.' });
	}
	await symlink(join(root, 'node_modules'), join(target, 'node_modules'));
}
