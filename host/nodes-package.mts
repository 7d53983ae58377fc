/** The packed nodes, and how they come into an n8n's folder. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { extract } from 'tar';

import { projectRoot } from './project.mjs';

/** How the Clockodo nodes come into n8n: not at all, from the built checkout, or from a packed tarball. */
export type NodePackage = { from: 'checkout' } | { from: 'tarball'; file: string } | undefined;

const PACKAGE_NAME = 'n8n-nodes-clockodo';

/**
 * Puts the nodes where n8n itself keeps installed community packages, with the files that a user
 * would get and no others: a link to the checkout would bring its own copy of n8n-workflow along.
 *
 * What is there already is replaced, so a folder can be used again with a newer build.
 */
export async function installNodes(userFolder: string, nodes: NodePackage): Promise<void> {
	if (nodes === undefined) return;
	const target = join(userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	if (nodes.from === 'tarball') return await unpack(nodes.file, target);
	const folder = await mkdtemp(join(tmpdir(), `${PACKAGE_NAME}-`));
	try {
		await unpack(await packTarball(folder), target);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Packs what `npm run build` has built, as it would be published; the path of the tarball. */
export async function packTarball(folder: string): Promise<string> {
	await mkdir(folder, { recursive: true });
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const { stdout } = await execa('npm', args, { cwd: projectRoot() });
	const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
	return join(folder, filename);
}

async function unpack(file: string, target: string): Promise<void> {
	await extract({ file, cwd: target, strip: 1 });
}
