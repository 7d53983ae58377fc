import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';

const LOAD = `
const { realpathSync, statSync } = require('fs');
const { join, sep } = require('path');
const [folder, workflow, ...paths] = process.argv.slice(1);
require(workflow);
const classes = paths.map((path) => {
	const [Class] = Object.values(require(join(folder, path)));
	const members = Object.getOwnPropertyNames(Class.prototype).sort();
	return { path, name: Class.name, members, made: new Class() };
});
const own = Object.keys(require.cache).filter((file) => file.startsWith(realpathSync(folder) + sep));
const bytes = own.reduce((sum, file) => sum + statSync(file).size, 0);
console.log(JSON.stringify({ files: own.length, bytes, classes }));
`;

/** What a start of n8n reads of a package's code, and what it gets. */
export interface LoadedPackage {
	files: number;
	/** Of source. */
	bytes: number;
	/** Those of the nodes, then those of the credentials. */
	classes: Array<{
		/** As package.json names it. */
		path: string;
		name: string;
		/** The names of its methods. */
		members: string[];
		/** An instance of it, as far as JSON tells it. */
		made: unknown;
	}>;
}

/**
 * Loads the nodes and credentials of a package as n8n does, in a process of its own.
 *
 * @param folder the unpacked package
 * @param modules a folder of modules with n8n-workflow
 */
export async function loadedPackage(folder: string, modules: string): Promise<LoadedPackage> {
	const { n8n } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const paths = [...n8n.nodes, ...n8n.credentials];
	const args = ['--eval', LOAD, '--', folder, join(modules, 'n8n-workflow'), ...paths];
	const { stdout } = await execa(process.execPath, args, { env: { NODE_PATH: modules } });
	return JSON.parse(stdout) as LoadedPackage;
}
