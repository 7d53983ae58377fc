import { createRequire } from 'node:module';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Core from 'n8n-core';
import type * as N8nWorkflow from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { ClockodoApi } from '../../credentials/ClockodoApi.credentials.js';
import { Clockodo } from '../../nodes/Clockodo/Clockodo.node.js';

// n8n-core writes its settings into this folder when it is loaded.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-core-'));
// Both are made for require: their ES modules do not load in Node.
const require = createRequire(import.meta.url);
const { ExecuteContext, LoadOptionsContext } = require('n8n-core') as typeof Core;
const { createRunExecutionData, Workflow } = require('n8n-workflow') as typeof N8nWorkflow;

const nodeType: INodeType = new Clockodo();
const credentialType = new ClockodoApi();
const credentialName = credentialType.name;

/** What the node's credential holds. */
export interface ApiAccess {
	apiUrl: string;
	credentials: { email: string; apiKey: string };
}

export interface Run {
	parameters: INodeParameters;
	/** One item without fields where it is left out. */
	items?: IDataObject[];
	continueOnFail?: boolean;
	timezone?: string;
	signal?: AbortSignal;
}

/** Runs the Clockodo node in n8n-core's own context, with n8n's own HTTP client and credential type. */
export async function runClockodo(access: ApiAccess, run: Run): Promise<INodeExecutionData[]> {
	const { workflow, node } = workflowOf(run);
	const input = (run.items ?? [{}]).map((json) => ({ json }));
	const data = { main: [input] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalDataOf(access),
		'manual',
		createRunExecutionData({}),
		0,
		input,
		data,
		{ data, node, source: null },
		[],
		run.signal,
	);
	const [items] = (await nodeType.execute?.call(context)) as INodeExecutionData[][];
	return items;
}

/** Asks for the entries of a drop-down, as the editor does while the node's parameters are edited. */
export async function searchList(
	access: ApiAccess,
	method: string,
	{
		parameters = {},
		filter,
		token,
	}: { parameters?: INodeParameters; filter?: string; token?: string } = {},
): Promise<INodeListSearchResult> {
	const search = nodeType.methods?.listSearch?.[method];
	if (!search) throw new Error(`The node has no list '${method}'`);
	return await search.call(loadContext(access, parameters), filter, token);
}

/** Asks for the values of a parameter with loaded options. */
export async function loadChoices(
	access: ApiAccess,
	method: string,
): Promise<INodePropertyOptions[]> {
	const load = nodeType.methods?.loadOptions?.[method];
	if (!load) throw new Error(`The node loads no options by '${method}'`);
	return await load.call(loadContext(access, {}));
}

function loadContext(access: ApiAccess, parameters: INodeParameters) {
	const { workflow, node } = workflowOf({ parameters });
	const additionalData = { ...additionalDataOf(access), currentNodeParameters: parameters };
	return new LoadOptionsContext(workflow, node, additionalData, 'parameters');
}

function workflowOf({ parameters, continueOnFail, timezone = 'Europe/Berlin' }: Run) {
	const node: INode = {
		id: '1',
		name: 'Clockodo',
		type: 'n8n-nodes-clockodo.clockodo',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { [credentialName]: { id: '1', name: 'Clockodo' } },
		...(continueOnFail && { onError: 'continueRegularOutput' }),
	};
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id: 'test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: { timezone },
	});
	// The constructor fills the parameters that are left out with their defaults, as n8n does.
	return { workflow, node: workflow.nodes.Clockodo };
}

function additionalDataOf(access: ApiAccess): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: new Credentials(access),
		variables: {},
		// n8n-core makes addresses for expressions from these.
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** n8n's own helper needs its database; what it does with a credential type is done here. */
class Credentials implements ICredentialsHelper {
	constructor(private readonly access: ApiAccess) {}

	async authenticate(
		data: ICredentialDataDecryptedObject,
		_type: string,
		options: IHttpRequestOptions,
	) {
		return await credentialType.authenticate(data, options);
	}

	async getDecrypted() {
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
