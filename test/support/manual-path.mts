import type { BrowserContext, Page } from 'playwright-core';

import { N8nEditor } from './n8n-editor.mjs';

/** What a person has at hand: two addresses, and a token made up by themselves. */
export interface ManualPathOptions {
	window: BrowserContext;
	n8nUrl: string;
	sandboxUrl: string;
	token: string;
	/** Called at each step with the page that shows it. */
	picture?: (name: string, page: Page) => Promise<void>;
}

export interface ManualPath {
	editor: N8nEditor;
	sandbox: Page;
	setup: Page;
	/** The URL as it was copied from n8n. */
	webhookUrl: string;
	/** As it stood on the setup page. */
	secret: string;
}

/**
 * The way that a new user goes to the first event with manual registration, all of it in the browser:
 * the node in n8n, the webhook in the sandbox, the secret from the setup page, then a clock that is
 * started and stopped. Ends with the output of the execution open in n8n.
 */
export async function walkManualPath(options: ManualPathOptions): Promise<ManualPath> {
	const { window, n8nUrl, sandboxUrl, token } = options;
	const picture = options.picture ?? (async () => undefined);
	const editor = new N8nEditor(await window.newPage(), n8nUrl);
	const sandbox = await window.newPage();

	await editor.signIn();
	await editor.newWorkflow();
	await editor.searchPanel('clockodo');
	await picture('panel', editor.page);
	await editor.addFromPanel('On entry stopped');

	await editor.newCredential('Clockodo Webhook Token');
	await editor.fillCredential({ token });
	await picture('token', editor.page);
	await editor.saveCredential();
	await editor.part('credential-edit-dialog').waitFor({ state: 'hidden' });
	await editor.createCredential('Clockodo', await readApiAccess(sandbox, sandboxUrl));
	await editor.choose('events', 'Absence Approved');
	await editor.closeDropDown();
	const webhookUrl = await editor.copyUrl('production');
	await picture('node', editor.page);
	await editor.closeNode();
	await editor.publish();
	await editor.acknowledge();

	const setup = await window.newPage();
	await setup.goto(webhookUrl);
	await setup.getByText("Waiting for Clockodo's secret").waitFor();
	await createWebhook(sandbox, sandboxUrl, { event: 'Entry Stopped', webhookUrl, token }, picture);
	await sandbox.getByRole('button', { name: 'Validate webhook' }).click();
	await sandbox.getByText('The secret was sent; the endpoint answered 200').waitFor();
	const secret = await setup.locator('code').innerText();
	await picture('secret', setup);
	await sandbox.getByLabel('Secret').fill(secret);
	await picture('validate', sandbox);
	await sandbox.getByRole('button', { name: 'Confirm secret' }).click();
	await sandbox.getByText('The webhook is active').waitFor();

	await sandbox.getByRole('link', { name: 'Make things happen' }).first().click();
	await sandbox.getByLabel('Person').selectOption('Mia Schneider');
	await sandbox.getByLabel('Customer').selectOption('Stadtwerke Altona');
	await sandbox.getByRole('button', { name: 'Start the clock' }).click();
	const stop = sandbox.getByRole('button', { name: 'Stop the clock of Mia Schneider' });
	await stop.waitFor();
	await picture('running', sandbox);
	await stop.click();
	await sandbox.locator('#sent').getByText('Entry Stopped').waitFor();
	await picture('actions', sandbox);

	await editor.openExecutions();
	await editor.openNewestOutput(2);
	await picture('overview', editor.page);
	return { editor, sandbox, setup, webhookUrl, secret };
}

/** What n8n's credential needs, as it stands on the sandbox's page. */
export async function readApiAccess(sandbox: Page, sandboxUrl: string) {
	await sandbox.goto(sandboxUrl);
	await sandbox.getByText('Show the key').click();
	return {
		email: await sandbox.locator('#api-email').innerText(),
		apiKey: await sandbox.locator('#api-key').innerText(),
		baseUrl: await sandbox.locator('#api-url').innerText(),
	};
}

export async function createWebhook(
	sandbox: Page,
	sandboxUrl: string,
	{ event, webhookUrl, token }: { event: string; webhookUrl: string; token: string },
	picture: (name: string, page: Page) => Promise<void> = async () => undefined,
): Promise<void> {
	await sandbox.goto(sandboxUrl);
	await sandbox.getByRole('link', { name: 'Add webhook' }).click();
	await sandbox.getByLabel('Event').selectOption(event);
	await sandbox.getByLabel('Endpoint URL').fill(webhookUrl);
	await sandbox.getByLabel('Token').fill(token);
	await picture('create', sandbox);
	await sandbox.getByRole('button', { name: 'Create webhook' }).click();
	await sandbox.getByText('Not validated').waitFor();
}
