import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';

import { events } from '../../src/clockodo/events.js';
import { readApiAccess } from '../support/manual-path.mjs';
import { N8nEditor } from '../support/n8n-editor.mjs';
import { Opened } from '../support/opened.mjs';
import { type BrowserScene, startBrowserScene } from '../support/scenes/browser-scene.mjs';

describe('the nodes in n8n’s editor', () => {
	const opened = new Opened();
	let scene: BrowserScene;
	let page: Page;
	let editor: N8nEditor;
	let access: Awaited<ReturnType<typeof readApiAccess>>;

	beforeAll(async () => {
		scene = opened.add(await startBrowserScene());
		editor = new N8nEditor(await scene.window.newPage(), scene.n8n.url);
		await editor.signIn();
	}, 300_000);

	beforeEach(async () => {
		page = await scene.window.newPage();
		access = await readApiAccess(page, scene.sandbox.url);
		await editor.page.bringToFront();
		await editor.newWorkflow();
	});

	afterEach(async () => await page.close());
	afterAll(async () => await opened.end(), 60_000);

	it('says what is wrong with a wrong API key, and takes the right one', async () => {
		await editor.addFromPanel('On entry stopped');
		await editor.newCredential('Clockodo');
		await editor.fillCredential({ ...access, apiKey: 'wrong' });
		await editor.saveCredential();
		await editor.page.getByText('Couldn’t connect with these settings').waitFor();
		await editor.page.getByText('More details').click();
		await editor.page
			.getByText('Clockodo does not accept this e-mail and API key. Copy the key again')
			.waitFor();
		await editor.fillCredential({ apiKey: access.apiKey });
		await editor.saveCredential();
		await editor.part('credential-edit-dialog').waitFor({ state: 'hidden' });
	}, 120_000);

	it('offers every event, with a search', async () => {
		await editor.addFromPanel('On entry stopped');
		await editor.part('parameter-input-events').click();
		await editor.option('Absence Approved').waitFor();
		// Element Plus writes each option's label and description into two lines.
		const labels = (await editor.openOptions().allInnerTexts()).map((text) => text.split('\n')[0]);
		expect(labels).toEqual(
			expect.arrayContaining(events.map(({ label }) => label).filter((l) => l !== 'Entry Stopped')),
		);
		await editor.page.keyboard.type('budget');
		await editor.option('Project Budget Notification').click();
		await editor.closeDropDown();
		expect(await editor.part('parameter-input-events').innerText()).toContain(
			'Project Budget Notification',
		);
	}, 120_000);

	it('hides what does not matter: the API credential without a fetch, the URLs with automatic registration', async () => {
		await editor.addFromPanel('On entry stopped');
		const slots = editor.part('node-credentials-slot');
		expect(await slots.count()).toBe(2);
		await editor.part('parameter-input-fetchResource').locator('.el-switch').click();
		await slots.nth(1).waitFor({ state: 'detached' });
		await editor.choose('registration', 'Automatic');
		await editor.page.getByText('its webhooks are created and validated by themselves').waitFor();
		expect(await editor.page.getByText('Production URL', { exact: true }).count()).toBe(0);
		expect(await slots.count()).toBe(1);
	}, 120_000);

	it('listens for a test event with automatic registration, and cleans up behind it', async () => {
		await editor.addFromPanel('On entry stopped');
		await editor.choose('registration', 'Automatic');
		if ((await editor.part('node-credentials-empty-state').count()) > 0) {
			await editor.createCredential('Clockodo', access);
		}
		await editor.listenForTestEvent();
		await editor.page.getByText('Waiting for an event from Clockodo').first().waitFor();
		await page.goto(scene.sandbox.url);
		await page.getByText('Active').waitFor();
		await page.getByRole('link', { name: 'Make things happen' }).first().click();
		await page.getByLabel('Event', { exact: true }).first().selectOption('Entry Stopped');
		await page.getByRole('button', { name: 'Make it happen' }).click();
		await page.getByText('It happened: Entry Stopped').waitFor();
		await editor.page.bringToFront();
		expect(await editor.outputWith('entry.stopped')).toContain('fetched');
		await page.goto(scene.sandbox.url);
		await page.getByText('No webhooks yet.').waitFor();
	}, 120_000);
});
