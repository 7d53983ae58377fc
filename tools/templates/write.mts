/** Writes examples/templates and docs/templates.md anew: `npm run templates`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { projectRoot } from '../../host/project.mjs';
import { renderTemplates, templateFolder } from './render.mjs';

const root = projectRoot();
const texts = await renderTemplates(root);
await rm(join(root, templateFolder), { recursive: true, force: true });
await mkdir(join(root, templateFolder), { recursive: true });
for (const [path, text] of texts) await writeFile(join(root, path), text);
console.log(`Wrote ${texts.size - 1} templates and docs/templates.md`);
