import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startN8n } from '../../host/n8n.mjs';
import { poll } from '../../host/poll.mjs';
import { Opened } from '../support/opened.mjs';
import { type N8nScene, startN8nScene } from '../support/scenes/n8n-scene.mjs';
import { EVENT, type Published } from '../support/scenes/trigger-scene.mjs';
import { send } from '../support/sender.mjs';
import { runsOf, untilEnded } from '../support/stored-runs.mjs';
import { packedTarball } from '../support/tarball.mjs';

describe('a second n8n that was started from a backup of the first one', () => {
	const opened = new Opened();
	let scene: N8nScene;
	let original: Published;
	let folder: string;

	beforeAll(async () => {
		scene = opened.add(await startN8nScene());
		original = await scene.publishTrigger('Original');
		folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-clockodo-'));
		await cp(scene.n8n.folder, folder, { recursive: true });
	}, 300_000);

	afterAll(async () => {
		await opened.end();
		await rm(folder, { recursive: true, force: true });
	}, 60_000);

	const urls = () => scene.sandbox.webhooks.list().map(({ url }) => url);

	it('registers itself and leaves the webhooks of the first one alone, which goes on', async () => {
		const copy = opened.add(
			await startN8n({ folder, nodes: { from: 'tarball', file: await packedTarball() } }),
		);
		const copied = `${copy.url}${original.path}`;
		await poll(
			{ interval: 200, limit: 90_000 },
			() => (urls().includes(copied) ? true : undefined),
			() => `The copy has registered nothing: ${urls().join(', ')}`,
		);
		await poll(
			{ interval: 200, limit: 30_000 },
			async () => ((await copy.log()).includes('stay in Clockodo') ? true : undefined),
			() => 'The copy does not say that it leaves something alone',
		);
		expect(urls().sort()).toEqual([original.url, copied].sort());

		const [customer] = scene.createCustomers(1);
		expect(await send(original.url, original.notify(EVENT, customer))).toBe(200);
		await untilEnded(scene.sql, original.id, 1);
		const [run] = await runsOf(scene.sql, original.id);
		expect(run.end).toEqual([expect.objectContaining({ resource_id: customer })]);
	}, 240_000);
});
