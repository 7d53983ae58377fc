import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes texts to their paths, from the project's folder, and says how many. */
export function writeAll(files: Map<string, string>): void {
	for (const [path, text] of files) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}
	console.log(`Wrote ${files.size} files`);
}
