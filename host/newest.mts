/** An n8n that has no lock file here: which ones are newer than the lines, and how one is installed. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { cacheFolder, findHost, type Host, lineFolder } from './host.mjs';
import { installHost, npm } from './install.mjs';
import { DEFAULT_LINE } from './lines.mjs';

/** The version that the default line's package.json names. */
export async function defaultVersion(): Promise<string> {
	const { dependencies } = await readManifest(lineFolder(DEFAULT_LINE));
	return dependencies.n8n;
}

/** All released versions of n8n that the registry has. */
export async function releasedVersions(): Promise<string[]> {
	const output = await npm(tmpdir(), ['view', 'n8n', 'versions', '--json']);
	return JSON.parse(output) as string[];
}

/**
 * Those worth a try: the newest of each line that is newer than a version, newest first. Previews,
 * which have a hyphen in their version, are left out.
 */
export function worthATry(versions: readonly string[], newerThan: string): string[] {
	const newestOfLine = new Map<string, string>();
	for (const version of versions) {
		if (version.includes('-') || compareVersions(version, newerThan) <= 0) continue;
		const line = version.split('.').slice(0, 2).join('.');
		const known = newestOfLine.get(line);
		if (known === undefined || compareVersions(version, known) > 0) newestOfLine.set(line, version);
	}
	return [...newestOfLine.values()].sort((one, other) => compareVersions(other, one));
}

/** Negative where the first is older. */
function compareVersions(one: string, other: string): number {
	const numbers = (version: string) => version.split('.').map(Number);
	const [first, second] = [numbers(one), numbers(other)];
	return first.map((value, index) => value - second[index]).find((each) => each !== 0) ?? 0;
}

/**
 * Installs a version into the cache, or finds it there.
 *
 * @throws with npm's own words, where the version or something that it needs cannot be had
 */
export async function ensureVersion(version: string): Promise<Host> {
	const folder = join(cacheFolder(), `host-${version}`);
	const found = await findHost(folder);
	if (found) return found;
	const source = await mkdtemp(join(tmpdir(), 'n8n-nodes-clockodo-host-'));
	try {
		await writeSource(source, version);
		await npm(source, ['install', '--package-lock-only', '--ignore-scripts']);
		await installHost({ source, folder });
	} finally {
		await rm(source, { recursive: true, force: true });
	}
	const installed = await findHost(folder);
	if (!installed) throw new Error(`n8n ${version} was installed, but ${folder} holds no n8n`);
	return installed;
}

/** The default line's package with another version of n8n in it. */
async function writeSource(folder: string, version: string): Promise<void> {
	const line = lineFolder(DEFAULT_LINE);
	const manifest = await readManifest(line);
	manifest.dependencies.n8n = version;
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, undefined, '\t'));
	for (const name of ['.npmrc', 'stubs']) {
		await cp(join(line, name), join(folder, name), { recursive: true });
	}
}

interface Manifest {
	dependencies: Record<string, string>;
}

async function readManifest(folder: string): Promise<Manifest> {
	return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}
