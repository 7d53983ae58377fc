import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';

import { projectRoot } from '../../src/demo/project.mjs';

/** Where `npm test` tells its test files of the tarball that it packed for all of them. */
export const TARBALL_VARIABLE = 'CLOCKODO_TARBALL';

/** Packs what `npm run build` has built, as it would be published; the path of the tarball. */
export async function packTarball(folder: string): Promise<string> {
	await mkdir(folder, { recursive: true });
	const { stdout } = await execa(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: projectRoot() },
	);
	const [{ filename }] = JSON.parse(stdout) as Array<{ filename: string }>;
	return join(folder, filename);
}

/** The tarball of this test run; packs it now if the test file was not started by `npm test`. */
export async function packedTarball(): Promise<string> {
	const packed = process.env[TARBALL_VARIABLE];
	if (packed) return packed;
	return await packTarball(join(projectRoot(), '.build', `package-${process.pid}`));
}
