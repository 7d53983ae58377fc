import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { formatAll } from '../generate/format.mjs';
import { galleryPage, pictureOf } from './gallery-page.mjs';
import { templates } from './index.mjs';

/** Where the templates are, from the project's folder. */
export const templateFolder = 'examples/templates';

/** The text of each template's file and of the gallery, by their paths in the project. */
export async function renderTemplates(root: string): Promise<Map<string, string>> {
	const files = templates.map(({ file, workflow }): [string, string] => [
		`${templateFolder}/${file}.json`,
		`${JSON.stringify(workflow, null, '\t')}\n`,
	]);
	const page = galleryPage((each) => existsSync(join(root, pictureOf(each))));
	return await formatAll(new Map([...files, ['docs/templates.md', page]]));
}
