import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import type { Received } from '../../src/webhook/received.js';
import { setupPage, setupPageHeaders } from '../../src/webhook/setup-page.js';
import { openBrowser } from '../support/browser.mjs';
import { listen, type Loopback } from '../support/loopback.mjs';
import { Opened } from '../support/opened.mjs';

/** What one process of queue mode has received at the URL, besides its start. */
type Process = Omit<Received, 'since'>;

const secret = 'B16B00B5-0000-4000-8000-000000000001';

describe('the setup page behind one URL of several processes', () => {
	const opened = new Opened();
	let server: Loopback;
	let browser: Browser;
	let page: Page;
	/** The process that answers next; the page looks every few seconds. */
	let next: Process;
	let looks = 0;

	beforeAll(async () => {
		server = opened.add(
			await listen((_request, response) => {
				looks++;
				const now = Date.now();
				const received = { since: now - 60_000, ...next };
				response.writeHead(200, { ...setupPageHeaders });
				response.end(
					setupPage({ registration: 'manual', events: ['*'], isTest: false, received, now }),
				);
			}),
		);
		browser = opened.add(await openBrowser());
	}, 60_000);

	beforeEach(async () => {
		page = await browser.newPage();
	});

	afterEach(async () => await page.close());
	afterAll(async () => await opened.end(), 60_000);

	const first = async (received: Process) => {
		next = received;
		await page.goto(server.url);
	};
	/** Another process answers the next look of the page, and is through with it. */
	const then = async (received: Process) => {
		next = received;
		const before = looks;
		await page.waitForResponse(() => looks > before);
		await page.waitForTimeout(200);
	};
	const says = async (part: string) => await page.locator(part).innerText();
	const isShown = async (part: string) => await page.locator(part).isVisible();

	it('keeps a secret that it has shown, until its time is over', async () => {
		const at = Date.now() - 15 * 60_000 + 10_000;
		await first({ secret: { value: secret, at } });
		expect(await says('#secret code')).toBe(secret);
		await then({});
		expect(await says('#secret code')).toBe(secret);
		expect(await says('#now')).toContain("Clockodo's secret is here");
		await page.locator('#secret').waitFor({ state: 'hidden', timeout: 20_000 });
		expect(await page.content()).not.toContain(secret);
	}, 60_000);

	it('takes the newest of each part, whoever knows it', async () => {
		const now = Date.now();
		await first({ secret: { value: secret, at: now - 3_000 } });
		await then({ notificationAt: now - 2_000 });
		expect(await says('#now')).toContain('Done: notifications arrive');
		expect(await says('#secret code')).toBe(secret);
		await then({ rejection: { reason: 'wrong token', at: now - 1_000 } });
		expect(await says('#now')).toContain('turned away: wrong token');
		expect(await says('#notification')).not.toContain('None');
		expect(await says('#secret code')).toBe(secret);
		// An older truth of another process changes nothing.
		await then({ notificationAt: now - 2_500 });
		expect(await says('#now')).toContain('turned away: wrong token');
	}, 60_000);

	it('tells of a rejection once: in its first line while it is the newest, below afterwards', async () => {
		const now = Date.now();
		await first({ rejection: { reason: 'wrong token', at: now - 2_000 } });
		expect(await isShown('#rejection')).toBe(false);
		await then({ notificationAt: now - 1_000 });
		expect(await says('#now')).toContain('Done');
		expect(await says('#rejection')).toContain('turned away: wrong token');
		await then({ rejection: { reason: 'token missing', at: now } });
		expect(await says('#now')).toContain('turned away: token missing');
		expect(await isShown('#rejection')).toBe(false);
	}, 60_000);
});
