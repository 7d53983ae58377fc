import { buffer } from 'node:stream/consumers';
import express from 'express';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	IWebhookData,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ClockodoTrigger } from '../../nodes/ClockodoTrigger/ClockodoTrigger.node.js';
import { listen } from './loopback.mjs';
import {
	additionalDataOf,
	core,
	methodOf,
	n8nWorkflow,
	workflowOf,
	type ApiAccess,
} from './n8n-core.mjs';

const { ExecuteContext, HookContext, WebhookContext } = core;
const nodeType = new ClockodoTrigger();
const webhookId = '7f9f0c5e-3c1b-4a0e-9a54-0a1f6f3d2b11';

export interface TriggerSetup {
	parameters: INodeParameters;
	/** What the 'Clockodo Webhook Token API' credential holds. */
	token?: ICredentialDataDecryptedObject;
	workflowId?: string;
	settings?: IWorkflowSettings;
	/** Of another run whose address this one takes for its own, as a copy of its workflow does. */
	base?: string;
}

/** One Clockodo Trigger whose URL is served on loopback, each call in a context of n8n-core. */
export interface TriggerRun {
	url: string;
	/** What the URLs of its n8n begin with. */
	base: string;
	/** What n8n keeps for the node between two calls. */
	staticData: IDataObject;
	/** Whether n8n would save the workflow's static data now. */
	isStaticDataChanged(): boolean;
	/** What n8n does when it has saved them. */
	saveStaticData(): void;
	/** What was written to n8n's log as a warning. */
	warnings: string[];
	/** What `webhook()` handed over, one entry an execution. */
	executions: INodeExecutionData[][][];
	checkExists(): Promise<boolean>;
	create(): Promise<boolean>;
	delete(): Promise<boolean>;
	/** Runs `execute()` with these items; gives the outputs. */
	execute(items: IDataObject[], mode?: WorkflowExecuteMode): Promise<INodeExecutionData[][]>;
	close(): Promise<void>;
}

/** Serves the trigger on a free port. The parsers stand for those that n8n runs before a node. */
export async function runTrigger(access: ApiAccess, setup: TriggerSetup): Promise<TriggerRun> {
	const { workflow, node } = workflowOf(
		nodeType,
		{
			id: 'trigger',
			name: 'Clockodo Trigger',
			type: 'n8n-nodes-clockodo.clockodoTrigger',
			typeVersion: 1.2,
			position: [0, 0],
			parameters: setup.parameters,
			webhookId,
			credentials: {
				clockodoApi: { id: '1', name: 'API' },
				clockodoWebhookTokenApi: { id: '2', name: 'Token' },
			},
		},
		undefined,
		{ id: setup.workflowId, settings: setup.settings },
	);
	const executions: INodeExecutionData[][][] = [];
	const app = express();
	const verify = (request: object, _response: object, rawBody: Buffer) =>
		void Object.assign(request, { rawBody });
	app.use(express.json({ verify }), express.urlencoded({ extended: false, verify }));
	app.use((request, _response, next) => {
		// n8n reads the bytes of other types only when it is asked to.
		const readRawBody = async () => {
			const { rawBody }: { rawBody?: Buffer } = request as object;
			Object.assign(request, { rawBody: rawBody ?? (await buffer(request)) });
		};
		Object.assign(request, { readRawBody });
		next();
	});
	app.use(async (httpRequest, httpResponse) => {
		const data = additionalData({ httpRequest, httpResponse });
		const context = new WebhookContext(
			workflow,
			node,
			data,
			'webhook',
			webhookData('POST'),
			[],
			null,
		);
		const result = await nodeType.webhook.call(context);
		if (result.workflowData) executions.push(result.workflowData);
		if (!result.noWebhookResponse) httpResponse.json(result.webhookResponse);
	});
	const server = await listen(app);
	const base = setup.base ?? server.url;
	const warnings: string[] = [];

	function additionalData(more: object) {
		const urls = { webhookBaseUrl: `${base}/webhook`, webhookTestBaseUrl: `${base}/webhook-test` };
		const others = { clockodoWebhookTokenApi: setup.token ?? { token: '' } };
		return additionalDataOf(access, { ...urls, ...more }, others);
	}
	function webhookData(httpMethod: 'GET' | 'POST') {
		const webhookDescription = nodeType.description.webhooks?.find(
			(each) => methodOf(workflow, node, each) === httpMethod,
		);
		return { webhookDescription, isTest: false } as unknown as IWebhookData;
	}
	const hook = () => {
		const data = additionalData({});
		const context = new HookContext(
			workflow,
			node,
			data,
			'trigger',
			'activate',
			webhookData('POST'),
		);
		const warn = (message: string) => warnings.push(message);
		return Object.defineProperty(context, 'logger', { value: { warn } });
	};
	const methods = nodeType.webhookMethods.default;
	let executionCount = 0;
	return {
		url: hook().getNodeWebhookUrl('default') ?? '',
		base,
		staticData: workflow.getStaticData('node', node),
		isStaticDataChanged: () => workflow.staticData.__dataChanged === true,
		saveStaticData: () => {
			workflow.staticData.__dataChanged = false;
		},
		warnings,
		executions,
		checkExists: async () => await methods.checkExists.call(hook()),
		create: async () => await methods.create.call(hook()),
		delete: async () => await methods.delete.call(hook()),
		execute: async (items, mode = 'webhook') => {
			const input = items.map((json) => ({ json }));
			const data = { main: [input] };
			const runData = n8nWorkflow.createRunExecutionData({});
			const extra = additionalData({ executionId: String(++executionCount) });
			const source = { data, node, source: null };
			const context = new ExecuteContext(
				workflow,
				node,
				extra,
				mode,
				runData,
				0,
				input,
				data,
				source,
				[],
			);
			return await nodeType.execute.call(context);
		},
		close: server.close,
	};
}
