import { randomUUID } from 'node:crypto';

import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { type N8n, type N8nOptions, startN8n } from '../../host/n8n.mjs';
import { type Credential, type N8nClient, setUpOwner } from '../../host/client.mjs';
import { node } from '../../host/workflows.mjs';
import { packedTarball } from './tarball.mjs';

export const TRIGGER = 'Clockodo Trigger';

/** A Clockodo Trigger with a webhook address of its own. */
export function clockodoTrigger(
	parameters: IDataObject,
	credentials: Credential[],
): INode & { webhookId: string } {
	const references = credentials.map(({ type, id, name }) => [type, { id, name }] as const);
	return {
		...node({
			name: TRIGGER,
			type: 'n8n-nodes-clockodo.clockodoTrigger',
			typeVersion: 1.2,
			// A look at a random moment would find what a test has made for something else.
			parameters: { options: {}, catchUp: 0, ...parameters },
			credentials: Object.fromEntries(references),
		}),
		webhookId: randomUUID(),
	};
}

/** A Clockodo node. */
export function clockodoNode(
	name: string,
	parameters: INodeParameters,
	{ type, id, name: credentialName }: Credential,
): INode {
	return node({
		name,
		type: 'n8n-nodes-clockodo.clockodo',
		parameters,
		credentials: { [type]: { id, name: credentialName } },
	});
}

/** The address that a published trigger is reached at; `webhook-test` while n8n listens for a test event. */
export function webhookUrl(
	{ url }: Pick<N8n, 'url'>,
	{ webhookId }: { webhookId: string },
	prefix: 'webhook' | 'webhook-test' = 'webhook',
): string {
	return `${url}/${prefix}/${webhookId}/webhook`;
}

/** A real n8n with the packed tarball installed, and its owner signed in. */
export async function startN8nWithNodes(
	options: N8nOptions = {},
): Promise<{ n8n: N8n; client: N8nClient }> {
	const n8n = await startN8n({
		nodes: { from: 'tarball', file: await packedTarball() },
		...options,
	});
	try {
		return { n8n, client: await setUpOwner(n8n.url) };
	} catch (error) {
		await n8n.dispose();
		throw error;
	}
}
