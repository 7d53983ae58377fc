import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { renderAll } from '../../tools/generate/render.mjs';
import { readDescription } from '../../tools/generate/source.mjs';

const project = fileURLToPath(new URL('../../..', import.meta.url));

/** Files of the generated folders that are written by hand. */
const handWritten = [
	'src/clockodo/operations/index.ts',
	'src/clockodo/operations/shapes.ts',
	'src/clockodo/operations/standard.ts',
	'src/clockodo/models/index.mts',
];

describe('the checked-in output of npm run generate', () => {
	let generated: Map<string, string>;

	beforeAll(async () => {
		generated = await renderAll(readDescription());
	});

	it('is what the description gives', () => {
		const drifted = [...generated]
			.filter(([path, text]) => {
				const file = join(project, path);
				return !existsSync(file) || readFileSync(file, 'utf8') !== text;
			})
			.map(([path]) => path);
		expect(drifted).toEqual([]);
	});

	it('has no file left over from an earlier description', () => {
		const present = ['src/clockodo/operations', 'src/clockodo/models'].flatMap((folder) =>
			readdirSync(join(project, folder)).map((name) => `${folder}/${name}`),
		);
		const leftOver = present.filter((path) => !generated.has(path) && !handWritten.includes(path));
		expect(leftOver).toEqual([]);
	});
});
