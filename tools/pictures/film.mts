import { join } from 'node:path';

import type { BrowserContext, Page } from 'playwright-core';

import { type N8nClient, setUpOwner } from '../../host/client.mjs';
import { waitForExecutions } from '../../host/executions.mjs';
import { type N8n, startN8n } from '../../host/n8n.mjs';
import { projectRoot } from '../../host/project.mjs';
import { performAsOwner } from '../../sandbox/api/api.mjs';
import { type Sandbox, startSandbox } from '../../sandbox/server.mjs';
import { openBrowser, openWindow } from '../../test/support/browser.mjs';
import { readApiAccess } from '../../test/support/manual-path.mjs';
import { N8nEditor } from '../../test/support/n8n-editor.mjs';
import { type Frame, writeFilm } from './picture.mjs';

/** Milliseconds that each frame is seen, and the last one. */
const SHOWN = 2_800;
const LAST_SHOWN = 5_000;

/** Of the film; the window behind it is 1280 × 800. */
const WIDTH = 960;
const HEIGHT = 640;

/** The film of the README: the first flow, from the search to the execution that a stopped clock has started. */
export async function firstFlowFilm(): Promise<void> {
	const [n8n, sandbox, browser] = await Promise.all([
		startN8n({ nodes: { from: 'checkout' } }),
		startSandbox(),
		openBrowser(),
	]);
	try {
		const client = await setUpOwner(n8n.url);
		const frames = await walkFirstFlow(await openWindow(browser), n8n, client, sandbox);
		await writeFilm(join(projectRoot(), 'docs', 'images', 'first-flow.png'), frames);
	} finally {
		await browser.close();
		await sandbox.close();
		await n8n.dispose();
	}
}

/** As README.md tells it. The last frame comes first, too: where a film stands still, that is the one to see. */
async function walkFirstFlow(
	window: BrowserContext,
	n8n: N8n,
	client: N8nClient,
	sandbox: Sandbox,
): Promise<Frame[]> {
	const editor = new N8nEditor(await window.newPage(), n8n.url);
	const clockodo = await window.newPage();
	const stage = await window.newPage();
	const frames: Frame[] = [];
	const take = async (page: Page, caption: string) => {
		const png = await pictureWith(stage, page, caption);
		frames.push({ png, milliseconds: SHOWN });
	};

	startClock(sandbox);
	const access = await readApiAccess(clockodo, sandbox.url);
	await editor.signIn();
	await editor.newWorkflow();
	await editor.searchPanel('clockodo');
	await editor.part('node-creator-item-name').getByText('Clockodo', { exact: true }).click();
	await editor
		.part('node-creator-item-name')
		.getByText('On entry stopped', { exact: true })
		.hover();
	await take(editor.page, '1. Choose what is to start the workflow');
	await editor
		.part('node-creator-item-name')
		.getByText('On entry stopped', { exact: true })
		.click();
	await editor.part('node-parameters').waitFor();
	await editor.choose('registration', 'None (Polling)');
	await editor.newCredential('Clockodo');
	await editor.fillCredential(access);
	await take(editor.page, '2. Your e-mail and API key: nothing else has to be set up in Clockodo');
	await editor.saveCredential();
	await editor.part('credential-edit-dialog').waitFor({ state: 'hidden' });
	await editor.part('ndv').getByRole('button', { name: 'Execute step' }).first().click();
	await editor.outputWith('sample');
	await take(editor.page, '3. Execute step: your newest entry, as the workflow will get it');
	await editor.closeNode();
	await editor.publish();
	await editor.acknowledge();
	await take(editor.page, '4. Publish');

	await clockodo.goto(`${sandbox.url}/actions`);
	const stop = clockodo.getByRole('button', { name: /^Stop the clock of/ }).first();
	await stop.hover();
	await take(clockodo, '5. Somebody stops the clock');
	await stop.click();
	await clockodo.getByText('No clock is running.').waitFor();
	// Looks at once, where the film would wait for five minutes.
	await n8n.restart();
	const [execution] = await waitForExecutions(client, 1, { mode: 'trigger' });
	await editor.page.goto(`${n8n.url}/workflow/${execution.workflowId}/executions`);
	await editor.openNewestOutput(1);
	// The example of step 3 has the event's name, too.
	await editor.outputWith('polling');
	await take(editor.page, '6. The workflow has run, with the whole entry, its names and its hours');
	const [last] = frames.slice(-1);
	return [last, ...frames.slice(0, -1), { ...last, milliseconds: LAST_SHOWN }];
}

/** Somebody has been working for two hours and a quarter. */
function startClock({ company }: Sandbox): void {
	const idOf = (table: 'customers' | 'services' | 'users', name?: string) =>
		company
			.records(table)
			.all()
			.find((record) => name === undefined || record.name === name)?.id;
	const since = new Date(Date.now() - 2.25 * 3_600_000);
	performAsOwner(company, 'createClockV2', {
		body: {
			customers_id: idOf('customers', 'Stadtwerke Altona'),
			services_id: idOf('services'),
			users_id: idOf('users', 'Mia Schneider'),
			text: 'Konzept für die Startseite',
			time_since: since.toISOString().replace(/\.\d+/, ''),
		},
	});
}

/** The page as it is now, smaller, above a line that says what it shows. */
async function pictureWith(stage: Page, page: Page, caption: string): Promise<Buffer> {
	await page.bringToFront();
	// n8n's animations are scripted: no switch of the browser's ends them.
	await page.waitForTimeout(1_500);
	const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
	await stage.bringToFront();
	await stage.setViewportSize({ width: WIDTH, height: HEIGHT });
	await stage.setContent(`<style>
		body { margin: 0; background: #17324d; font: 600 22px/40px sans-serif; color: #fff }
		img { display: block; width: ${WIDTH}px; height: ${HEIGHT - 40}px }
		p { margin: 0; padding-left: 20px }
	</style><img src="data:image/png;base64,${shot.toString('base64')}"><p>${caption}</p>`);
	await stage.evaluate('document.images[0].decode()');
	return await stage.screenshot();
}
