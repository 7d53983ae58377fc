/** The panel of the Clockodo node as JSON, in the place of what makes it out of the tables. */
import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';

import type { Plugin } from 'esbuild';
import ts from 'typescript';

import * as made from '../../nodes/Clockodo/panel/made.js';

/** The module, from the project's folder. */
export const panelModule = 'nodes/Clockodo/panel/made';

const panel = /[\\/]nodes[\\/]Clockodo[\\/]panel[\\/]made\.ts$/;
/** The tables whose words the panel is made of. */
const tables = /[\\/]nodes[\\/]Clockodo[\\/]table[\\/].+\.ts$/;

/** What only the panel says of operations and fields; `npm run lint` keeps `call/` from reading it. */
const wordsOfPanel = new Set(['action', 'description', 'filter', 'placeholder', 'reach']);

export const madePanel: Plugin = {
	name: 'made-panel',
	setup(build) {
		build.onLoad({ filter: panel }, () => ({ contents: madeCode(), loader: 'js' }));
		build.onLoad({ filter: tables }, async ({ path }) => ({
			contents: withoutWordsOfPanel(await readFile(path, 'utf8'), path.split(sep).at(-1) ?? path),
			loader: 'ts',
		}));
	},
};

/** The same functions as in the module. A text is parsed in less time than the same literals, and only when it is asked for. */
function madeCode(): string {
	const { makePanel, makeSubtitle } = made;
	return Object.entries({ makePanel, makeSubtitle })
		.map(([name, make]) => {
			const json = JSON.stringify(JSON.stringify(make()));
			return `export const ${name} = () => JSON.parse(${json});`;
		})
		.join('\n');
}

/** The table without the words that stand in the panel by then. */
function withoutWordsOfPanel(code: string, name: string): string {
	const cuts: Array<[from: number, to: number]> = [];
	const visit = (node: ts.Node): void => {
		if (isWordOfPanel(node))
			cuts.push([node.pos, code[node.end] === ',' ? node.end + 1 : node.end]);
		else ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(name, code, ts.ScriptTarget.ES2022, true));
	return cuts.reduceRight((rest, [from, to]) => rest.slice(0, from) + rest.slice(to), code);
}

function isWordOfPanel(node: ts.Node): boolean {
	if (!ts.isPropertyAssignment(node) || !ts.isIdentifier(node.name)) return false;
	const isText =
		ts.isStringLiteralLike(node.initializer) || ts.isTemplateExpression(node.initializer);
	const { text } = node.name;
	return isText && (wordsOfPanel.has(text) || (text === 'name' && isOperation(node.parent)));
}

/** Whether these are the words of an operation; the names of fields and resources are in errors, too. */
const isOperation = ({ properties }: ts.ObjectLiteralExpression): boolean =>
	properties.some(({ name }) => name && ts.isIdentifier(name) && name.text === 'action');
