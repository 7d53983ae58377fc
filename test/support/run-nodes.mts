import type { IDataObject, INode, IWorkflowSettings } from 'n8n-workflow';

import type { N8nClient } from '../../host/client.mjs';
import { type Execution, waitForExecution } from '../../host/executions.mjs';
import { chain, createWorkflow, node, runManually } from '../../host/workflows.mjs';

const START = 'Start';

/** Runs the nodes one after another behind a manual trigger, as a click in the editor does, and waits for the end. */
export async function runNodes(
	client: N8nClient,
	name: string,
	nodes: INode[],
	settings: IWorkflowSettings = {},
): Promise<Execution> {
	const start = node({ name: START, type: 'n8n-nodes-base.manualTrigger' });
	const { id } = await createWorkflow(client, { ...chain(name, [start, ...nodes]), settings });
	return await waitForExecution(client, await runManually(client, id, START));
}

/** Nodes of n8n that put out these items. */
export function itemsOf(items: IDataObject[]): INode[] {
	return [
		node({
			name: 'All',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ items }) },
		}),
		node({
			name: 'Each',
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'items', options: {} },
		}),
	];
}
