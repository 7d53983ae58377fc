import { readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { ensureHost } from '../../host/host.mjs';
import { projectRoot } from '../../host/project.mjs';
import type { Figures } from './bench.mjs';
import { plot } from './plot.mjs';
import { tables } from './tables.mjs';

const START = '<!-- figures: written by npm run bench -- --write -->';
const END = '<!-- end of figures -->';

/** Replaces the figures of these benchmarks on the page and in the picture; those of others stay. */
export async function writePage(figures: Figures[]): Promise<void> {
	const file = join(projectRoot(), 'docs', 'benchmarks.md');
	const page = await readFile(file, 'utf8');
	const [before, rest] = split(page, START);
	const [old, after] = split(rest, END);
	const kept = new Map(linesIn(old).map((each) => [each.bench, each]));
	const machine = await describeMachine();
	for (const each of figures) kept.set(each.bench, { ...each, ...machine });
	const all = [...kept.values()];
	const block = [
		START,
		'',
		...tables(all),
		'### The lines that the commands printed',
		'',
		'```json',
		...all.map((each) => JSON.stringify(each)),
		'```',
		'',
		END,
	];
	const style = await resolveConfig(file);
	const text = await format(`${before}${block.join('\n')}${after}`, { ...style, filepath: file });
	await writeFile(file, text);
	await writeFile(join(projectRoot(), 'docs', 'images', 'benchmarks.svg'), await plot(all));
}

function split(text: string, mark: string): [string, string] {
	const at = text.indexOf(mark);
	if (at < 0) throw new Error(`docs/benchmarks.md has no line '${mark}'`);
	return [text.slice(0, at), text.slice(at + mark.length)];
}

function linesIn(block: string): Figures[] {
	return block
		.split('\n')
		.filter((line) => line.startsWith('{"bench"'))
		.map((line) => JSON.parse(line) as Figures);
}

async function describeMachine() {
	const { version } = await ensureHost();
	const [first] = cpus();
	const memory = Math.round(totalmem() / 2 ** 30);
	return {
		date: new Date().toISOString().slice(0, 10),
		n8n: version,
		machine: `${cpus().length} × ${first.model.trim()}, ${memory} GiB, ${platform()} ${release()} ${arch()}`,
	};
}
