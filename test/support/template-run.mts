/** Templates as somebody has imported and filled them in who has the sandbox for an account. */
import { randomUUID } from 'node:crypto';

import type { IDataObject, INode } from 'n8n-workflow';

import { createCredential, type Credential, type N8nClient } from '../../host/client.mjs';
import { createWorkflow, type StoredWorkflow } from '../../host/workflows.mjs';
import { templates } from '../../tools/templates/index.mjs';
import { lookingEvery } from './looks.mjs';
import type { Outside } from './outside.mjs';

/** How strangers are kept from the templates' webhooks and forms. */
export const HEADER = { name: 'x-secret', value: 'k7Rw-20qz' };
export const BASIC = { user: 'office', password: 'Vt5h-91Lm' };

/** A template that was imported, with what its trigger is reached by. */
export interface Imported extends StoredWorkflow {
	/** Of a webhook, form or chat. */
	webhookId: string;
}

/** What filling in needs. */
export interface FillIn {
	client: N8nClient;
	clockodo: Credential;
	outside: Outside;
	/** In OpenAI's place. */
	modelUrl: string;
	/** IDs of Data Tables by their names, of those that are to be chosen from the list. */
	tables: ReadonlyMap<string, string>;
}

/** Imports templates, each filled in as its green note says. */
export async function templateImporter(
	fillIn: FillIn,
): Promise<(file: string) => Promise<Imported>> {
	const { client, clockodo, outside, modelUrl, tables } = fillIn;
	const made = [
		clockodo,
		await createCredential(client, 'httpHeaderAuth', 'Header', HEADER),
		await createCredential(client, 'httpBasicAuth', 'Form', BASIC),
		await createCredential(client, 'openAiApi', 'Model', { apiKey: 'scripted', url: modelUrl }),
	];
	return async (file) => {
		const found = templates.find((each) => each.file === file);
		if (found === undefined) throw new Error(`There is no template '${file}'`);
		const webhookId = randomUUID();
		const { name, connections, settings } = found.workflow;
		const nodes = found.workflow.nodes.map((node) =>
			withCredential(reachedBy(withTable(outside.inPlaceOf(node), tables), webhookId), made),
		);
		const stored = await createWorkflow(client, { name, connections, settings, nodes });
		return { ...stored, webhookId };
	};
}

/** Which nodes get which sort of credential. */
const credentialOf: Readonly<Record<string, string>> = {
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': 'openAiApi',
	'n8n-nodes-base.formTrigger': 'httpBasicAuth',
	'n8n-nodes-base.webhook': 'httpHeaderAuth',
	'n8n-nodes-clockodo.clockodo': 'clockodoApi',
	'n8n-nodes-clockodo.clockodoTool': 'clockodoApi',
	'n8n-nodes-clockodo.clockodoTrigger': 'clockodoApi',
};

function withCredential(node: INode, credentials: readonly Credential[]): INode {
	const credential = credentials.find(({ type }) => type === credentialOf[node.type]);
	if (credential === undefined) return node;
	const { type, id, name } = credential;
	return { ...node, credentials: { [type]: { id, name } } };
}

/** With its Data Table chosen from the list: n8n 1 finds none by name. */
function withTable(node: INode, tables: ReadonlyMap<string, string>): INode {
	const { dataTableId } = node.parameters as { dataTableId?: { value?: unknown } };
	const value = tables.get(String(dataTableId?.value));
	if (value === undefined) return node;
	const parameters = { ...node.parameters, dataTableId: { __rl: true, mode: 'list', value } };
	return { ...node, parameters: parameters };
}

/** What n8n's editor gives a trigger that is imported; and looks that do not take minutes. */
function reachedBy(node: INode, webhookId: string): INode {
	const withParameters = (more: IDataObject): INode => ({
		...node,
		webhookId,
		parameters: { ...node.parameters, ...more } as INode['parameters'],
	});
	switch (node.type) {
		case 'n8n-nodes-base.webhook':
		case 'n8n-nodes-base.formTrigger':
			return withParameters({ path: webhookId });
		case '@n8n/n8n-nodes-langchain.chatTrigger':
			return withParameters({ public: true });
		case 'n8n-nodes-clockodo.clockodoTrigger':
			return node.parameters.registration === 'polling'
				? { ...node, parameters: { ...node.parameters, catchUp: lookingEvery(2) } }
				: withParameters({ registration: 'automatic', catchUp: 0 });
		default:
			return node;
	}
}
