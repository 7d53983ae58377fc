import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Core from 'n8n-core';
import type * as N8nWorkflow from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IHttpRequestOptions,
	INode,
	INodeType,
	INodeTypes,
	IWebhookDescription,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	Workflow,
} from 'n8n-workflow';
import { projectRoot } from '../../host/project.mjs';
import { ClockodoApi } from '../../credentials/ClockodoApi.credentials.js';

// n8n-core writes its settings into this folder when it is loaded: one for each of Jest's processes.
const ownFolder = `n8n-core-${process.env.JEST_WORKER_ID ?? 0}`;
process.env.N8N_USER_FOLDER ??= join(projectRoot(), '.build', ownFolder);
// Both are made for require: their ES modules do not load in Node.
const require = createRequire(import.meta.url);
export const core = require('n8n-core') as typeof Core;
export const n8nWorkflow = require('n8n-workflow') as typeof N8nWorkflow;

const credentialType = new ClockodoApi();

/** Where the API is, and who asks. */
export interface ApiAccess {
	apiUrl: string;
	credentials: { email: string; apiKey: string; readOnly?: boolean };
}

/** A real workflow of one node; n8n fills the parameters that are left out with their defaults. */
export function workflowOf(
	nodeType: INodeType,
	node: INode,
	timezone = 'Europe/Berlin',
	{ id = 'test', settings = {} }: { id?: string; settings?: IWorkflowSettings } = {},
): { workflow: Workflow; node: INode } {
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new n8nWorkflow.Workflow({
		id,
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: { timezone, ...settings },
	});
	return { workflow, node: workflow.nodes[node.name] };
}

/** The HTTP method of a webhook of the node, as n8n's expression engine reads it; empty where it has none. */
export function methodOf(
	workflow: Workflow,
	node: INode,
	{ httpMethod }: IWebhookDescription,
): unknown {
	return workflow.expression.getSimpleParameterValue(node, httpMethod, 'internal', {});
}

/** What n8n gives to every context, with credentials for the API and whatever else a test adds. */
export function additionalDataOf(
	access: ApiAccess,
	more: object = {},
	otherCredentials: Record<string, ICredentialDataDecryptedObject> = {},
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: new Credentials(access, otherCredentials),
		variables: {},
		// n8n-core makes addresses for expressions from these.
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		...more,
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** n8n's own helper needs its database; what it does with a credential type is done here. */
class Credentials implements ICredentialsHelper {
	constructor(
		private readonly access: ApiAccess,
		private readonly others: Record<string, ICredentialDataDecryptedObject>,
	) {}

	async authenticate(
		data: ICredentialDataDecryptedObject,
		_type: string,
		options: IHttpRequestOptions,
	) {
		return await credentialType.authenticate(data, options);
	}

	async getDecrypted(_additional: unknown, _node: unknown, type: string) {
		if (type !== credentialType.name) return this.others[type];
		const { apiUrl, credentials } = this.access;
		return { ...credentials, baseUrl: apiUrl, contactEmail: '', language: 'en' };
	}

	getCredentialsProperties() {
		return credentialType.properties;
	}

	getParentTypes() {
		return [];
	}

	isCredentialUsableByNode() {
		return true;
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('A test has no stored credentials');
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}
}
