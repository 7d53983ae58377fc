import type {
	IDataObject,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { Clockodo } from '../../nodes/Clockodo/Clockodo.node.js';
import { additionalDataOf, core, n8nWorkflow, workflowOf, type ApiAccess } from './n8n-core.mjs';

const { ExecuteContext, LoadOptionsContext } = core;
const { createRunExecutionData } = n8nWorkflow;

const nodeType: INodeType = new Clockodo();

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
	const { workflow, node } = clockodoWorkflow(run);
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
	const { workflow, node } = clockodoWorkflow({ parameters });
	const additionalData = { ...additionalDataOf(access), currentNodeParameters: parameters };
	return new LoadOptionsContext(workflow, node, additionalData, 'parameters');
}

function clockodoWorkflow({ parameters, continueOnFail, timezone }: Run) {
	const node = {
		id: '1',
		name: 'Clockodo',
		type: 'n8n-nodes-clockodo.clockodo',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
		credentials: { clockodoApi: { id: '1', name: 'Clockodo' } },
		...(continueOnFail && { onError: 'continueRegularOutput' as const }),
	};
	return workflowOf(nodeType, node, timezone);
}
