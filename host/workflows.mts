/**
 * The workflows of an n8n, through its REST interface: made, published, listened to, run. The calls
 * are the same for each line of n8n that is run here (lines.mts), whatever it is asked in.
 */
import { randomUUID } from 'node:crypto';

import type { IConnections, IDataObject, INode, IWorkflowSettings } from 'n8n-workflow';

import { type N8nClient, RefusedByN8n } from './client.mjs';
import { publishesBeforeAnswer } from './lines.mjs';
import { poll } from './poll.mjs';

/** What makes a workflow, before n8n has given it an id. */
export interface WorkflowDefinition {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	staticData?: IDataObject;
}

/** A workflow as n8n keeps it. */
export interface StoredWorkflow extends WorkflowDefinition {
	id: string;
	/** Of the newest saved version. */
	versionId: string;
	/** Of the published version; null if none is. */
	activeVersionId: string | null;
}

/** How far n8n is with what `publish` and `unpublish` have asked for. */
export interface PublicationStatus {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	liveVersionId: string | null;
	/** Version 1 tells of one that failed alone, and not which it is. */
	triggers: Array<{ nodeId?: string; status: string; errorMessage: string | null }>;
}

/** Milliseconds. Registering a multitude of webhooks at a slow API takes its time. */
const PUBLICATION_LIMIT = 300_000;
const POLL_INTERVAL = 100;

/** A node with everything filled in that a test does not care about. */
export function node(given: Pick<INode, 'name' | 'type'> & Partial<INode>): INode {
	return { id: randomUUID(), typeVersion: 1, position: [0, 0], parameters: {}, ...given };
}

/** A node that hands on what it gets: shows what the one before it put out. */
export function passOn(name = 'After'): INode {
	return node({ name, type: 'n8n-nodes-base.noOp' });
}

/** A workflow in which each node's first output feeds the next node. */
export function chain(name: string, nodes: INode[]): WorkflowDefinition {
	const links = nodes.flatMap(({ name: from }, index): Array<[string, IConnections[string]]> => {
		const next = nodes.at(index + 1);
		return next ? [[from, { main: [[{ node: next.name, type: 'main', index: 0 }]] }]] : [];
	});
	const placed = nodes.map((each, index): INode => ({ ...each, position: [index * 220, 0] }));
	return { name, nodes: placed, connections: Object.fromEntries(links) };
}

/** Stores a new workflow; nothing is published yet. */
export async function createWorkflow(
	client: N8nClient,
	workflow: WorkflowDefinition,
): Promise<StoredWorkflow> {
	// Version 1 stores nothing without `active`.
	const body = { settings: {}, active: false, ...workflow };
	return await client.request('POST', '/rest/workflows', body);
}

/**
 * Saves a new version. What is published stays as it is until `publish`; in version 1 it is
 * replaced at once, as nothing but the newest version can be published there.
 */
export async function updateWorkflow(
	client: N8nClient,
	id: string,
	change: Partial<WorkflowDefinition>,
): Promise<StoredWorkflow> {
	return await client.request('PATCH', `/rest/workflows/${id}`, change);
}

/** The newest saved version. */
export async function getWorkflow(client: N8nClient, id: string): Promise<StoredWorkflow> {
	return await client.request('GET', `/rest/workflows/${id}`);
}

/** All workflows, whether published or not. */
export async function listWorkflows(client: N8nClient): Promise<StoredWorkflow[]> {
	return await client.request('GET', '/rest/workflows');
}

/** n8n deletes only what is in its archive; archiving unpublishes, which has to be over first. */
export async function deleteWorkflow(client: N8nClient, id: string): Promise<void> {
	await client.request('POST', `/rest/workflows/${id}/archive`, {});
	await settled(client, id, ['not_published']);
	await client.request('DELETE', `/rest/workflows/${id}`);
}

/** How far n8n is with the publication. */
export async function publicationStatus(client: N8nClient, id: string): Promise<PublicationStatus> {
	if (!publishesBeforeAnswer(client.version)) {
		return await client.request('GET', `/rest/workflows/${id}/publication-status`);
	}
	const { activeVersionId } = await getWorkflow(client, id);
	const status = activeVersionId === null ? 'not_published' : 'published';
	return { status, liveVersionId: activeVersionId, triggers: [] };
}

/**
 * Publishes the newest version and waits until n8n is done with it, whatever comes of it: look at
 * `status`, and where it is not `published`, at each trigger's `errorMessage`.
 */
export async function tryPublish(client: N8nClient, id: string): Promise<PublicationStatus> {
	const { versionId } = await getWorkflow(client, id);
	if (publishesBeforeAnswer(client.version))
		return await publishBeforeAnswer(client, id, versionId);
	const body = { versionId, name: '', description: '' };
	await client.request('POST', `/rest/workflows/${id}/activate`, body);
	return await settled(client, id, ['published', 'partial', 'failed']);
}

/** In version 1 a trigger that cannot be switched on fails the request. */
async function publishBeforeAnswer(
	client: N8nClient,
	id: string,
	versionId: string,
): Promise<PublicationStatus> {
	try {
		await client.request('PATCH', `/rest/workflows/${id}`, { active: true, versionId });
	} catch (error) {
		if (!(error instanceof RefusedByN8n)) throw error;
		const trigger = { status: 'failed', errorMessage: error.reason };
		return { status: 'failed', liveVersionId: null, triggers: [trigger] };
	}
	return await publicationStatus(client, id);
}

/**
 * Publishes the newest version and waits until all of its triggers are on.
 *
 * @throws with what the triggers say, if they are not.
 */
export async function publish(client: N8nClient, id: string): Promise<PublicationStatus> {
	const status = await tryPublish(client, id);
	if (status.status !== 'published') {
		throw new Error(
			`Publishing ended as ${status.status}: ${publicationErrors(status).join('; ')}`,
		);
	}
	return status;
}

/** What the triggers that could not be switched on say of the reason. */
export function publicationErrors(status: PublicationStatus): string[] {
	return status.triggers.flatMap(({ errorMessage }) => (errorMessage ? [errorMessage] : []));
}

/** Unpublishes and waits until all triggers are off. */
export async function unpublish(client: N8nClient, id: string): Promise<void> {
	if (publishesBeforeAnswer(client.version)) {
		const { versionId } = await getWorkflow(client, id);
		await client.request('PATCH', `/rest/workflows/${id}`, { active: false, versionId });
	} else {
		await client.request('POST', `/rest/workflows/${id}/deactivate`, {});
	}
	await settled(client, id, ['not_published']);
}

/**
 * 'Listen for test event' of the editor: n8n registers the trigger's test URL and waits for one
 * event. The execution that comes of it is in the list, with mode `manual`.
 *
 * @throws with the trigger's message, if it cannot be registered.
 */
export async function listenForTestEvent(
	client: N8nClient,
	workflowId: string,
	trigger: string,
): Promise<void> {
	const answer = await run<{ waitingForWebhook?: boolean }>(client, workflowId, trigger);
	if (answer.waitingForWebhook !== true) {
		throw new Error(`n8n does not wait for a test event: ${JSON.stringify(answer)}`);
	}
}

/** Ends `listenForTestEvent` before an event has come. */
export async function stopListening(client: N8nClient, workflowId: string): Promise<void> {
	await client.request('DELETE', `/rest/test-webhook/${workflowId}`);
}

/** Runs a workflow once from a node, as the editor's Execute button does; the id of the execution. */
export async function runManually(
	client: N8nClient,
	workflowId: string,
	startFrom: string,
): Promise<string> {
	return (await run<{ executionId: string }>(client, workflowId, startFrom)).executionId;
}

async function run<Answer>(client: N8nClient, workflowId: string, from: string): Promise<Answer> {
	const workflowData = await getWorkflow(client, workflowId);
	const body = { workflowData, triggerToStartFrom: { name: from } };
	return await client.request('POST', `/rest/workflows/${workflowId}/run`, body);
}

/** The publication's status, once it is one of those. */
async function settled(
	client: N8nClient,
	id: string,
	wanted: Array<PublicationStatus['status']>,
): Promise<PublicationStatus> {
	let last: PublicationStatus['status'] | undefined;
	const look = async () => {
		const status = await publicationStatus(client, id);
		last = status.status;
		return wanted.includes(last) ? status : undefined;
	};
	const patience = { interval: POLL_INTERVAL, limit: PUBLICATION_LIMIT };
	const late = () => `Workflow ${id} is still ${String(last)}, not ${wanted.join(' or ')}`;
	return await poll(patience, look, late);
}
