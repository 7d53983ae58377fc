import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { execa } from 'execa';

import { signIn } from '../../host/client.mjs';
import { projectRoot } from '../../host/project.mjs';
import { Opened } from '../support/opened.mjs';
import { until } from '../support/until.mjs';

/** Milliseconds: the first start runs all of n8n's migrations. */
const LIMIT = 400_000;

const main = join(projectRoot(), '.build', 'demo', 'main.mjs');
/** One line that says how an event came, and what came of it. */
const outcome = (event: string, source: string, message: string) =>
	new RegExp(
		`${event.replace('.', '\\.')} → execution \\d+, success[^\\n]*\\n\\s+source\\s+${source}\\n.+fetched with \\d+ fields\\n\\s+message\\s+${message}`,
	);
const absence = '.+ is away: \\d+ [A-Z][a-z]+ \\d{4} \\(1 day, approved\\)';
const outcomes = [
	outcome('absence.approved', 'webhook', absence),
	outcome('entry.stopped', 'webhook', '\\d+\\.\\d\\d hours for .+'),
	outcome('absence.approved', 'catch_up', absence),
	outcome('project.completed', 'polling', '“[^"\\d]+” for .+ is completed'),
];
/** None that this machine is likely to be in. */
const ZONE = 'Pacific/Chatham';

const addressesIn = (output: string) => output.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];

describe('npm start', () => {
	const opened = new Opened();
	let folder: string;
	const start = (...args: string[]) => {
		const demo = execa(process.execPath, [main, '--data', folder, ...args], {
			all: true,
			reject: false,
			stdin: 'ignore',
			// With CI=true, picocolors colours also what no terminal shows.
			env: { NO_COLOR: '1', TZ: ZONE },
		});
		// One that a test leaves running when it fails; it stops its n8n itself.
		const close = async () => {
			demo.kill('SIGTERM');
			await demo;
		};
		opened.add({ close });
		return demo;
	};

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-clockodo-demo-'));
	});
	afterAll(async () => {
		await opened.end();
		await rm(folder, { recursive: true, force: true });
	}, 60_000);

	it(
		'shows a change arriving by webhook, by catch-up and by polling, each with its resource',
		async () => {
			const { all, exitCode } = await start('--once');
			for (const each of outcomes) expect(all).toMatch(each);
			expect(exitCode).toBe(0);
		},
		LIMIT,
	);

	it(
		'goes on with the same data, stays until Ctrl-C, and leaves nothing running',
		async () => {
			const demo = start();
			let output = '';
			demo.all.on('data', (chunk: Buffer) => (output += chunk.toString()));
			await until(() => output.includes('Ctrl-C stops all of it') || demo.exitCode !== null, {
				limit: LIMIT,
			});
			for (const each of outcomes) expect(output).toMatch(each);
			const addresses = [...new Set(addressesIn(output))];
			expect(addresses).toHaveLength(2);
			const n8n = await signIn(/n8n +(http:\S+)/.exec(output.split('Open')[1] ?? '')?.[1] ?? '');
			const settings = await n8n.request<{ timezone: string }>('GET', '/rest/settings');
			expect(settings.timezone).toBe(ZONE);

			const second = await start('--once');
			expect(second.exitCode).toBe(1);
			expect(second.all).toContain('Another demo runs with the data in');

			demo.kill('SIGINT');
			expect((await demo).exitCode).toBe(0);
			for (const address of addresses) {
				await expect(axios.get(address, { proxy: false })).rejects.toThrow('ECONNREFUSED');
			}
		},
		LIMIT,
	);
});
