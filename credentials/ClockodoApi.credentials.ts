import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { headersOf } from '../src/clockodo/headers';
import { isForbidden, readOnlySentence } from '../src/clockodo/read-only';

/** The nodes test it (`testedBy`): n8n's own test would take any web page for the API. */
export class ClockodoApi implements ICredentialType {
	name = 'clockodoApi';

	displayName = 'Clockodo API';

	icon: Icon = { light: 'file:clockodo.svg', dark: 'file:clockodo.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-clockodo/n8n-nodes-clockodo/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			required: true,
			description: 'The e-mail address that you log in to Clockodo with',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: "In Clockodo, click your name and open 'Personal data': the API key is there",
			description:
				'It stands for you: n8n sees and does with it what you may see and do in Clockodo',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://my.clockodo.com/api',
			required: true,
			description: 'Change it only for a Clockodo-style API of your own',
		},
		{
			displayName: 'Read Only',
			name: 'readOnly',
			type: 'boolean',
			default: false,
			description:
				'Whether to refuse everything that would change something in Clockodo, whatever a workflow or an AI agent asks for',
		},
		{
			displayName: 'Contact Email',
			name: 'contactEmail',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			description:
				'Clockodo requires that every application names a contact. Leave it empty to use the e-mail address above.',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: [
				{ name: 'English', value: 'en' },
				{ name: 'French', value: 'fr' },
				{ name: 'German', value: 'de' },
			],
			default: 'en',
			description: "The language of Clockodo's messages",
		},
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		// The nodes' client refuses it before; other nodes can use the credential as well.
		if (isForbidden(credentials.readOnly, options.method)) throw new Error(readOnlySentence);
		return { ...options, headers: { ...options.headers, ...headersOf(credentials) } };
	}
}
