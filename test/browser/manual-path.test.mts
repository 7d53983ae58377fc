import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { handshakeForms } from '../../sandbox/webhooks/handshake.mjs';
import { seriousFindings } from '../support/axe.mjs';
import { Opened } from '../support/opened.mjs';
import { type BrowserScene, startBrowserScene } from '../support/scenes/browser-scene.mjs';
import { walkManualPath, type ManualPath } from '../support/manual-path.mjs';

const TOKEN = `token-${randomUUID()}`;

describe('the way of a new user, with manual registration', () => {
	const opened = new Opened();
	let scene: BrowserScene;
	let path: ManualPath;

	beforeAll(async () => {
		scene = opened.add(await startBrowserScene());
	}, 300_000);

	afterAll(async () => await opened.end(), 60_000);

	it('leads to the full resource of an event, through n8n’s editor and the sandbox’s page', async () => {
		const { n8n, sandbox, window } = scene;
		path = await walkManualPath({ window, n8nUrl: n8n.url, sandboxUrl: sandbox.url, token: TOKEN });
		expect(path.webhookUrl).toMatch(new RegExp(`^${n8n.url}/webhook/[^/]+/webhook$`));
		const output = await path.editor.outputWith('fetched');
		expect(output).toContain('entry.stopped');
		const [entry] = sandbox.company.records('entries').all().slice(-1);
		for (const value of [entry.id, entry.time_since, entry.time_until]) {
			expect(output).toContain(String(value));
		}
		expect(output).not.toContain(TOKEN);
	}, 240_000);

	it('says on the setup page that notifications arrive, and never shows the token', async () => {
		await path.setup.reload();
		await path.setup.locator('#now').getByText('Done: notifications arrive').waitFor();
		expect(await path.setup.content()).not.toContain(TOKEN);
	});

	it.each(handshakeForms)(
		'shows the secret on the setup page and in the executions (%s)',
		async (form) => {
			const { editor, sandbox: page, setup, webhookUrl } = path;
			await page.goto(`${scene.sandbox.url}/actions#handshake-form`);
			await page.locator(`input[value="${form}"]`).check();
			await page.getByRole('button', { name: 'Use this way' }).click();
			await page.getByText('The next validation goes this way.').waitFor();
			const before = await countExecutions();

			await page.goto(`${scene.sandbox.url}/webhooks/1`);
			await page.getByText('Validate again').click();
			await page.getByRole('button', { name: 'Validate webhook' }).click();
			await page.getByText('Validate again').click();
			await page.getByText('The secret was sent; the endpoint answered 200').waitFor();

			await editor.openWorkflowExecutions();
			await editor.openNewestOutput(before + 1);
			const output = await editor.outputWith('Enter');
			const secret = /[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}/.exec(output)?.[0];
			expect(secret).toBeDefined();
			await setup.goto(webhookUrl);
			await setup.locator('code').getByText(String(secret)).waitFor();

			await page.getByLabel('Secret').fill(String(secret));
			await page.getByRole('button', { name: 'Confirm secret' }).click();
			await page.getByText('The webhook is active').waitFor();
		},
		120_000,
	);

	it('says on the setup page why a notification was turned away', async () => {
		const { sandbox: page, setup, webhookUrl } = path;
		await page.goto(`${scene.sandbox.url}/webhooks/1`);
		await page.getByLabel('Token').fill('another-token');
		await page.getByRole('button', { name: 'Save' }).click();
		await page.goto(`${scene.sandbox.url}/actions`);
		await page.getByLabel('Event', { exact: true }).first().selectOption('Entry Stopped');
		await page.getByRole('button', { name: 'Make it happen' }).click();
		await page.locator('#sent').getByText('401').first().waitFor();
		await setup.goto(webhookUrl);
		await setup
			.locator('#now')
			.getByText('The token in Clockodo and the one in the n8n credential differ')
			.waitFor();
	}, 60_000);

	it.each(['light', 'dark'] as const)(
		'has a setup page that axe finds nothing serious on (%s)',
		async (colorScheme) => {
			const page = await scene.browser.newPage({ colorScheme });
			await page.goto(path.webhookUrl);
			await page.locator('#now').waitFor();
			expect(await seriousFindings(page)).toEqual([]);
			await page.close();
		},
	);

	async function countExecutions(): Promise<number> {
		await path.editor.openWorkflowExecutions();
		return await path.editor.executions().count();
	}
});
