import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { extract } from 'tar';

import { ensureHost } from '../../host/host.mjs';
import { nodeTypes } from '../../host/client.mjs';
import { startN8nWithNodes } from '../../test/support/clockodo-nodes.mjs';
import { loadedPackage } from '../../test/support/loaded-package.mjs';
import { packedTarball } from '../../test/support/tarball.mjs';
import type { BenchOptions, Figures } from './bench.mjs';
import { significant, spread } from './statistics.mjs';

const COLD_STARTS = 15;

/** Times the nodes' own code in a new process: n8n-workflow is there already, as in n8n. */
const REQUIRE = `
const [workflow, ...paths] = process.argv.slice(1);
require(workflow);
const begin = process.hrtime.bigint();
const classes = paths.flatMap((path) => Object.values(require(path)));
const between = process.hrtime.bigint();
for (const Class of classes) new Class();
const end = process.hrtime.bigint();
console.log(JSON.stringify({
	required: Number(between - begin) / 1e6,
	made: Number(end - between) / 1e6,
}));
`;

/** Milliseconds. */
interface ColdStart {
	required: number;
	/** With all that the panels of the nodes are made of. */
	made: number;
}

/** What the package weighs: on disk, at the start of n8n, and in the editor's download. */
export async function weight({ log }: BenchOptions): Promise<Figures> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-clockodo-bench-'));
	try {
		const file = await packedTarball();
		await extract({ file, cwd: folder, strip: 1 });
		const files = await filesIn(folder);
		const sizes = await Promise.all(files.map(async (each) => (await stat(each)).size));
		const modules = await hostModules();
		const loaded = await loadedPackage(folder, modules);
		const cold = await coldStarts(folder, modules);
		const [required, made] = [cold.map((each) => each.required), cold.map((each) => each.made)];
		log(`weight: required in ${required.map((each) => each.toFixed(1)).join(', ')} ms`);
		return {
			bench: 'weight',
			packed_bytes: (await stat(file)).size,
			unpacked_bytes: sizes.reduce((sum, size) => sum + size, 0),
			files: files.length,
			loaded_files: loaded.files,
			loaded_bytes: loaded.bytes,
			require_ms: spread(required),
			make_ms: spread(made),
			...(await download()),
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function filesIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}

/** The folder of modules from which n8n's own code takes n8n-workflow. */
async function hostModules(): Promise<string> {
	const { n8nBin } = await ensureHost();
	return join(n8nBin, '..', '..', '..');
}

/** What the nodes take to load and to be made, each time in a process of its own. */
async function coldStarts(folder: string, modules: string): Promise<ColdStart[]> {
	const { node } = await ensureHost();
	const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[] };
	};
	const nodes = manifest.n8n.nodes.map((each) => join(folder, each));
	const starts: ColdStart[] = [];
	for (let start = 0; start < COLD_STARTS; start++) {
		const args = ['--eval', REQUIRE, '--', join(modules, 'n8n-workflow'), ...nodes];
		const { stdout } = await execa(node, args, { env: { NODE_PATH: modules } });
		starts.push(JSON.parse(stdout) as ColdStart);
	}
	return starts;
}

/** Bytes of JSON that the editor downloads once, before compression. */
async function download() {
	const { n8n, client } = await startN8nWithNodes();
	try {
		const types = await nodeTypes(client);
		const own = types.filter(({ name }) => name.startsWith('n8n-nodes-clockodo.'));
		const [all, ours] = [types, own].map((list) => Buffer.byteLength(JSON.stringify(list)));
		return {
			node_types: own.map(({ name }) => name),
			node_types_bytes: ours,
			node_types_share: significant(ours / all),
		};
	} finally {
		await n8n.dispose();
	}
}
