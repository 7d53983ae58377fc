import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { setUpOwner } from '../../host/client.mjs';
import { startN8n } from '../../host/n8n.mjs';
import { projectRoot } from '../../host/project.mjs';
import { performAsOwner } from '../../sandbox/api/api.mjs';
import { type Sandbox, startSandbox } from '../../sandbox/server.mjs';
import { isoSeconds } from '../../sandbox/store/time.mjs';
import { openBrowser, openWindow } from '../../test/support/browser.mjs';
import { walkManualPath } from '../../test/support/manual-path.mjs';
import { writePicture } from './picture.mjs';

interface Rectangle {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** The pictures that are kept, and the part of the 1280 × 800 window that each shows. */
const kept = new Map<string, Rectangle>(
	Object.entries({
		panel: { x: 640, y: 0, width: 640, height: 420 },
		token: { x: 192, y: 80, width: 896, height: 400 },
		node: { x: 430, y: 25, width: 421, height: 750 },
		create: { x: 0, y: 0, width: 760, height: 580 },
		secret: { x: 300, y: 0, width: 680, height: 410 },
		validate: { x: 20, y: 0, width: 1240, height: 700 },
		actions: { x: 20, y: 0, width: 1240, height: 620 },
		overview: { x: 25, y: 25, width: 1230, height: 720 },
	}),
);

async function keepPicture(name: string, page: Page): Promise<void> {
	const clip = kept.get(name);
	if (clip === undefined) return;
	await page.bringToFront();
	await page.evaluate('window.scrollTo(0, 0)');
	// Playwright's own switch for animations is none for n8n's, which are scripted.
	await page.waitForTimeout(1500);
	const png = await page.screenshot({ clip, animations: 'disabled', caret: 'hide' });
	await writePicture(join(projectRoot(), 'docs', 'images', `${name}.png`), png);
}

/** The clock that runs has been running for an hour and a half: a picture shows no second of work. */
function workedBefore({ company }: Sandbox): void {
	const running = company
		.records('entries')
		.all()
		.find(({ time_until }) => time_until === null);
	if (running === undefined) throw new Error('No clock is running');
	performAsOwner(company, 'updateEntryByIdV2', {
		path: { id: String(running.id) },
		body: {
			time_since: isoSeconds(Date.now() - 1.5 * 3_600_000),
			text: 'Konzept für die Startseite',
		},
	});
}

/** Those of the guide: the way that the browser test walks, in a real n8n and a real sandbox. */
export async function guidePictures(): Promise<void> {
	const [n8n, sandbox, browser] = await Promise.all([
		startN8n({ nodes: { from: 'checkout' } }),
		startSandbox(),
		openBrowser(),
	]);
	try {
		await setUpOwner(n8n.url);
		await walkManualPath({
			window: await openWindow(browser),
			n8nUrl: n8n.url,
			sandboxUrl: sandbox.url,
			token: 'k7Rw-20qz-Vt5h-91Lm',
			picture: async (name, page) => {
				if (name === 'running') workedBefore(sandbox);
				await keepPicture(name, page);
			},
		});
	} finally {
		await browser.close();
		await sandbox.close();
		await n8n.dispose();
	}
}
