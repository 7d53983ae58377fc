import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

export const USUAL_DESIGN_TYPE = 'CUSTOM.usualDesignTrigger';

/** Makes a folder for N8N_CUSTOM_EXTENSIONS from which n8n loads {@link UsualDesignTrigger}; whoever asks removes it. */
export async function makeExtensionFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-clockodo-bench-'));
	const code = `module.exports = require(${JSON.stringify(fileURLToPath(import.meta.url))});\n`;
	await writeFile(join(folder, 'UsualDesignTrigger.node.js'), code);
	return folder;
}

/** What the benchmark compares with: a trigger that fetches the resource before it answers. */
export class UsualDesignTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Usual Design Trigger',
		name: 'usualDesignTrigger',
		group: ['trigger'],
		version: 1.1,
		description: 'Fetches the resource of a notification inside its webhook function',
		defaults: { name: 'Usual Design Trigger' },
		inputs: [],
		outputs: ['main'],
		credentials: [
			{ name: 'clockodoApi', required: true },
			{ name: 'clockodoWebhookTokenApi', required: true },
		],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [],
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { token, ...notification } = this.getBodyData();
		const { token: expected } = await this.getCredentials('clockodoWebhookTokenApi');
		if (token !== expected) {
			this.getResponseObject().status(401).end();
			return { noWebhookResponse: true };
		}
		const { baseUrl } = await this.getCredentials('clockodoApi');
		const { id } = (notification.payload as { entry: { id: number } }).entry;
		const { entry } = (await this.helpers.httpRequestWithAuthentication.call(this, 'clockodoApi', {
			url: `${String(baseUrl)}/v2/entries/${id}`,
			json: true,
		})) as { entry: object };
		return { workflowData: [[{ json: { ...notification, resource: { ...entry } } }]] };
	}
}
