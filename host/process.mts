/** One process of n8n's: how it is started, awaited, stopped and killed. n8n.mts makes an instance of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';

import type { Host } from './host.mjs';
import { printedWhenReady } from './lines.mjs';
import { poll } from './poll.mjs';

/** The kinds of n8n processes: everything in one, or in queue mode the receiving and the executing ones. */
export type Role = 'main' | 'webhook' | 'worker';

const COMMANDS: Record<Role, string> = { main: 'start', webhook: 'webhook', worker: 'worker' };

/** Milliseconds. The first start of a database runs all of n8n's migrations, on a busy machine for minutes. */
const START_LIMIT = 300_000;
const POLL_INTERVAL = 200;
/** Milliseconds between SIGTERM and SIGKILL; n8n itself waits up to 30 s for running executions. */
const STOP_LIMIT = 40_000;
const SHOWN_LINES = 30;

/**
 * Ends n8n, and the task runner that it started, when the process that started it is gone without
 * having stopped it: a test run that was killed leaves nothing behind.
 */
const DIE_WITH_PARENT = `data:text/javascript,const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.kill(-process.pid, 'SIGKILL'), 2000).unref();`;

export interface ProcessOptions {
	host: Host;
	role: Role;
	env: Record<string, string>;
	/** Everything that the process prints is appended to this file. */
	logFile: string;
	/** Answers 200 when the process is up. */
	readinessUrl: string;
}

/** One running n8n process. */
export interface N8nProcess {
	role: Role;
	pid: number;
	/** Asks it to stop (SIGTERM), waits for it, and forces it if it takes longer than 40 s. */
	stop(): Promise<void>;
	/** `kill -9`, and of the task runner that it started: nothing is saved, nothing is finished. */
	kill(): Promise<void>;
	hasExited(): boolean;
}

/**
 * Starts one n8n process and waits until it is ready.
 *
 * @throws with the last lines of its log, if it ends or does not become ready within five minutes.
 */
export async function startProcess(options: ProcessOptions): Promise<N8nProcess> {
	const printedBefore = (await readLog(options.logFile)).length;
	const child = spawnN8n(options);
	const { pid } = child;
	if (pid === undefined) throw new Error(`${options.host.node} could not be started`);
	const exited = () => child.exitCode !== null || child.signalCode !== null;
	let ended = false;
	const endGroup = async () => {
		// Once only: the number of a group that is gone may become another process's.
		if (!ended) signalGroup(pid);
		ended = true;
		await exitsWithin(child, STOP_LIMIT);
	};
	const handle: N8nProcess = {
		role: options.role,
		pid,
		hasExited: exited,
		stop: async () => {
			if (!exited()) child.kill('SIGTERM');
			await exitsWithin(child, STOP_LIMIT);
			await endGroup();
		},
		kill: async () => await endGroup(),
	};
	try {
		await waitUntilReady(options, printedBefore, exited);
	} catch (error) {
		await handle.kill();
		throw error;
	}
	return handle;
}

function spawnN8n({ host, role, env, logFile }: ProcessOptions): ChildProcess {
	const log = openSync(logFile, 'a');
	try {
		const args = ['--import', DIE_WITH_PARENT, host.n8nBin, COMMANDS[role]];
		// A group of its own: the terminal's Ctrl-C reaches only the process that decides what stops when.
		return spawn(host.node, args, { env, stdio: ['ignore', log, log], detached: true });
	} finally {
		closeSync(log);
	}
}

async function waitUntilReady(
	{ host, readinessUrl, role, logFile }: ProcessOptions,
	printedBefore: number,
	exited: () => boolean,
): Promise<void> {
	const failed = async (what: string) =>
		`n8n (${role}) ${what}. The end of its log:\n${await lastLines(logFile)}`;
	const sign = role === 'main' ? printedWhenReady(host.version) : undefined;
	const hasPrinted = async () =>
		sign === undefined || (await readLog(logFile)).slice(printedBefore).includes(sign);
	const look = async () => {
		if ((await answers(readinessUrl)) && (await hasPrinted())) return true;
		if (exited()) throw new Error(await failed('ended while it started'));
		return undefined;
	};
	const patience = { interval: POLL_INTERVAL, limit: START_LIMIT };
	await poll(patience, look, async () => await failed('did not become ready'));
}

async function answers(url: string): Promise<boolean> {
	try {
		const { status } = await axios.get(url, { timeout: 5000, proxy: false });
		return status === 200;
	} catch {
		return false;
	}
}

async function lastLines(logFile: string): Promise<string> {
	const log = await readLog(logFile);
	return log.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
}

/** What has been printed so far, by this process and those before it; nothing where none has begun. */
async function readLog(logFile: string): Promise<string> {
	try {
		return await readFile(logFile, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		return '';
	}
}

async function exitsWithin(child: ChildProcess, milliseconds: number): Promise<boolean> {
	if (child.exitCode !== null || child.signalCode !== null) return true;
	const timer = new AbortController();
	const exit = once(child, 'exit').then(() => true);
	const late = sleep(milliseconds, false, { signal: timer.signal }).catch(() => false);
	const inTime = await Promise.race([exit, late]);
	timer.abort();
	return inTime;
}

/** What is left of the process group: n8n itself, its task runner, both or nothing. */
function signalGroup(pid: number): void {
	try {
		process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}
