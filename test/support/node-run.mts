import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Clockodo } from '../../nodes/Clockodo/Clockodo.node.js';
import { additionalDataOf, core, n8nWorkflow, workflowOf, type ApiAccess } from './n8n-core.mjs';

const { ExecuteContext } = core;
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
	return (await runIn('trigger', access, run)).items;
}

/** Runs the node as a person does who builds a workflow; the hints are what the output pane shows. */
export async function runInEditor(
	access: ApiAccess,
	run: Run,
): Promise<{ items: INodeExecutionData[]; hints: string[] }> {
	return await runIn('manual', access, run);
}

async function runIn(mode: WorkflowExecuteMode, access: ApiAccess, run: Run) {
	const { workflow, node } = clockodoWorkflow(run);
	const input = (run.items ?? [{}]).map((json) => ({ json }));
	const data = { main: [input] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalDataOf(access),
		mode,
		createRunExecutionData({}),
		0,
		input,
		data,
		{ data, node, source: null },
		[],
		run.signal,
	);
	const [items = []] = (await nodeType.execute?.call(context)) as INodeExecutionData[][];
	return { items, hints: context.hints.map(({ message }) => message) };
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
