/** Where the checkout is. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The checkout that this code was compiled from.
 *
 * It is found by its folder `host/lines`, which the compiled copy in `.build/` does not have.
 *
 * @throws when the code was moved out of a checkout, as in an installed package, where none of it belongs.
 */
export function projectRoot(from = fileURLToPath(import.meta.url)): string {
	let folder = dirname(from);
	while (!existsSync(join(folder, 'host', 'lines'))) {
		const parent = dirname(folder);
		if (parent === folder) {
			throw new Error(`${from} is not inside a checkout of n8n-nodes-clockodo (no host/lines)`);
		}
		folder = parent;
	}
	return folder;
}
