import { type Browser, type BrowserContext, chromium } from 'playwright-core';

import { findChromium, HOW_TO_GET_CHROMIUM } from './chromium.mjs';

/** In a container, without a display, and quiet: Chromium itself asks nobody for anything. */
const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** @throws where there is no Chromium, with the way to get it */
export async function openBrowser(): Promise<Browser> {
	const executablePath = findChromium();
	if (executablePath === undefined) {
		throw new Error(`There is no Chromium here. ${HOW_TO_GET_CHROMIUM}.`);
	}
	return await chromium.launch({ executablePath, args: ARGUMENTS });
}

/** A person's window: what is copied on one page can be pasted on another. */
export async function openWindow(browser: Browser): Promise<BrowserContext> {
	return await browser.newContext({
		viewport: { width: 1280, height: 800 },
		locale: 'en-US',
		timezoneId: 'Europe/Berlin',
		permissions: ['clipboard-read', 'clipboard-write'],
	});
}
