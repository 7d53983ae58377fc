/**
 * The test commands: `npm test`, and `npm run test:<room>` for one room each.
 *
 * Fetches what the rooms need, runs them one group after another, and ends with one line
 * `N passed, N failed` over all of them.
 */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';

import { explainInstallFailure } from '../host/install-errors.mjs';
import { ensureHost } from '../host/host.mjs';
import { packTarball } from '../host/nodes-package.mjs';
import { projectRoot } from '../host/project.mjs';
import { missingServer } from './queue/servers.mjs';
import { findChromium, HOW_TO_GET_CHROMIUM } from './support/chromium.mjs';
import { type Counts, countsOf, type JestReport, sum, totalLine } from './support/counts.mjs';
import { TARBALL_VARIABLE } from './support/tarball.mjs';

/** Jest's own five seconds say more of the machine's load than of the code; no test is about time. */
const UNHURRIED = ['--maxWorkers=2', '--testTimeout=60000'];

/** The folders under test/, with what each needs. */
const ROOMS: Record<
	string,
	{ host?: true; chromium?: true; description?: true; servers?: true; jest: string[] }
> = {
	unit: { jest: UNHURRIED },
	sandbox: { jest: UNHURRIED },
	contract: { description: true, jest: UNHURRIED },
	// Each of these suites runs an n8n of its own: no more at once than two cores carry.
	n8n: { host: true, jest: ['--maxWorkers=2', '--testTimeout=120000'] },
	browser: { host: true, chromium: true, jest: ['--runInBand', '--testTimeout=180000'] },
	queue: { host: true, servers: true, jest: ['--runInBand', '--testTimeout=300000'] },
	// Crashes and interrupted registrations take long: a command of their own.
	faults: { host: true, jest: ['--runInBand', '--testTimeout=300000'] },
};

/** What needs no service from outside. */
const DEFAULT_ROOMS = ['unit', 'sandbox', 'n8n', 'browser'];

const NEEDS_DESCRIPTION =
	'The contract tests compare with Clockodo’s own description of its API, which is not part of this project. Download the OpenAPI description (JSON) from Clockodo’s API documentation, https://docs.clockodo.com, and set CLOCKODO_OPENAPI to its path';

interface RoomResult {
	counts: Counts;
	/** For the last lines: what did not run, and what to do about it. */
	note?: string;
}

async function main(args: string[]): Promise<void> {
	const named = args.filter((arg) => arg in ROOMS);
	const jestArgs = args.filter((arg) => !(arg in ROOMS));
	const folder = await temporaryFolder();
	try {
		const results: RoomResult[] = [];
		const tarball = await packTarball(folder);
		for (const room of named.length > 0 ? named : DEFAULT_ROOMS) {
			results.push(await runRoom(room, jestArgs, folder, tarball));
		}
		const total = sum(results.map(({ counts }) => counts));
		process.exitCode = total.failed === 0 ? 0 : 1;
		const notes = results.flatMap(({ note }) => (note === undefined ? [] : [note]));
		console.log(['', ...notes, totalLine(total)].join('\n'));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function runRoom(
	room: string,
	jestArgs: string[],
	folder: string,
	tarball: string,
): Promise<RoomResult> {
	const needs = ROOMS[room];
	if (needs.description && !process.env.CLOCKODO_OPENAPI) return failure(NEEDS_DESCRIPTION);
	if (needs.chromium && findChromium() === undefined) {
		const note = `The ${room} tests did not run: there is no Chromium here. ${HOW_TO_GET_CHROMIUM}.`;
		return process.env.CI === 'true' ? failure(note) : { counts: { passed: 0, failed: 0 }, note };
	}
	const missing = needs.servers && (await missingServer());
	if (missing) return failure(missing);
	if (needs.host) {
		try {
			await ensureHost();
		} catch (error) {
			return failure(explainInstallFailure(error).message);
		}
	}
	return { counts: await runJest(room, [...needs.jest, ...jestArgs], folder, tarball) };
}

const failure = (note: string): RoomResult => ({ counts: { passed: 0, failed: 1 }, note });

async function runJest(
	room: string,
	args: string[],
	folder: string,
	tarball: string,
): Promise<Counts> {
	console.log(`\n— ${room} —`);
	const root = projectRoot();
	const outputFile = join(folder, `${room}.json`);
	await execa(
		process.execPath,
		[
			'--experimental-vm-modules',
			'--disable-warning=ExperimentalWarning',
			join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
			// A connection that a test left open must not keep the command from ending.
			'--forceExit',
			'--selectProjects',
			room,
			'--json',
			`--outputFile=${outputFile}`,
			...args,
		],
		{
			cwd: root,
			env: { [TARBALL_VARIABLE]: tarball },
			stdio: ['ignore', 'inherit', 'inherit'],
			reject: false,
		},
	);
	return countsOf(await readReport(outputFile));
}

/** Undefined if Jest ended before it wrote one. */
async function readReport(file: string): Promise<JestReport | undefined> {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as JestReport;
	} catch {
		return undefined;
	}
}

async function temporaryFolder(): Promise<string> {
	const parent = join(projectRoot(), '.build', 'runs');
	await mkdir(parent, { recursive: true });
	return await mkdtemp(join(parent, 'run-'));
}

await main(process.argv.slice(2));
