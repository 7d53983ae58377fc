import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { execa } from 'execa';
import { extract } from 'tar';

import { Clockodo } from '../../nodes/Clockodo/Clockodo.node.js';
import { ClockodoTrigger } from '../../nodes/ClockodoTrigger/ClockodoTrigger.node.js';
import { projectRoot } from '../../host/project.mjs';
import { loadedPackage, type LoadedPackage } from '../support/loaded-package.mjs';
import { packedTarball } from '../support/tarball.mjs';

interface Manifest {
	license: string;
	dependencies?: object;
	optionalDependencies?: object;
	overrides?: object;
	peerDependencies: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[]; strict: boolean };
}

interface Analysis {
	passed: boolean;
	message?: string;
	details?: string;
}

const TARBALL_PATTERNS = ['**/*.js', 'package.json'];
/** Milliseconds: the scanner loads ESLint with all of n8n's rules. */
const SCAN_LIMIT = 120_000;
/** Bytes, unpacked: far above what the nodes need, far below what a picture or a test folder adds. */
const LARGEST_PACKAGE = 5e6;
/** Bytes. */
const LARGEST_TARBALL = 120_000;
/** Bytes of what the editor downloads of all nodes (docs/benchmarks.md says why it is no less). */
const LARGEST_NODE_TYPES = 368_000;

/**
 * What n8n reads of it at its start, in bytes; two fifths of them are the panel as a text.
 * `npm run bench -- weight` tells milliseconds, which depend on the machine; these do not.
 */
const MOST_LOADED = { files: 5, bytes: 455_000 };

/** The scanner in a process of its own: its ESLint loads plugins in ways that Jest's module system does not know. */
const SCAN = `
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
const [folder, ...patterns] = process.argv.slice(1);
const result = await analyzePackage(folder, patterns.length > 0 ? patterns : SOURCE_FILE_PATTERNS);
console.log(JSON.stringify(result));
`;

async function scan(folder: string, patterns: string[] = []): Promise<Analysis> {
	const args = ['--input-type=module', '--eval', SCAN, '--', folder, ...patterns];
	// Some of its rules take every file for one of their own test's where NODE_ENV is Jest's `test`.
	const env = { NODE_ENV: 'production' };
	const { stdout } = await execa(process.execPath, args, { cwd: projectRoot(), env });
	return JSON.parse(stdout) as Analysis;
}

describe('the package as it is published', () => {
	let folder: string;
	let tarball: string;
	let files: string[];
	let manifest: Manifest;
	let loaded: LoadedPackage;

	beforeAll(async () => {
		tarball = await packedTarball();
		folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-clockodo-package-'));
		await extract({ file: tarball, cwd: folder, strip: 1 });
		const entries = await readdir(folder, { recursive: true, withFileTypes: true });
		files = entries
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
		manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
		loaded = await loadedPackage(folder, join(projectRoot(), 'node_modules'));
	}, SCAN_LIMIT);

	afterAll(async () => await rm(folder, { recursive: true, force: true }));

	it('holds what n8n loads and what a reader needs', () => {
		expect(files).toEqual(
			expect.arrayContaining(['package.json', 'index.js', 'README.md', 'LICENSE.md']),
		);
		expect(manifest.n8n.nodes.length).toBeGreaterThan(0);
		expect(manifest.n8n.credentials.length).toBeGreaterThan(0);
		expect(files).toEqual(
			expect.arrayContaining([...manifest.n8n.nodes, ...manifest.n8n.credentials]),
		);
	});

	it('holds every file that its code requires', async () => {
		const scripts = files.filter((file) => file.endsWith('.js'));
		const required = await Promise.all(
			scripts.map(async (file) => {
				const code = await readFile(join(folder, file), 'utf8');
				const relative = [...code.matchAll(/require\("(\.[^"]+)"\)/g)].map(([, path]) => path);
				return relative.map((path) => join(file, '..', path));
			}),
		);
		const missing = required
			.flat()
			.filter(
				(path) => !['', '.js', '.json', '/index.js'].some((end) => files.includes(path + end)),
			);
		expect(missing).toEqual([]);
	});

	it('holds nothing else: no sources, maps, tests, pictures, sandbox or demo', () => {
		const allowed =
			/^(package\.json|index\.js|README\.md|LICENSE\.md|CHANGELOG\.md|dist\/code\.js|dist\/(nodes|credentials)\/.+\.(js|json|svg))$/;
		expect(files.filter((file) => !allowed.test(file))).toEqual([]);
	});

	it('is small', async () => {
		const sizes = await Promise.all(
			files.map(async (file) => (await stat(join(folder, file))).size),
		);
		expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThan(LARGEST_PACKAGE);
	});

	it('is no larger to download than it has to be', async () => {
		expect((await stat(tarball)).size).toBeLessThanOrEqual(LARGEST_TARBALL);
	});

	it('is loaded by n8n from a few files', () => {
		expect(loaded.files).toBeLessThanOrEqual(MOST_LOADED.files);
		expect(loaded.bytes).toBeLessThanOrEqual(MOST_LOADED.bytes);
	});

	it('gives n8n the classes that it looks for by the names of their files', () => {
		expect(loaded.classes.map(({ name }) => name)).toEqual(
			loaded.classes.map(({ path }) => basename(path).split('.')[0]),
		);
	});

	it.each([
		['Clockodo', Clockodo],
		['ClockodoTrigger', ClockodoTrigger],
	])('says and can do what the source of %s does', (_name, Source) => {
		const packed = loaded.classes.find(({ name }) => name === Source.name);
		expect(packed?.members).toEqual(Object.getOwnPropertyNames(Source.prototype).sort());
		expect(packed?.made).toEqual(JSON.parse(JSON.stringify(new Source())));
	});

	it('describes its nodes, and the tool that n8n makes of one, in little more than they say', () => {
		const [node, trigger] = [new Clockodo(), new ClockodoTrigger()].map(({ description }) =>
			Buffer.byteLength(JSON.stringify(description)),
		);
		expect(2 * node + trigger).toBeLessThanOrEqual(LARGEST_NODE_TYPES);
	});

	it('is MIT, strict, and brings no package along', () => {
		expect(manifest.license).toBe('MIT');
		expect(manifest.n8n.strict).toBe(true);
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.optionalDependencies).toBeUndefined();
		expect(manifest.overrides).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it(
		'passes n8n’s package scanner',
		async () => expect(await scan(folder, TARBALL_PATTERNS)).toEqual({ passed: true }),
		SCAN_LIMIT,
	);

	it(
		'would not pass it with a forbidden import',
		async () => {
			const copy = await mkdtemp(join(tmpdir(), 'n8n-nodes-clockodo-package-'));
			try {
				await cp(folder, copy, { recursive: true });
				await writeFile(join(copy, 'index.js'), "require('node:fs'); // eslint-disable-line\n");
				expect(await scan(copy, TARBALL_PATTERNS)).toMatchObject({
					passed: false,
					details: expect.stringContaining('node:fs'),
				});
			} finally {
				await rm(copy, { recursive: true, force: true });
			}
		},
		SCAN_LIMIT,
	);
});

it(
	'the sources pass n8n’s package scanner',
	async () => expect(await scan(projectRoot())).toEqual({ passed: true }),
	SCAN_LIMIT,
);
