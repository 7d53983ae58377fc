import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import type { Sandbox } from '../../sandbox/server.mjs';
import { seriousFindings } from '../support/axe.mjs';
import { openBrowser, openWindow } from '../support/browser.mjs';
import { createWebhook } from '../support/manual-path.mjs';
import type { Endpoint } from '../support/endpoint.mjs';
import { Opened } from '../support/opened.mjs';
import { startSandboxScene } from '../support/scenes/sandbox-scene.mjs';

describe('the sandbox’s page in a browser', () => {
	const opened = new Opened();
	const complaints: string[] = [];
	let sandbox: Sandbox;
	let endpoint: Endpoint;
	let browser: Browser;
	let window: BrowserContext;
	let page: Page;

	beforeAll(async () => {
		const scene = opened.add(await startSandboxScene({ timings: { retryPauses: [] } }));
		({ sandbox, endpoint } = scene);
		browser = opened.add(await openBrowser());
		window = await openWindow(browser);
	}, 60_000);

	beforeEach(async () => {
		page = await window.newPage();
		page.on('pageerror', ({ message }) => complaints.push(message));
		page.on('console', (message) => {
			if (/Content Security Policy|Refused to/.test(message.text()))
				complaints.push(message.text());
		});
	});

	afterEach(async () => await page.close());

	afterAll(async () => {
		await opened.end();
		expect(complaints).toEqual([]);
	});

	it('creates and validates a webhook with the keyboard alone', async () => {
		await page.goto(sandbox.url);
		await page.keyboard.press('Tab');
		expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
		await page.getByRole('link', { name: 'Add webhook' }).press('Enter');
		await page.getByLabel('Event').focus();
		await page.keyboard.type('Customer Created');
		await page.keyboard.press('Tab');
		await page.keyboard.type(endpoint.url);
		await page.keyboard.press('Tab');
		await page.keyboard.type('token');
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Validate webhook' }).press('Enter');
		await page.getByText('The secret was sent').waitFor();
		await page.getByLabel('Secret').focus();
		await page.keyboard.type('wrong');
		await page.keyboard.press('Enter');
		await page.getByText('Validate the webhook again').waitFor();
		// The focus stands where the error is, so the right secret can be typed at once.
		expect(await page.evaluate('document.activeElement.id')).toBe('secret');
		await page.keyboard.press('Control+a');
		await page.keyboard.type(endpoint.lastSecret());
		await page.keyboard.press('Enter');
		await page.getByText('The webhook is active').waitFor();
	});

	it('refreshes the protocol by itself, and keeps what is being typed', async () => {
		await page.goto(`${sandbox.url}/webhooks/1`);
		await page.getByLabel('Endpoint URL').fill('http://half.example/typed');
		sandbox.company.emit('customer', 'created', 1);
		await page.locator('#protocol').getByText('customer.created').waitFor();
		expect(await page.getByLabel('Endpoint URL').inputValue()).toBe('http://half.example/typed');
		// In the reader's time zone and language, not as it was sent.
		expect(await page.locator('#protocol time').first().innerText()).toMatch(
			/^[A-Z][a-z]{2} \d+, \d{4}/,
		);
	});

	it('copies what n8n needs, the key without showing it', async () => {
		await page.goto(sandbox.url);
		const clipboard = async () => await page.evaluate<string>('navigator.clipboard.readText()');
		await page.bringToFront();
		await page.getByRole('button', { name: 'Copy the Base URL' }).click();
		await page.getByText('Copied').waitFor();
		expect(await clipboard()).toBe(sandbox.apiUrl);
		await page.getByRole('button', { name: 'Copy the API key' }).click();
		await page.getByText('Copied').nth(1).waitFor();
		expect(await clipboard()).toBe(sandbox.credentials.apiKey);
		expect(await page.locator('#api-key').isVisible()).toBe(false);
	});

	it('unfolds what the address names', async () => {
		await page.goto(`${sandbox.url}/actions`);
		expect(await page.locator('#limits').isVisible()).toBe(false);
		await page.goto(`${sandbox.url}/actions#limits`);
		await page.reload();
		await page.locator('#limits').waitFor();
	});

	it('asks in a dialog before it deletes, and gives the focus back', async () => {
		await createWebhook(page, sandbox.url, {
			event: 'Team Created',
			webhookUrl: endpoint.url,
			token: 't',
		});
		const button = page.getByRole('button', { name: 'Delete webhook' });
		await button.press('Enter');
		await page.getByRole('dialog', { name: 'Delete this webhook?' }).waitFor();
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Delete webhook');
		expect(sandbox.webhooks.list()).toHaveLength(2);
		await button.press('Enter');
		await page.getByRole('dialog').getByRole('button', { name: 'Delete webhook' }).click();
		await page.getByText('The webhook was deleted.').waitFor();
		expect(sandbox.webhooks.list()).toHaveLength(1);
		await page.reload();
		expect(await page.getByText('The webhook was deleted.').count()).toBe(0);
	});

	it.each([
		['light', 1280],
		['dark', 1280],
		['light', 360],
	] as const)(
		'has pages that axe finds nothing serious on (%s, %i pixels wide)',
		async (colorScheme, width) => {
			const view = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
			const refused = async () => {
				await view.goto(`${sandbox.url}/webhooks/new`);
				await view.getByRole('button', { name: 'Create webhook' }).click();
			};
			await refused();
			const found: Record<string, string[]> = { refused: await seriousFindings(view) };
			const addresses = ['/', '/webhooks/new', '/webhooks/1', '/webhooks/1/delete', '/actions'];
			for (const address of [
				...addresses,
				'/things/entry',
				'/things/user/2',
				'/things/user/2/delete',
			]) {
				await view.goto(sandbox.url + address);
				found[address] = await seriousFindings(view);
				const overflow = await view.evaluate(
					'document.documentElement.scrollWidth - document.documentElement.clientWidth',
				);
				expect([address, overflow]).toEqual([address, 0]);
			}
			expect(Object.values(found).flat()).toEqual([]);
			await view.close();
		},
		60_000,
	);
});
