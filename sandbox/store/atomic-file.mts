import { open, readFile, rename, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Adapter } from 'lowdb';

/**
 * A lowdb adapter whose file is whole at every moment: the new content goes into a second file,
 * reaches the disk, and only then takes the name. A crash leaves either the old or the new state.
 */
export class AtomicJsonFile<Data> implements Adapter<Data> {
	constructor(private readonly path: string) {}

	/** The stored data, or null where there is no file yet. Throws when the file holds no JSON. */
	async read(): Promise<Data | null> {
		let text: string;
		try {
			text = await readFile(this.path, 'utf8');
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
			throw error;
		}
		try {
			return JSON.parse(text) as Data;
		} catch (cause) {
			throw new Error(
				`The sandbox's data file ${this.path} is damaged: it holds no JSON. Delete it to start with a fresh company, or name another file.`,
				{ cause },
			);
		}
	}

	async write(data: Data): Promise<void> {
		const directory = dirname(this.path);
		await mkdir(directory, { recursive: true });
		const draft = `${this.path}.tmp`;
		await writeThrough(draft, JSON.stringify(data));
		await rename(draft, this.path);
		await syncDirectory(directory);
	}
}

/** Only after a sync of the folder does the new name outlive a power cut. */
async function syncDirectory(path: string): Promise<void> {
	const directory = await open(path, 'r');
	try {
		await directory.sync();
	} finally {
		await directory.close();
	}
}

async function writeThrough(path: string, text: string): Promise<void> {
	const file = await open(path, 'w', 0o600);
	try {
		await file.writeFile(text);
		await file.sync();
	} finally {
		await file.close();
	}
}
