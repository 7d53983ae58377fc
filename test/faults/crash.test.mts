import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { signIn } from '../../host/client.mjs';
import { crashRound, expected, publishForCrash } from '../support/crash-round.mjs';
import { Opened } from '../support/opened.mjs';
import { report } from '../support/report.mjs';
import { type N8nScene, startN8nScene } from '../support/scenes/n8n-scene.mjs';
import type { Published } from '../support/scenes/trigger-scene.mjs';
import { longOrShort } from '../support/switches.mjs';

const EVENTS = longOrShort(1000, 200);

describe('kill -9 of a single n8n under load', () => {
	const opened = new Opened();
	let scene: N8nScene;
	let published: Published;

	beforeAll(async () => {
		scene = opened.add(await startN8nScene());
		published = await publishForCrash(scene);
	}, 600_000);

	afterAll(async () => await opened.end(), 120_000);

	it.each([1, 2, 3])(
		'loses and doubles nothing, round %d',
		async (round) => {
			const { n8n } = scene;
			const figures = await crashRound(scene, published, {
				events: EVENTS,
				strike: async () => await n8n.kill(),
				recover: async () => {
					await n8n.restart();
					return await signIn(n8n.url);
				},
			});
			report('crash: single process', { round, ...figures });
			expect(figures).toMatchObject(expected(figures));
			expect(figures.cut_off).toBeGreaterThan(0);
			expect(figures.emptied_by_n8n).toBe(0);
		},
		900_000,
	);
});
