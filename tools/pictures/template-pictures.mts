import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { setUpOwner } from '../../host/client.mjs';
import { startN8n } from '../../host/n8n.mjs';
import { projectRoot } from '../../host/project.mjs';
import { createWorkflow } from '../../host/workflows.mjs';
import { openBrowser } from '../../test/support/browser.mjs';
import { N8nEditor } from '../../test/support/n8n-editor.mjs';
import { pictureOf } from '../templates/gallery-page.mjs';
import { templates } from '../templates/index.mjs';

import { writePicture } from './picture.mjs';

/** What lies over the canvas, and the marks of what is still to be filled in. */
const HIDDEN = [
	'.vue-flow__panel',
	'[class*="executionButtons"]',
	'[class*="nodeButtonsWrapper"]',
	// Where the last node ends, half of it would be in the picture.
	'[data-test-id="canvas-handle-plus-wrapper"]',
	'[data-test-id="node-issues"]',
];

/** Pixels around what is shown. */
const MARGIN = 24;

/** Those of the gallery: each template as it stands on n8n's canvas when it is imported. */
export async function templatePictures(): Promise<void> {
	const [n8n, browser] = await Promise.all([
		startN8n({ nodes: { from: 'checkout' } }),
		openBrowser(),
	]);
	try {
		const client = await setUpOwner(n8n.url);
		const window = await browser.newContext({
			viewport: { width: 1500, height: 900 },
			locale: 'en-US',
			timezoneId: 'Europe/Berlin',
		});
		const page = await window.newPage();
		await new N8nEditor(page, n8n.url).signIn();
		for (const each of templates) {
			const { id } = await createWorkflow(client, each.workflow);
			await page.goto(`${n8n.url}/workflow/${id}`);
			await page.locator('.vue-flow__node').first().waitFor();
			await page.addStyleTag({ content: `${HIDDEN.join(', ')} { display: none !important }` });
			// The editor's key for 'zoom to fit'.
			await page.keyboard.press('1');
			await page.waitForTimeout(1500);
			const clip = await aroundNodes(page);
			const png = await page.screenshot({ clip, animations: 'disabled', caret: 'hide' });
			await writePicture(join(projectRoot(), pictureOf(each)), png);
		}
	} finally {
		await browser.close();
		await n8n.dispose();
	}
}

/** The part of the window that nodes and notes take. */
async function aroundNodes(page: Page) {
	const boxes = await Promise.all(
		(await page.locator('.vue-flow__node').all()).map(async (node) => await node.boundingBox()),
	);
	const shown = boxes.filter((box) => box !== null);
	const left = Math.min(...shown.map(({ x }) => x)) - MARGIN;
	const top = Math.min(...shown.map(({ y }) => y)) - MARGIN;
	const right = Math.max(...shown.map(({ x, width }) => x + width)) + 2 * MARGIN;
	// Names stand below the nodes.
	const bottom = Math.max(...shown.map(({ y, height }) => y + height)) + 2 * MARGIN;
	return { x: left, y: top, width: right - left, height: bottom - top };
}
