import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class ClockodoWebhookTokenApi implements ICredentialType {
	name = 'clockodoWebhookTokenApi';

	displayName = 'Clockodo Webhook Token API';

	icon: Icon = { light: 'file:clockodo.svg', dark: 'file:clockodo.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-clockodo/n8n-nodes-clockodo/blob/main/docs/setup-in-clockodo.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'A long random text of your choice, at least 16 characters. Keep a copy: you need it again in Clockodo, as the token of the webhook.',
			description:
				'It proves that a notification comes from your Clockodo. A password manager makes a good one.',
		},
		{
			displayName: 'Additional Tokens',
			name: 'additionalTokens',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'More tokens that are accepted, separated by commas or line breaks: for several webhooks on one URL, or the old token while you change to a new one',
		},
	];
}
