import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** The vendor asks every client to name itself and a contact, in this header. */
const application = 'n8n-nodes-clockodo';

const redirects = [301, 302, 303, 307, 308];

export class ClockodoApi implements ICredentialType {
	name = 'clockodoApi';

	displayName = 'Clockodo API';

	icon: Icon = { light: 'file:clockodo.svg', dark: 'file:clockodo.dark.svg' };

	documentationUrl = 'https://www.clockodo.com/en/api/';

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
			description: "In Clockodo, click your name and open 'Personal data': the API key is there",
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
		const [email, apiKey, contactEmail] = [
			credentials.email,
			credentials.apiKey,
			credentials.contactEmail,
		].map((value) => String(value ?? '').trim());
		return {
			...options,
			headers: {
				...options.headers,
				'X-ClockodoApiUser': email,
				'X-ClockodoApiKey': apiKey,
				'X-Clockodo-External-Application': `${application};${contactEmail || email}`,
				'X-ClockodoEnableIsoUtcDateTimes': '1',
				'Accept-Language': String(credentials.language || 'en'),
			},
		};
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(new RegExp("/+$"), "")}}',
			url: '/v4/users/me',
			// A redirect would carry the API key to wherever it points.
			disableFollowRedirect: true,
		},
		rules: [
			...redirects.map((value) => ({
				type: 'responseCode' as const,
				properties: {
					value,
					message:
						'This address redirects elsewhere, and the API key is not sent there: enter the final address as Base URL.',
				},
			})),
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						"Clockodo does not accept this e-mail and API key. Copy the key again from 'Personal data' in Clockodo, and use the e-mail of the same user.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no Clockodo API at this Base URL. It usually ends with /api.',
				},
			},
		],
	};
}
