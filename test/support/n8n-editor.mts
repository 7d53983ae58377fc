import type { Locator, Page } from 'playwright-core';

import { OWNER } from '../../host/client.mjs';
import { until } from './until.mjs';

/** Milliseconds; the first page of an n8n that has just started takes its time on a busy machine. */
const PATIENCE = 60_000;

/** The browser's, of which the tests' own types know nothing. */
interface Clipboard {
	readText(): Promise<string>;
	writeText(text: string): Promise<void>;
}

/** n8n's editor, driven as a person does: what is visible is clicked, nothing else is touched. */
export class N8nEditor {
	constructor(
		readonly page: Page,
		private readonly url: string,
	) {
		page.setDefaultTimeout(PATIENCE);
	}

	async signIn(): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.fill('input[name="emailOrLdapLoginId"]', OWNER.email);
		await this.page.fill('input[name="password"]', OWNER.password);
		await this.page.getByRole('button', { name: 'Sign in' }).click();
		await this.page.waitForURL(/\/(home|workflow)/);
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.part('canvas-plus-button').click();
	}

	/** Chooses one of the triggers or actions that the node panel lists for Clockodo. */
	async addFromPanel(action: string): Promise<void> {
		await this.searchPanel('clockodo');
		await this.part('node-creator-item-name').getByText('Clockodo', { exact: true }).click();
		await this.part('node-creator-item-name').getByText(action, { exact: true }).click();
		await this.part('node-parameters').waitFor();
	}

	async searchPanel(text: string): Promise<void> {
		await this.part('node-creator-search-bar').fill(text);
		await this.part('node-creator-item-name').first().waitFor();
	}

	/** Opens the form of a new credential of this type (`Clockodo`, `Clockodo Webhook Token`). */
	async newCredential(type: string): Promise<void> {
		await this.part('node-credentials-empty-state')
			.getByText(`Connect to ${type}`, { exact: true })
			.click();
		await this.part('credential-edit-dialog').waitFor();
	}

	async fillCredential(fields: Record<string, string>): Promise<void> {
		for (const [name, value] of Object.entries(fields)) {
			await this.part(`parameter-input-${name}`).locator('input').fill(value);
		}
	}

	/** n8n tests the credential and closes its form if the test passed. */
	async saveCredential(): Promise<void> {
		await this.part('credential-save-button').click();
	}

	async createCredential(type: string, fields: Record<string, string>): Promise<void> {
		await this.newCredential(type);
		await this.fillCredential(fields);
		await this.saveCredential();
		await this.part('credential-edit-dialog').waitFor({ state: 'hidden' });
	}

	/** Chooses one of the credentials that are there; n8n may do so by itself, sooner or later. */
	async selectCredential(slot: string, name: string): Promise<void> {
		await this.part('node-credentials-slot').filter({ hasText: slot }).locator('input').click();
		await this.option(name).click();
	}

	/** Chooses in a drop-down by the label of its option; of one with several values, adds it. */
	async choose(parameter: string, option: string): Promise<void> {
		await this.part(`parameter-input-${parameter}`).click();
		await this.option(option).click();
	}

	/** Options of the drop-down that is open; each with its label and its description. */
	option(label: string): Locator {
		return this.openOptions().filter({ has: this.page.getByText(label, { exact: true }) });
	}

	openOptions(): Locator {
		return this.page.locator('.el-select-dropdown__item:visible');
	}

	async closeDropDown(): Promise<void> {
		await this.page.keyboard.press('Tab');
	}

	/** Copies the URL from the panel by a click on it. */
	async copyUrl(which: 'production' | 'test'): Promise<string> {
		// Only the page in front may use the clipboard.
		await this.page.bringToFront();
		const choice = this.part(`radio-button-${which}`);
		if ((await choice.count()) === 0) {
			await this.page.getByText('Webhook URLs', { exact: true }).click();
		}
		await choice.click();
		// n8n's message says nothing: the one about an earlier URL may still be there.
		await this.clipboard('');
		await this.page.locator('.webhook-url').click();
		await until(async () => (await this.clipboard()) !== '');
		return await this.clipboard();
	}

	/** What is in the clipboard, after `text` was put there where it is given. */
	private async clipboard(text?: string): Promise<string> {
		return await this.page.evaluate(async (newText) => {
			const { clipboard } = (globalThis as unknown as { navigator: { clipboard: Clipboard } })
				.navigator;
			if (newText !== undefined) await clipboard.writeText(newText);
			return await clipboard.readText();
		}, text);
	}

	async executeStep(): Promise<void> {
		await this.part('ndv').getByRole('button', { name: 'Execute step' }).first().click();
	}

	/** Executes the step, and ends when n8n has registered the test URL: its canvas says before that that it waits. */
	async listenForTestEvent(): Promise<void> {
		await this.executeStep();
		await this.stopButton().waitFor();
	}

	async stopListening(): Promise<void> {
		await this.stopButton().click();
		await this.stopButton().waitFor({ state: 'detached' });
	}

	private stopButton(): Locator {
		return this.part('ndv').getByRole('button', { name: 'Stop Listening' }).first();
	}

	async closeNode(): Promise<void> {
		await this.part('ndv-close-button').click();
	}

	async publish(): Promise<void> {
		await this.part('workflow-open-publish-modal-button').click();
		await this.part('workflow-publish-button').click();
		await this.part('workflow-active-version-indicator').waitFor();
	}

	/** Closes what n8n says after publishing. */
	async acknowledge(): Promise<void> {
		await this.page.getByRole('button', { name: 'Got it' }).click();
	}

	async openExecutions(): Promise<void> {
		await this.part('radio-button-executions').click();
		await this.part('executions-sidebar').waitFor();
	}

	/** Opens the executions of the workflow that was open last anew. */
	async openWorkflowExecutions(): Promise<void> {
		const workflow = /\/workflow\/[^/?]+/.exec(this.page.url())?.[0];
		await this.page.goto(`${this.url}${workflow}/executions`);
		await this.part('executions-sidebar').waitFor();
		await this.executions().first().waitFor();
	}

	/** Lines of the list of executions, newest first. */
	executions(): Locator {
		return this.page.locator('[data-test-id^="execution-details-"]');
	}

	/**
	 * Waits for so many executions, opens the newest and in it the trigger's output.
	 * n8n shows the table of the output that has items.
	 */
	async openNewestOutput(count: number, node = 'Clockodo Trigger'): Promise<void> {
		await this.executions()
			.nth(count - 1)
			.waitFor();
		await this.executions().first().click();
		await this.openNodeOutput(node);
	}

	/** Opens a trigger in the execution that is shown. */
	async openNodeOutput(node = 'Clockodo Trigger'): Promise<void> {
		await this.part('canvas-trigger-node').filter({ hasText: node }).dblclick();
		await this.part('ndv-data-container').waitFor();
	}

	/** What the output's table shows, once this text is in it. */
	async outputWith(text: string): Promise<string> {
		await this.part('radio-button-table').click();
		const container = this.part('ndv-data-container');
		await container.getByText(text).first().waitFor();
		return await container.innerText();
	}

	part(id: string): Locator {
		return this.page.locator(`[data-test-id="${id}"]`).filter({ visible: true });
	}
}
