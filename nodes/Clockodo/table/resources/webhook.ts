import { standardOperations, type Resource } from '../resource';

export const webhook: Resource = {
	value: 'webhook',
	name: 'Webhook',
	operations: [
		...standardOperations('a webhook', 'webhooks', {
			create: {
				description:
					"Create a webhook at a Clockodo-style API; Clockodo's own API has no webhook endpoints today",
			},
		}),
		{
			value: 'confirm',
			name: 'Confirm',
			action: 'Confirm a webhook',
			description: 'Activate a webhook with the secret that its URL received',
			id: 'confirmWebhookV2',
		},
		{
			value: 'getProtocol',
			name: 'Get Protocol',
			action: 'Get the protocol of a webhook',
			description: 'Get what was sent to the URL of a webhook and how it answered, newest first',
			id: 'getWebhookProtocolByIdV2',
		},
		{
			value: 'validate',
			name: 'Validate',
			action: 'Validate a webhook',
			description: 'Send a secret to the URL of a webhook, to be confirmed',
			id: 'validateWebhookByIdV2',
		},
	],
};
