import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { renderAll } from './render.mjs';
import { readDescription } from './source.mjs';

// Run in the project's folder: npm run generate
const files = await renderAll(readDescription());
for (const [path, text] of files) {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
}
console.log(`Wrote ${files.size} files`);
