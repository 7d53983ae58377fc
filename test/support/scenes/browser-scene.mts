import type { Browser, BrowserContext } from 'playwright-core';

import type { N8n } from '../../../host/n8n.mjs';
import { type Sandbox, startSandbox } from '../../../sandbox/server.mjs';
import { openBrowser, openWindow } from '../browser.mjs';
import { startN8nWithNodes } from '../clockodo-nodes.mjs';
import { openTogether } from '../opened.mjs';

/** A person's browser before a real n8n with the nodes, and before the sandbox's page. */
export interface BrowserScene {
	n8n: N8n;
	sandbox: Sandbox;
	browser: Browser;
	window: BrowserContext;
	dispose(): Promise<void>;
}

export async function startBrowserScene(): Promise<BrowserScene> {
	return await openTogether(async (opened) => {
		const { n8n } = await startN8nWithNodes();
		opened.add(n8n);
		const sandbox = opened.add(await startSandbox());
		const browser = opened.add(await openBrowser());
		return { n8n, sandbox, browser, window: await openWindow(browser) };
	});
}
