import type { ILoadOptionsFunctions, INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { Clockodo } from '../../nodes/Clockodo/Clockodo.node.js';
import type { ListName } from '../../nodes/Clockodo/table/lists.js';
import { additionalDataOf, core, workflowOf, type ApiAccess } from './n8n-core.mjs';

const nodeType = new Clockodo();
export const { listSearch, loadOptions } = nodeType.methods;

/** What n8n gives to a drop-down of the node's panel, where these parameters are filled in. */
export function panelOf(
	access: ApiAccess,
	currentNodeParameters: INodeParameters = {},
	timezone?: string,
): ILoadOptionsFunctions {
	const { workflow, node } = workflowOf(
		nodeType,
		{
			id: '1',
			name: 'Clockodo',
			type: 'n8n-nodes-clockodo.clockodo',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { clockodoApi: { id: '1', name: 'Clockodo' } },
		},
		timezone,
	);
	return new core.LoadOptionsContext(
		workflow,
		node,
		additionalDataOf(access, { currentNodeParameters }),
		'parameters',
	);
}

/** A search in a drop-down, as the editor makes it. */
export interface Looking {
	filter?: string;
	token?: string;
	parameters?: INodeParameters;
	timezone?: string;
}

export async function search(
	access: ApiAccess,
	list: ListName,
	{ filter, token, parameters, timezone }: Looking = {},
): Promise<INodeListSearchResult> {
	return await listSearch[list].call(panelOf(access, parameters, timezone), filter, token);
}

/** The lines of a drop-down, as far as it shows them at once. */
export async function linesIn(
	access: ApiAccess,
	list: ListName,
	looking: Looking = {},
): Promise<string[]> {
	return (await search(access, list, looking)).results.map(({ name }) => name);
}
