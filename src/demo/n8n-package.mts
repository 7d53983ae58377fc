import { mkdir, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { extract } from 'tar';

import { projectRoot } from './project.mjs';

/** How the Clockodo nodes come into n8n: not at all, as the built checkout, or as the packed tarball. */
export type NodePackage = { from: 'checkout' } | { from: 'tarball'; file: string } | undefined;

const PACKAGE_NAME = 'n8n-nodes-clockodo';

/**
 * Puts the nodes where n8n itself keeps installed community packages.
 *
 * What is there already is replaced, so a folder can be used again with a newer build.
 */
export async function installNodes(userFolder: string, nodes: NodePackage): Promise<void> {
	if (nodes === undefined) return;
	const target = join(userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME);
	await rm(target, { recursive: true, force: true });
	if (nodes.from === 'checkout') {
		await mkdir(dirname(target), { recursive: true });
		await symlink(projectRoot(), target, 'junction');
	} else {
		await mkdir(target, { recursive: true });
		await extract({ file: nodes.file, cwd: target, strip: 1 });
	}
}
