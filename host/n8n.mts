/** One running n8n, from its folder and ports to its end: what the tests and the demo start. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureHost, type Host } from './host.mjs';
import { n8nEnvironment } from './environment.mjs';
import type { Line } from './lines.mjs';
import { installNodes, type NodePackage } from './nodes-package.mjs';
import { type N8nProcess, type Role, startProcess } from './process.mjs';
import { copyTemplate, TEMPLATE_ENCRYPTION_KEY } from './database-template.mjs';
import { freePort } from './ports.mjs';

export interface N8nOptions {
	/** Which of the lines to run. */
	line?: Line;
	/** An n8n that is none of the lines'. */
	host?: Host;
	/** Default `main`. In queue mode, each process is one of these with the same `env`. */
	role?: Role;
	/** N8N_USER_FOLDER. Default: a temporary one, which `dispose` removes. */
	folder?: string;
	/** Default: any free one, see `freePort`. */
	port?: number;
	/** The Clockodo nodes; default: none. */
	nodes?: NodePackage;
	/** Default: the address of this process, with a slash at the end. */
	webhookUrl?: string;
	/** Default: the one of all throw-away instances. Processes on one database need the same. */
	encryptionKey?: string;
	/** More variables of the environment; they win over all others. */
	env?: Record<string, string>;
}

/** A real n8n, running in a folder of its own. */
export interface N8n {
	/** Without a slash at the end, such as `http://127.0.0.1:20123`. */
	url: string;
	port: number;
	/** N8N_USER_FOLDER; the database is `.n8n/database.sqlite` in it, unless `env` names another. */
	folder: string;
	/** Every variable that the process got. */
	env: Record<string, string>;
	/** The process that runs now; another one after `restart`. */
	process: N8nProcess;
	/** Everything that it has printed so far, over all restarts. */
	log(): Promise<string>;
	stop(): Promise<void>;
	/** `kill -9`. */
	kill(): Promise<void>;
	/** Starts it again in the same folder, on the same ports; stops it first if it runs. */
	restart(): Promise<void>;
	/** Stops it and removes its folder, if that is a temporary one. */
	dispose(): Promise<void>;
}

/**
 * Starts a real n8n on loopback and waits until it is ready.
 *
 * @throws with the end of its log, if it does not become ready.
 */
export async function startN8n(options: N8nOptions = {}): Promise<N8n> {
	const host = options.host ?? (await ensureHost(options.line));
	const role = options.role ?? 'main';
	if (options.folder !== undefined) return await startIn(options.folder, host, role, options);

	const folder = await temporaryFolder(host, role, options.env);
	const removeFolder = async () => await rm(folder, { recursive: true, force: true });
	try {
		const n8n = await startIn(folder, host, role, options);
		const dispose = async () => {
			await n8n.stop();
			await removeFolder();
		};
		return Object.assign(n8n, { dispose });
	} catch (error) {
		await removeFolder();
		throw error;
	}
}

async function startIn(folder: string, host: Host, role: Role, options: N8nOptions): Promise<N8n> {
	await mkdir(folder, { recursive: true });
	await installNodes(folder, options.nodes);

	const port = options.port ?? (await freePort());
	const healthPort = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const env = n8nEnvironment(
		{
			version: host.version,
			userFolder: folder,
			port,
			brokerPort: await freePort(),
			healthPort,
			encryptionKey: options.encryptionKey ?? TEMPLATE_ENCRYPTION_KEY,
			webhookUrl: options.webhookUrl ?? `${url}/`,
		},
		options.env,
	);
	const logFile = join(folder, `${role}-${port}.log`);
	const readinessPort = role === 'worker' ? healthPort : port;
	const readinessUrl = `http://127.0.0.1:${readinessPort}/healthz/readiness`;
	const start = async () => await startProcess({ host, role, env, logFile, readinessUrl });

	const n8n: N8n = {
		url,
		port,
		folder,
		env,
		process: await start(),
		log: async () => await readFile(logFile, 'utf8'),
		stop: async () => await n8n.process.stop(),
		kill: async () => await n8n.process.kill(),
		restart: async () => {
			await n8n.process.stop();
			n8n.process = await start();
		},
		dispose: async () => await n8n.process.stop(),
	};
	return n8n;
}

/** The template is a SQLite database: for a process on another database, the folder starts empty. */
async function temporaryFolder(
	host: Host,
	role: Role,
	{ DB_TYPE = 'sqlite' }: { DB_TYPE?: string } = {},
): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-clockodo-'));
	if (role === 'main' && DB_TYPE === 'sqlite') await copyTemplate(host, folder);
	return folder;
}
