import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { IDataObject, INode } from 'n8n-workflow';

import {
	createCredential,
	type Credential,
	type N8nClient,
	updateCredential,
} from '../host/client.mjs';
import {
	createWorkflow,
	getWorkflow,
	listWorkflows,
	publish,
	type StoredWorkflow,
	unpublish,
	type WorkflowDefinition,
} from '../host/workflows.mjs';

const OWN_NODES = 'n8n-nodes-clockodo.';
const TRIGGER = `${OWN_NODES}clockodoTrigger`;

/** Makes the credential, or gives the one of that name its present values. */
export async function keepCredential(
	client: N8nClient,
	type: string,
	name: string,
	data: IDataObject,
): Promise<Credential> {
	const all = await client.request<Credential[]>('GET', '/rest/credentials');
	const kept = all.find((each) => each.type === type && each.name === name);
	return kept === undefined
		? await createCredential(client, type, name, data)
		: await updateCredential(client, kept, data);
}

/** The workflows of `examples/`, as a person would import them. */
export async function readExamples(root: string): Promise<WorkflowDefinition[]> {
	const folder = join(root, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	const texts = await Promise.all(
		files.map(async (file) => await readFile(join(folder, file), 'utf8')),
	);
	return texts.map((text) => JSON.parse(text) as WorkflowDefinition);
}

/**
 * Imports the workflow if there is none of that name, and publishes it. What a person has changed
 * in it since stays.
 *
 * It is published anew at each start: the addresses of n8n or of the API may be other ones than before.
 */
export async function keepPublished(
	client: N8nClient,
	example: WorkflowDefinition,
	credential: Credential,
): Promise<StoredWorkflow> {
	const kept = (await listWorkflows(client)).find(({ name }) => name === example.name);
	const { id } = kept ?? (await createWorkflow(client, forSandbox(example, credential)));
	const before = await getWorkflow(client, id);
	if (before.activeVersionId !== null) await unpublish(client, id);
	await publish(client, id);
	return await getWorkflow(client, id);
}

/** The workflow's Clockodo Triggers. */
export function triggersOf({ nodes }: WorkflowDefinition): INode[] {
	return nodes.filter(({ type }) => type === TRIGGER);
}

/** The events that the workflow's triggers listen to. */
export function eventsOf(workflow: WorkflowDefinition): string[] {
	return triggersOf(workflow).flatMap(({ parameters }) => (parameters.events ?? []) as string[]);
}

/** Whether nothing but looking starts the workflow. */
export function isPolling(workflow: WorkflowDefinition): boolean {
	return triggersOf(workflow).every(({ parameters }) => parameters.registration === 'polling');
}

/** Minutes between two looks of the workflow's trigger; 0 where it does not say. */
export function minutesBetweenLooks(workflow: WorkflowDefinition): number {
	return Number(triggersOf(workflow).at(0)?.parameters.catchUp ?? 0);
}

/**
 * The example as it runs against the sandbox. In the files no node has a credential, and a trigger
 * with webhooks is registered by hand, which is the way for every real account; the sandbox's API
 * registers it by itself. The webhook's path is a new one, as the editor gives it to a node that is
 * imported.
 */
export function forSandbox(
	example: WorkflowDefinition,
	{ type, id, name }: Credential,
): WorkflowDefinition {
	const nodes = example.nodes.map((node): INode => {
		if (!node.type.startsWith(OWN_NODES)) return node;
		const connected = { ...node, credentials: { [type]: { id, name } } };
		if (node.type !== TRIGGER) return connected;
		const isManual = node.parameters.registration === 'manual';
		const parameters = { ...node.parameters, ...(isManual && { registration: 'automatic' }) };
		return { ...connected, parameters, webhookId: randomUUID() };
	});
	return { ...example, nodes };
}
