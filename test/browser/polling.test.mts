import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

import { type N8nClient, signIn } from '../../host/client.mjs';
import { listExecutions } from '../../host/executions.mjs';
import { getWorkflow, publish, updateWorkflow } from '../../host/workflows.mjs';
import { seriousFindings } from '../support/axe.mjs';
import { lookingEvery } from '../support/looks.mjs';
import { readApiAccess } from '../support/manual-path.mjs';
import { N8nEditor } from '../support/n8n-editor.mjs';
import { Opened } from '../support/opened.mjs';
import { report } from '../support/report.mjs';
import { type BrowserScene, startBrowserScene } from '../support/scenes/browser-scene.mjs';

describe('looking for changes, as a person sees it', () => {
	const opened = new Opened();
	let scene: BrowserScene;
	let editor: N8nEditor;
	let page: Page;
	let client: N8nClient;

	beforeAll(async () => {
		scene = opened.add(await startBrowserScene());
		editor = new N8nEditor(await scene.window.newPage(), scene.n8n.url);
		await editor.signIn();
		client = await signIn(scene.n8n.url);
		page = await scene.window.newPage();
	}, 300_000);

	beforeEach(async () => await editor.page.bringToFront());
	afterAll(async () => await opened.end(), 60_000);

	it('shows the newest thing at once by ‘Execute step’, without a webhook', async () => {
		const access = await readApiAccess(page, scene.sandbox.url);
		await editor.page.bringToFront();
		await editor.newWorkflow();
		await editor.addFromPanel('On customer created');
		await editor.choose('registration', 'None (Polling)');
		await editor.page.getByText('Publish this workflow, and all is done').waitFor();
		// All that is left to fill in: there is no token, and no URL to copy.
		expect(await editor.part('node-credentials-empty-state').count()).toBe(1);
		expect(await editor.page.getByText('Webhook URLs', { exact: true }).count()).toBe(0);
		await editor.createCredential('Clockodo', access);
		await editor.executeStep();
		expect(await editor.outputWith('sample')).toContain(newestCustomer().name);
	}, 120_000);

	it('leads on to the first item of a change, in the list of executions', async () => {
		await editor.closeNode();
		await editor.publish();
		await lookSoon();
		const before = await listExecutions(client, { workflowId: workflowId() });
		await happens('Customer Created');
		await editor.openWorkflowExecutions();
		await editor.openNewestOutput(before.length + 1);
		const output = await editor.outputWith('polling');
		const { id, name } = newestCustomer();
		for (const part of ['customer.created', 'fetched', String(id), name]) {
			expect(output).toContain(part);
		}
		expect(scene.sandbox.webhooks.list()).toEqual([]);
	}, 120_000);

	it('shows it with manual registration when the page of the test URL is asked to send it', async () => {
		await editor.newWorkflow();
		await editor.addFromPanel('On customer created');
		await editor.createCredential('Clockodo Webhook Token', { token: `token-${randomUUID()}` });
		await editor.selectCredential('Clockodo Account', 'Clockodo account');
		await openTestPage();
		expect(await seriousFindings(page)).toEqual([]);
		await page.getByRole('button', { name: 'Send the newest customer as a test event' }).click();
		await page.getByText('Sent: look at the editor.').waitFor();
		await editor.page.bringToFront();
		expect(await editor.outputWith('sample')).toContain(newestCustomer().name);
	}, 90_000);

	it('is told by the page of the production URL: the last look, the next one, and what was found', async () => {
		const url = await editor.copyUrl('production');
		await editor.closeNode();
		await editor.publish();
		await lookSoon();
		await happens('Customer Created');
		await page.goto(url);
		const looks = page.locator('#looks');
		// The page looks for news by itself.
		await looks.getByText('Changes found: 1. No webhook had told 1 of them.').waitFor();
		const now = Date.now();
		const [last, next] = await looks.locator('time').all();
		const at = async (time: Locator) => Date.parse(String(await time.getAttribute('datetime')));
		expect(await at(last)).toBeLessThanOrEqual(now);
		expect(await at(next)).toBeGreaterThan(await at(last));
		expect(await looks.innerText()).toMatch(/Last look: .+\s+Next look: about .+/);
	}, 90_000);

	it.each(['light', 'dark'] as const)(
		'leaves nothing serious for axe there (%s)',
		async (scheme) => {
			await page.emulateMedia({ colorScheme: scheme });
			expect(await seriousFindings(page)).toEqual([]);
		},
	);

	/** Of the workflow that is open. */
	const workflowId = () => String(/\/workflow\/([^/?]+)/.exec(editor.page.url())?.[1]);

	/** People choose minutes: the published workflow gets a version that looks every two seconds. */
	async function lookSoon(): Promise<void> {
		const id = workflowId();
		const { nodes } = await getWorkflow(client, id);
		const catchUp = lookingEvery(2);
		await updateWorkflow(client, id, {
			nodes: nodes.map((node) => ({ ...node, parameters: { ...node.parameters, catchUp } })),
		});
		await publish(client, id);
	}

	/**
	 * Has n8n listen, and opens the test URL. Of a few, n8n 2.40 says that they are not
	 * registered, though its editor listens: a person clicks once more, and so it is reported here.
	 */
	async function openTestPage(): Promise<void> {
		for (let tries = 1; ; tries++) {
			const testUrl = await editor.copyUrl('test');
			await editor.listenForTestEvent();
			await editor.page.getByText('Waiting for an event from Clockodo').first().waitFor();
			const status = (await page.goto(testUrl))?.status();
			if (status === 200 || tries === 3) return;
			report('browser: test URL', { tries, status, said: await page.locator('body').innerText() });
			await editor.page.bringToFront();
			await editor.stopListening();
		}
	}

	/** On the sandbox's page. */
	async function happens(event: string): Promise<void> {
		await page.goto(`${scene.sandbox.url}/actions`);
		await page.getByLabel('Event', { exact: true }).first().selectOption(event);
		await page.getByRole('button', { name: 'Make it happen' }).click();
		await page.getByText(`It happened: ${event}`).waitFor();
	}

	function newestCustomer(): { id: number; name: string } {
		const [{ id, name }] = scene.sandbox.company.records('customers').all().slice(-1);
		return { id, name: String(name) };
	}
});
