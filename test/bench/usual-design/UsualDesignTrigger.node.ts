import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

/** What the benchmark compares with: a trigger that fetches the resource before it answers. */
export class UsualDesignTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Usual Design Trigger',
		name: 'usualDesignTrigger',
		icon: 'fa:clock',
		group: ['trigger'],
		version: 1.1,
		description: 'Fetches the resource of a notification inside its webhook function',
		defaults: { name: 'Usual Design Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
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
