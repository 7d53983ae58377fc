/** Installs the n8n of a lock file, so that a folder holds a whole one or none. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, realpath, rename, rm, rmdir, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { execa } from 'execa';
import { lock } from 'proper-lockfile';

import { explainInstallFailure, HostInstallError } from './install-errors.mjs';
import { type Progress, startProgress } from './progress.mjs';

/** Bytes that the installed host and npm's own cache of it take together, with some room. */
const NEEDED_BYTES = 4.5e9;
/** Milliseconds before the growing folder is measured again, at least. */
const MEASURE_PAUSE = 10_000;
/** A measurement walks the whole folder: so many times as long as that took is not measured again. */
const PAUSE_PER_MEASUREMENT = 20;
/** A lock whose owner has not touched it for so many milliseconds belongs to a process that was killed. */
const STALE_LOCK = 20_000;

export interface HostInstallation {
	/** The folder with package.json, package-lock.json and what they name by a path. */
	source: string;
	/** Where the finished installation belongs. */
	folder: string;
}

/**
 * Installs the n8n of the source's lock file.
 *
 * Everything happens in a sibling folder that gets its real name when it is complete: the folder
 * either holds a working n8n or is not there. Of two processes at once, the second waits for the
 * first; what an interrupted one left behind is cleared away.
 *
 * @throws {HostInstallError}
 */
export async function installHost({ source, folder }: HostInstallation): Promise<void> {
	await mkdir(dirname(folder), { recursive: true });
	const progress = startProgress('Installing n8n for the demo and the tests (once a machine)');
	try {
		const release = await lockFolder(folder, progress);
		try {
			if (existsSync(join(folder, 'node_modules', 'n8n'))) {
				progress.succeed(`n8n was installed by another process in ${folder}`);
				return;
			}
			await requireOwnFolder(folder);
			await requireSpace(dirname(folder));
			await installInto(source, `${folder}.partial`, progress);
			await publish(`${folder}.partial`, folder);
			progress.succeed(`n8n is installed in ${folder}`);
		} finally {
			await release();
		}
	} catch (error) {
		// Whoever asked for it tells why.
		progress.fail('n8n is not installed');
		throw explainInstallFailure(error);
	}
}

async function lockFolder(folder: string, progress: Progress): Promise<() => Promise<void>> {
	const options = { realpath: false, lockfilePath: `${folder}.lock`, stale: STALE_LOCK };
	try {
		return await lock(folder, options);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
	}
	progress.update('Another process is installing n8n: waiting for it');
	const retries = { forever: true, factor: 1, minTimeout: 1000, maxTimeout: 1000 };
	return await lock(folder, { ...options, retries });
}

/** A folder with something else in it is not ours to fill or to remove. */
async function requireOwnFolder(folder: string): Promise<void> {
	if (existsSync(folder) && (await readdir(folder)).length > 0) {
		throw new HostInstallError(
			`n8n could not be installed: ${folder} holds something else. Set CLOCKODO_HOST_DIR to a new or empty folder, or to one that holds this n8n.`,
		);
	}
}

async function requireSpace(folder: string): Promise<void> {
	const { bavail, bsize } = await statfs(folder);
	if (bavail * bsize < NEEDED_BYTES) {
		throw Object.assign(new Error(`less than ${gigabytes(NEEDED_BYTES)} free in ${folder}`), {
			code: 'ENOSPC',
		});
	}
}

async function installInto(source: string, folder: string, progress: Progress): Promise<void> {
	await rm(folder, { recursive: true, force: true });
	await cp(source, folder, {
		recursive: true,
		filter: (path) => !path.startsWith(join(source, 'node_modules')),
	});
	const stopMeasuring = measureFolder(folder, progress);
	try {
		progress.update('Downloading and unpacking n8n (about 2.8 GB, 2,300 packages; some minutes)');
		await npm(folder, ['ci', '--ignore-scripts']);
		progress.update('Preparing the SQLite driver (compiled here where there is no ready-made one)');
		await npm(folder, ['rebuild', 'sqlite3', '--ignore-scripts=false', ...(await nodeHeaders())]);
	} finally {
		stopMeasuring();
	}
}

/** Runs npm in a folder; what it prints. @throws with its whole output in `all`, if it fails */
export async function npm(cwd: string, args: string[]): Promise<string> {
	const path = process.env.npm_execpath;
	// npm in the same version, where npm started this process.
	const [file, first] = path?.endsWith('.js') ? [process.execPath, [path]] : ['npm', []];
	// When npm started this process, its environment speaks of the checkout; this npm works in another folder.
	const ofCheckout = /^npm_(package_|lifecycle_|config_local_prefix$)/i;
	const env = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !ofCheckout.test(name)),
	);
	const { stdout } = await execa(file, [...first, ...args], {
		cwd,
		env,
		extendEnv: false,
		stdin: 'ignore',
		all: true,
	});
	return stdout;
}

/**
 * Tells node-gyp of C headers that lie beside this Node, as they do with the usual installers; it
 * downloads them otherwise. The driver uses the stable N-API: headers of any version do.
 */
async function nodeHeaders(): Promise<string[]> {
	const prefix = dirname(dirname(await realpath(process.execPath)));
	const here = existsSync(join(prefix, 'include', 'node', 'node_api.h'));
	return here ? [`--nodedir=${prefix}`] : [];
}

async function publish(partial: string, folder: string): Promise<void> {
	if (existsSync(folder)) await rmdir(folder);
	await rename(partial, folder);
}

function measureFolder(folder: string, progress: Progress): () => void {
	if (process.platform === 'win32') return () => {};
	let timer: NodeJS.Timeout;
	const measureIn = (pause: number) => {
		timer = setTimeout(() => void measure(), pause);
	};
	const ended = new AbortController();
	const measure = async () => {
		const began = Date.now();
		const { stdout } = await execa('du', ['-sk', folder], { reject: false });
		if (ended.signal.aborted) return;
		const kilobytes = Number.parseInt(stdout, 10);
		if (kilobytes > 0) progress.measure(`${gigabytes(kilobytes * 1024)} so far`);
		measureIn(Math.max(MEASURE_PAUSE, PAUSE_PER_MEASUREMENT * (Date.now() - began)));
	};
	measureIn(MEASURE_PAUSE);
	return () => {
		ended.abort();
		clearTimeout(timer);
		progress.measure('');
	};
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
