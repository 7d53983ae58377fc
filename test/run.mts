/**
 * The test commands: `npm test`, and `npm run test:<part>` for one part each; names choose among
 * the test files (support/selection.mts).
 *
 * Fetches what the parts need, runs them one after another, and ends with one line
 * `N passed, N failed` over all of them.
 */
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';

import { explainInstallFailure } from '../host/install-errors.mjs';
import { ensureHost } from '../host/host.mjs';
import { packTarball } from '../host/nodes-package.mjs';
import { projectRoot } from '../host/project.mjs';
import { ALL_PARTS, linesOf, type Part, type PartNeeds, PARTS } from './parts.mjs';
import { missingServer } from './support/queue-mode/servers.mjs';
import { findChromium, HOW_TO_GET_CHROMIUM } from './support/chromium.mjs';
import { type Counts, countsOf, type JestReport, sum, totalLine } from './support/counts.mjs';
import { select, type Selection, type TestFiles } from './support/selection.mjs';
import { TARBALL_VARIABLE } from './support/tarball.mjs';

const NEEDS_DESCRIPTION =
	'The contract tests compare with Clockodo’s own description of its API, which is not part of this project. Download the OpenAPI description (JSON) from Clockodo’s API documentation, https://docs.clockodo.com, and set CLOCKODO_OPENAPI to its path';

interface PartResult {
	counts: Counts;
	/** For the last lines: what did not run, and what to do about it. */
	note?: string;
}

/** One Jest run. */
interface JestRun {
	part: Part;
	/** From the project's folder, as they were compiled. */
	files: string[];
	args: string[];
	byTestName: boolean;
}

async function main(args: string[]): Promise<void> {
	const selection = select(args, await testFiles());
	const results = 'reason' in selection ? [failure(selection.reason)] : await runAll(selection);
	const total = sum(results.map(({ counts }) => counts));
	process.exitCode = total.failed === 0 ? 0 : 1;
	const notes = results.flatMap(({ note }) => (note === undefined ? [] : [note]));
	console.log(['', ...notes, totalLine(total)].join('\n'));
}

async function runAll({ runs, jestArgs, byTestName }: Selection): Promise<PartResult[]> {
	const folder = await temporaryFolder();
	try {
		const results: PartResult[] = [];
		const tarball = await packTarball(folder);
		for (const { part, files } of runs) {
			const needs: PartNeeds = PARTS[part];
			const args = [...needs.jest, ...jestArgs];
			const missing = await missingFor(part, needs, files);
			const run = { part, files: files.map(compiled), args, byTestName };
			results.push(missing ?? { counts: await runJest(run, folder, tarball) });
		}
		const { passed, failed } = sum(results.map(({ counts }) => counts));
		const nothingRan = byTestName && passed + failed === 0;
		return nothingRan ? [...results, failure('No test has that name.')] : results;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** What takes the place of a part's tests where something that they need is not here. */
async function missingFor(
	part: Part,
	needs: PartNeeds,
	files: string[],
): Promise<PartResult | undefined> {
	if (needs.description && !process.env.CLOCKODO_OPENAPI) return failure(NEEDS_DESCRIPTION);
	if (needs.chromium && findChromium() === undefined) {
		const note = `The ${part} tests did not run: there is no Chromium here. ${HOW_TO_GET_CHROMIUM}.`;
		return process.env.CI === 'true' ? failure(note) : { counts: { passed: 0, failed: 0 }, note };
	}
	const missing = needs.servers && (await missingServer());
	if (missing) return failure(missing);
	if (needs.host) {
		try {
			for (const line of linesOf(files)) await ensureHost(line);
		} catch (error) {
			return failure(explainInstallFailure(error).message);
		}
	}
	return undefined;
}

const failure = (note: string): PartResult => ({ counts: { passed: 0, failed: 1 }, note });

async function runJest(
	{ part, files, args, byTestName }: JestRun,
	folder: string,
	tarball: string,
): Promise<Counts> {
	console.log(`\n— ${part} —`);
	const root = projectRoot();
	const outputFile = join(folder, `${part}.json`);
	await execa(
		process.execPath,
		[
			'--experimental-vm-modules',
			'--disable-warning=ExperimentalWarning',
			join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
			'--selectProjects',
			part,
			`--testSequencer=${join(root, '.build', 'test', 'support', 'longest-first.mjs')}`,
			'--json',
			`--outputFile=${outputFile}`,
			...args,
			// By their paths: in .build there may be test files whose source was moved or removed.
			'--runTestsByPath',
			...files,
		],
		{
			cwd: root,
			env: { [TARBALL_VARIABLE]: tarball },
			stdio: ['ignore', 'inherit', 'inherit'],
			reject: false,
		},
	);
	return countsOf(await readReport(outputFile), byTestName);
}

/** Undefined if Jest ended before it wrote one. */
async function readReport(file: string): Promise<JestReport | undefined> {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as JestReport;
	} catch {
		return undefined;
	}
}

async function testFiles(): Promise<TestFiles> {
	const all = (await readdir(join(projectRoot(), 'test'), { recursive: true }))
		.map((path) => `test/${path.replaceAll('\\', '/')}`)
		.filter((path) => path.endsWith('.test.mts'))
		.sort();
	const ofPart = (part: Part) => all.filter((path) => path.startsWith(`test/${part}/`));
	return Object.fromEntries(ALL_PARTS.map((part) => [part, ofPart(part)])) as TestFiles;
}

const compiled = (file: string) => join('.build', file.replace(/\.mts$/, '.mjs'));

async function temporaryFolder(): Promise<string> {
	const parent = join(projectRoot(), '.build', 'runs');
	await mkdir(parent, { recursive: true });
	return await mkdtemp(join(parent, 'run-'));
}

await main(process.argv.slice(2));
