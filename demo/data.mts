import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { lock } from 'proper-lockfile';

/** What the demo keeps from one start to the next. */
export interface DemoData {
	/** n8n's own folder. */
	n8nFolder: string;
	/** The sandbox's data file. */
	sandboxFile: string;
	/** n8n encrypts credentials with it. */
	encryptionKey: string;
	/** Lets another demo use the folder. */
	release(): Promise<void>;
}

/**
 * Opens the demo's folder, for one demo at a time.
 *
 * @throws if another demo runs in it.
 */
export async function openDemoData(folder: string): Promise<DemoData> {
	await mkdir(folder, { recursive: true });
	return {
		n8nFolder: join(folder, 'n8n'),
		sandboxFile: join(folder, 'sandbox.json'),
		release: await lockFolder(folder),
		encryptionKey: await keptKey(join(folder, 'encryption-key')),
	};
}

async function lockFolder(folder: string): Promise<() => Promise<void>> {
	try {
		return await lock(folder, { lockfilePath: join(folder, 'lock'), stale: 10_000 });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
		throw new Error(
			`Another demo runs with the data in ${folder} (or was killed some seconds ago). Stop it first, or give this one a folder of its own: npm start -- --data <folder>`,
		);
	}
}

async function keptKey(file: string): Promise<string> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	const key = randomBytes(24).toString('base64url');
	await writeFile(file, key, { mode: 0o600 });
	return key;
}
