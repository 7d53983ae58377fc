import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { LINES } from '../../host/lines.mjs';
import { projectRoot } from '../../host/project.mjs';
import { ALL_PARTS } from '../parts.mjs';

const root = projectRoot();
const text = async (...path: string[]) => await readFile(join(root, ...path), 'utf8');
const folder = join('.github', 'workflows');

interface Job {
	strategy?: { matrix: { include?: Array<Record<string, string>> } };
	steps: Array<{ uses?: string; run?: string }>;
}

interface Workflow {
	jobs: Record<string, Job>;
}

const workflow = async (name: string) => parse(await text(folder, name)) as Workflow;
const commandsOf = ({ jobs }: Workflow) =>
	Object.values(jobs).flatMap(({ steps, strategy }) => {
		const runs = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
		// Each command once for each line of the matrix.
		const values = strategy?.matrix.include ?? [{}];
		return values.flatMap((value) =>
			runs.map((run) =>
				run.replace(/\$\{\{ matrix\.(\w+) \}\}/g, (_, name: string) => value[name] ?? ''),
			),
		);
	});

describe('the workflows of GitHub Actions', () => {
	it('run only commands that there are', async () => {
		const { scripts } = JSON.parse(await text('package.json')) as { scripts: object };
		const names = await readdir(join(root, folder));
		expect(names.sort()).toEqual(['ci.yml', 'publish.yml']);
		for (const name of names) {
			const commands = commandsOf(await workflow(name)).join('\n');
			const called = [...commands.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
			expect(called.length).toBeGreaterThan(0);
			for (const script of called) expect(Object.keys(scripts)).toContain(script);
		}
	});

	it('run every part of the tests but faults, in each line of n8n', async () => {
		const ci = await workflow('ci.yml');
		const commands = commandsOf(ci).join('\n');
		const missing = ALL_PARTS.filter(
			(part) => !new RegExp(`test:${part}\\b|npm test -- .*\\b${part}\\b`).test(commands),
		);
		expect(missing).toEqual(['faults']);
		for (const line of LINES) expect(commands).toContain(`test:compat -- ${line}`);
	});

	it('are what Dependabot knows of, too: every lock file', async () => {
		const { updates } = parse(await text('.github', 'dependabot.yml')) as {
			updates: Array<{ directory?: string; directories?: string[] }>;
		};
		const watched = updates.flatMap(({ directory, directories = [] }) => [
			...(directory === undefined ? [] : [directory]),
			...directories,
		]);
		for (const line of LINES) expect(watched).toContain(`/host/lines/${line}`);
		expect(watched).toContain('/');
	});
});
