import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sandboxClient } from '../../sandbox/client/client.mjs';
import { causeEvent } from '../../sandbox/client/scenarios.mjs';
import { startSandbox } from '../../sandbox/server.mjs';
import { Opened } from '../support/opened.mjs';
import { startSandboxScene } from '../support/scenes/sandbox-scene.mjs';

const opened = new Opened();
let folder: string;
let dataFile: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'clockodo-sandbox-'));
	dataFile = join(folder, 'data.json');
});

afterEach(async () => {
	await opened.end();
	await rm(folder, { recursive: true, force: true });
});

describe('a restart', () => {
	it('finds everything as it was: data, key, webhooks, protocol, waiting secrets', async () => {
		const scene = opened.add(await startSandboxScene({ dataFile }));
		const { credentials } = scene.sandbox;
		const webhook = await scene.register('customer.created');
		const waiting = await scene.client<{ data: { id: number } }>('POST', '/v2/webhooks', {
			event_name: 'team.created',
			url: scene.endpoint.url,
			token: 'x',
		});
		await scene.client('POST', `/v2/webhooks/${waiting.data.id}/validate`);
		const secret = scene.endpoint.lastSecret();
		const customer = await causeEvent(scene.client, 'customer.created');
		await scene.sandbox.deliveries.idle();
		await scene.sandbox.close();

		const again = opened.add(await startSandbox({ dataFile, seed: 'bare' }));
		const client = sandboxClient(again);
		expect(again.credentials).toEqual(credentials);
		expect(await client('GET', `/v3/customers/${customer}`)).toMatchObject({
			data: { id: customer },
		});
		expect(again.webhooks.get(webhook).active).toBe(true);
		expect(again.webhooks.protocol(webhook)).toHaveLength(1);
		await client('POST', '/v2/webhooks/confirm', { secret });
		scene.endpoint.received.length = 0;
		const next = await causeEvent(client, 'customer.created');
		expect(next).toBe(customer + 1);
		await again.deliveries.idle();
		expect(scene.endpoint.notifications()).toMatchObject([{ token: 'a-token' }]);
	});

	it('does not give a number twice', async () => {
		const first = opened.add(await startSandbox({ dataFile }));
		const gone = await causeEvent(sandboxClient(first), 'team.deleted');
		await first.close();
		const second = opened.add(await startSandbox({ dataFile }));
		expect(await causeEvent(sandboxClient(second), 'team.created')).toBe(gone + 1);
	});

	it('refuses a damaged file with words and leaves it alone', async () => {
		await writeFile(dataFile, '{"company": ');
		await expect(startSandbox({ dataFile })).rejects.toThrow(/is damaged.*Delete it/);
		expect(await readFile(dataFile, 'utf8')).toBe('{"company": ');
	});

	it('can be put back to the first day', async () => {
		const scene = opened.add(await startSandboxScene({ dataFile }));
		await scene.register('team.created');
		await causeEvent(scene.client, 'team.created');
		await scene.sandbox.reset();
		expect(scene.sandbox.webhooks.list()).toEqual([]);
		expect(scene.sandbox.company.records('teams').all()).toHaveLength(2);
		await scene.client('GET', '/v4/users/me');
	});
});

describe('kill -9 while it writes', () => {
	const ROUNDS = 6;

	it(`leaves a whole file, ${ROUNDS} times, and loses nothing that was on the disk`, async () => {
		let atLeast = 0;
		for (let round = 0; round < ROUNDS; round++) {
			const { child, client } = await startProcess(dataFile);
			const known = await customerCount(client);
			expect(known).toBeGreaterThanOrEqual(atLeast);
			const end = Date.now() + 150 + round * 40;
			let made = 0;
			while (Date.now() < end) {
				await client('POST', '/v3/customers', { name: `Kunde ${round}/${made++}` });
			}
			atLeast = await countInFile(dataFile);
			// In the middle of a burst of writes.
			const burst = Array.from({ length: 20 }, (_each, index) =>
				client('POST', '/v3/customers', { name: `Schub ${round}/${index}` }).catch(() => undefined),
			);
			await sleep(round * 3);
			await kill(child);
			await Promise.all(burst);
			expect(await countInFile(dataFile)).toBeGreaterThanOrEqual(atLeast);
		}
		expect(atLeast).toBeGreaterThan(ROUNDS);
		const names = await readdir(folder);
		expect(names).toContain('data.json');
	}, 60_000);
});

async function startProcess(file: string) {
	const script = fileURLToPath(new URL('../support/sandbox-process.mjs', import.meta.url));
	const child: ChildProcess = fork(script, [file], {
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		execArgv: [],
	});
	opened.add({ close: async () => await kill(child) });
	const [message] = (await once(child, 'message')) as [Parameters<typeof sandboxClient>[0]];
	return { child, client: sandboxClient(message) };
}

async function kill(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill('SIGKILL');
	await once(child, 'exit');
}

async function customerCount(client: ReturnType<typeof sandboxClient>): Promise<number> {
	const { paging } = await client<{ paging: { count_items: number } }>('GET', '/v3/customers');
	return paging.count_items;
}

/** Throws where the file is not whole. */
async function countInFile(file: string): Promise<number> {
	const data = JSON.parse(await readFile(file, 'utf8')) as {
		collections: { customers: Record<string, unknown> };
	};
	return Object.keys(data.collections.customers).length;
}
