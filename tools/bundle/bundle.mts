/** What n8n loads, in one file: `npm run build` puts it in the place of what `n8n-node build` compiles. */
import { basename, dirname, join, posix, relative } from 'node:path';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';

import { build, transform } from 'esbuild';
import ts from 'typescript';

import { madePanel, panelModule } from './made-panel.mjs';

/** The file with all of the code, from the project's folder. */
const codeFile = 'dist/code.js';

/** A file that package.json names to n8n, and the class that n8n looks for in it. */
interface Entry {
	/** From the project's folder: `dist/nodes/Clockodo/Clockodo.node.js`. */
	file: string;
	/** n8n takes it from the file's name. */
	className: string;
}

/** Replaces the JavaScript in `dist` by one file with all of it, and one for each node and credential, which n8n looks for by its path. */
export async function bundle(root: string): Promise<void> {
	const entries = await entriesOf(root);
	const code = linesOf(await codeOf(root, entries));
	await removeScripts(join(root, 'dist'));
	await writeFile(join(root, codeFile), code);
	for (const entry of entries) await writeFile(join(root, entry.file), entryCode(entry));
}

async function entriesOf(root: string): Promise<Entry[]> {
	const { n8n } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	return [...n8n.nodes, ...n8n.credentials].map((file) => ({
		file,
		className: basename(file).split('.')[0],
	}));
}

/**
 * The code without white space and comments, of each module only what is used. The names of functions
 * stay: of errors, n8n shows where they come from. Those within a function become short.
 */
async function codeOf(root: string, entries: Entry[]): Promise<string> {
	const contents = entries.map(({ file, className }) => {
		const source = relative('dist', file).replace(/\.js$/, '');
		return `export { ${className} } from './${source}';`;
	});
	// First, and not in the middle: there it would keep apart what gzip finds twice, 600 bytes of it.
	contents.unshift(`import './${panelModule}';`);
	const { outputFiles } = await build({
		stdin: { contents: contents.join('\n'), resolveDir: root, loader: 'ts' },
		absWorkingDir: root,
		bundle: true,
		write: false,
		platform: 'node',
		format: 'cjs',
		external: ['n8n-workflow'],
		plugins: [madePanel],
		// Modules are strict by themselves; one file of CommonJS has to say so.
		banner: { js: '"use strict";' },
		minifyWhitespace: true,
		minifySyntax: true,
	});
	// Of a script, unlike of a module, esbuild keeps the names that stand in no function.
	const { code } = await transform(withOneImport(outputFiles[0].text), {
		minifyIdentifiers: true,
		minifyWhitespace: true,
		// Such a text takes V8 one byte a letter, and not two.
		charset: 'ascii',
	});
	return code;
}

/**
 * The code with n8n's helpers required once, and not again for each module that imports them.
 *
 * @throws where esbuild writes imports in another form than the one that is looked for
 */
function withOneImport(code: string): string {
	const required = 'import_n8n_workflow=require("n8n-workflow")';
	const [first, ...rest] = code
		.replace(/\bimport_n8n_workflow\d+\b/g, 'import_n8n_workflow')
		.split(`var ${required};`);
	const one = [first, `var ${required};`, rest.join('').replaceAll(`,${required}`, '')].join('');
	if (one.split(required).length !== 2) throw new Error(`esbuild writes no '${required}'`);
	return one;
}

/** One declaration a line: so the line that an error names says where it is. */
function linesOf(code: string): string {
	const { statements } = ts.createSourceFile(codeFile, code, ts.ScriptTarget.ES2022);
	return statements.map(({ pos, end }) => `${code.slice(pos, end).trim()}\n`).join('');
}

/** @param folder in it and below, no script is left, and no folder that held nothing else */
async function removeScripts(folder: string): Promise<void> {
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) await removeScripts(path);
		else if (entry.name.endsWith('.js')) await rm(path);
	}
	if ((await readdir(folder)).length === 0) await rm(folder, { recursive: true });
}

function entryCode({ file, className }: Entry): string {
	const code = posix.relative(dirname(file), codeFile);
	return `"use strict";\nexports.${className} = require("${code}").${className};\n`;
}
