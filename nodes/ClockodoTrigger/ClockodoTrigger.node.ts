import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IExecuteFunctions,
	IHookFunctions,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { testAccess } from '../../src/clockodo/credential-test';
import { tokensOf } from '../../src/webhook/tokens';
import { parts, subtitle, versions } from './description';
import { execute } from './execute';
import { lookForChanges } from './look-for-changes';
import { isInPlace, putInPlace, takeAway } from './publish';
import { receive } from './receive';

/** Characters of a token below which a person is asked whether that is meant. */
const leastLength = 16;

export class ClockodoTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Clockodo Trigger',
		name: 'clockodoTrigger',
		icon: { light: 'file:../clockodo.svg', dark: 'file:../clockodo.dark.svg' },
		group: ['trigger'],
		// Above 1, n8n does not look for a parameter of its own Webhook node's first version with each request.
		version: versions,
		defaultVersion: 1.2,
		subtitle: subtitle,
		description: 'Starts the workflow when something changes in Clockodo, with the full resource',
		defaults: { name: 'Clockodo Trigger' },
		inputs: [],
		// With 'show' the editor would take Registration for the choice of a login and hide it.
		credentials: [
			{
				name: 'clockodoWebhookTokenApi',
				required: true,
				testedBy: 'webhookTokenTest',
				displayName: 'Webhook Token',
				displayOptions: { hide: { registration: ['automatic', 'polling'] } },
			},
			{
				// Fetch Resource is a parameter of manual registration only, so this hides nothing from automatic.
				name: 'clockodoApi',
				required: true,
				displayName: 'Clockodo Account',
				testedBy: 'clockodoApiTest',
				displayOptions: { hide: { fetchResource: [false] } },
			},
		],
		...parts,
	};

	methods = {
		credentialTest: {
			async clockodoApiTest(
				this: ICredentialTestFunctions,
				{ data }: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return await testAccess(this, data);
			},
			/**
			 * There is nobody to ask: the token is compared with what Clockodo sends. So only its presence
			 * and its length are tested; of a test that passes, n8n shows no message.
			 */
			async webhookTokenTest(
				this: ICredentialTestFunctions,
				{ data }: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				const tokens = tokensOf(data ?? {});
				const shortest = Math.min(...tokens.map((token) => token.length));
				if (tokens.length === 0) {
					return {
						status: 'Error',
						message: 'Enter a token: a long random text, the same one as in Clockodo.',
					};
				}
				if (shortest < leastLength) {
					return {
						status: 'Error',
						message: `It works, but ${tokens.length > 1 ? 'one of these tokens' : 'this token'} has only ${shortest} characters and can be guessed. Is that what you want? Else take a random text of at least ${leastLength}, here and in Clockodo.`,
					};
				}
				return {
					status: 'OK',
					message: `Notifications with ${tokens.length > 1 ? `one of these ${tokens.length} tokens` : 'this token'} will be accepted.`,
				};
			},
		},
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isInPlace(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await putInPlace(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await takeAway(this);
			},
		},
	};

	/**
	 * Looks for changes every few minutes. Even where it does not, n8n looks after a trigger that has
	 * this at each start, and so asks whether its webhooks are still in place: base URL and webhooks may
	 * have changed meanwhile.
	 */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await lookForChanges(this);
	}

	/** Receives a request: no call to the API, except for a handshake that is confirmed automatically. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	/** Works on a stored notification: fetches, removes duplicates, hands on. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this);
	}
}
