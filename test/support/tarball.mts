import { join } from 'node:path';

import { packTarball } from '../../host/nodes-package.mjs';
import { projectRoot } from '../../host/project.mjs';

/** Where `npm test` tells its test files of the tarball that it packed for all of them. */
export const TARBALL_VARIABLE = 'CLOCKODO_TARBALL';

/** The tarball of this test run; packs it now if the test file was not started by `npm test`. */
export async function packedTarball(): Promise<string> {
	const packed = process.env[TARBALL_VARIABLE];
	if (packed) return packed;
	return await packTarball(join(projectRoot(), '.build', `package-${process.pid}`));
}
