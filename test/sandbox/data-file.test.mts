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
import { openRoom } from '../support/scenes/sandbox-scene.mjs';

let folder: string;
let dataFile: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'clockodo-sandbox-'));
	dataFile = join(folder, 'data.json');
});

afterEach(async () => {
	await rm(folder, { recursive: true, force: true });
});

describe('a restart', () => {
	it('finds everything as it was: data, key, webhooks, protocol, waiting secrets', async () => {
		const room = await openRoom({ dataFile });
		const { credentials } = room.sandbox;
		const webhook = await room.register('customer.created');
		const waiting = await room.client<{ data: { id: number } }>('POST', '/v2/webhooks', {
			event_name: 'team.created',
			url: room.endpoint.url,
			token: 'x',
		});
		await room.client('POST', `/v2/webhooks/${waiting.data.id}/validate`);
		const secret = room.endpoint.lastSecret();
		const customer = await causeEvent(room.client, 'customer.created');
		await room.sandbox.deliveries.idle();
		await room.sandbox.close();

		const again = await startSandbox({ dataFile, seed: 'bare' });
		const client = sandboxClient(again);
		expect(again.credentials).toEqual(credentials);
		expect(await client('GET', `/v3/customers/${customer}`)).toMatchObject({
			data: { id: customer },
		});
		expect(again.webhooks.get(webhook).active).toBe(true);
		expect(again.webhooks.protocol(webhook)).toHaveLength(1);
		await client('POST', '/v2/webhooks/confirm', { secret });
		room.endpoint.received.length = 0;
		const next = await causeEvent(client, 'customer.created');
		expect(next).toBe(customer + 1);
		await again.deliveries.idle();
		expect(room.endpoint.notifications()).toMatchObject([{ token: 'a-token' }]);
		await again.close();
		await room.endpoint.close();
	});

	it('does not give a number twice', async () => {
		const first = await startSandbox({ dataFile });
		const gone = await causeEvent(sandboxClient(first), 'team.deleted');
		await first.close();
		const second = await startSandbox({ dataFile });
		expect(await causeEvent(sandboxClient(second), 'team.created')).toBe(gone + 1);
		await second.close();
	});

	it('refuses a damaged file with words and leaves it alone', async () => {
		await writeFile(dataFile, '{"company": ');
		await expect(startSandbox({ dataFile })).rejects.toThrow(/is damaged.*Delete it/);
		expect(await readFile(dataFile, 'utf8')).toBe('{"company": ');
	});

	it('can be put back to the first day', async () => {
		const room = await openRoom({ dataFile });
		await room.register('team.created');
		await causeEvent(room.client, 'team.created');
		await room.sandbox.reset();
		expect(room.sandbox.webhooks.list()).toEqual([]);
		expect(room.sandbox.company.records('teams').all()).toHaveLength(2);
		await room.client('GET', '/v4/users/me');
		await room.close();
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
			child.kill('SIGKILL');
			await once(child, 'exit');
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
	const [message] = (await once(child, 'message')) as [Parameters<typeof sandboxClient>[0]];
	return { child, client: sandboxClient(message) };
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
