import { join } from 'node:path';

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
	'[data-test-id="canvas-controls"]',
	'[data-test-id="canvas-wrapper"] .vue-flow__minimap',
	'[data-test-id="canvas-execute-workflow-button"]',
	'[data-test-id="node-issues"]',
];

/** Those of the gallery: each template as it stands on n8n's canvas when it is imported. */
export async function templatePictures(): Promise<void> {
	const [n8n, browser] = await Promise.all([
		startN8n({ nodes: { from: 'checkout' } }),
		openBrowser(),
	]);
	try {
		const client = await setUpOwner(n8n.url);
		const window = await browser.newContext({
			viewport: { width: 1800, height: 950 },
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
			const png = await page
				.locator('.vue-flow')
				.first()
				.screenshot({ animations: 'disabled', caret: 'hide' });
			await writePicture(join(projectRoot(), pictureOf(each)), png);
		}
	} finally {
		await browser.close();
		await n8n.dispose();
	}
}
