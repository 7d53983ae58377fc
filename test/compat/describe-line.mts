import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import type { Line } from '../../host/lines.mjs';
import { projectRoot } from '../../host/project.mjs';
import { Opened } from '../support/opened.mjs';
import { type N8nScene, startN8nScene } from '../support/scenes/n8n-scene.mjs';
import type { Scene } from './scene.mjs';

/** Every scene, with the packed nodes in one n8n of this line. */
export async function describeLine(line: Line): Promise<void> {
	const scenes = await readScenes();
	describe(`n8n ${line}`, () => {
		const opened = new Opened();
		let stage: N8nScene;

		beforeAll(async () => {
			stage = opened.add(await startN8nScene({ line }, { plan: 'enterprise' }));
			console.log(`n8n ${stage.client.version}`);
		}, 300_000);

		afterEach(async () => {
			await stage.unpublishAll();
			await stage.sandbox.reset();
		}, 120_000);

		afterAll(async () => await opened.end(), 60_000);

		it('is of that line', () => {
			// CLOCKODO_HOST_DIR may name another n8n in the place of the default line's.
			if (process.env.CLOCKODO_HOST_DIR === undefined) {
				expect(stage.client.version.startsWith(`${line}.`)).toBe(true);
			}
		});

		for (const { name, define } of scenes) describe(name, () => define(() => stage, line));
	});
}

/** By the names of the sources: in .build there may be scenes whose source was moved or removed. */
async function readScenes(): Promise<Scene[]> {
	const names = await readdir(join(projectRoot(), 'test', 'compat', 'scenes'));
	const scenes: Scene[] = [];
	// One after another: Jest's loader cannot load two at once that share a module.
	for (const name of names.sort()) {
		const path = `./scenes/${name.replace(/\.mts$/, '.mjs')}`;
		scenes.push(((await import(path)) as { default: Scene }).default);
	}
	return scenes;
}
