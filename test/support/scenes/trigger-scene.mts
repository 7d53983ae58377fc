import { randomUUID } from 'node:crypto';

import type { IDataObject, INode } from 'n8n-workflow';

import { createCredential, type Credential, type N8nClient } from '../../../host/client.mjs';
import {
	chain,
	createWorkflow,
	listWorkflows,
	node,
	publish,
	unpublish,
} from '../../../host/workflows.mjs';
import { performAsOwner } from '../../../sandbox/api/api.mjs';
import type { Sandbox } from '../../../sandbox/server.mjs';
import { clockodoTrigger } from '../clockodo-nodes.mjs';
import { notifier } from '../sender.mjs';

/** The last node of the scene's workflows. */
export const LAST = 'Last';

/** The event of the scene's triggers. */
export const EVENT = 'customer.created';

/** A workflow whose trigger has registered itself at the sandbox. */
export interface Published {
	id: string;
	trigger: INode & { webhookId: string };
	/** Begins with a slash. */
	path: string;
	/** As it is registered. */
	url: string;
	notify: ReturnType<typeof notifier>;
}

/** A published trigger, a sandbox that it is registered at, and customers whose events the test itself sends. */
export interface Scene {
	client: N8nClient;
	sandbox: Sandbox;
	credential: Credential;
	publishTrigger(name: string, parameters?: IDataObject, between?: INode[]): Promise<Published>;
	/** Takes every trigger out of service that is still in it: a plan allows only so many webhooks. */
	unpublishAll(): Promise<void>;
	/** New customers of which the sandbox tells nobody; their IDs. */
	createCustomers(count: number): number[];
}

/**
 * @param webhookBase n8n's WEBHOOK_URL, without a slash at the end
 * @param apiUrl another way to the sandbox's API than its own
 */
export async function setScene(
	client: N8nClient,
	sandbox: Sandbox,
	webhookBase: string,
	apiUrl = sandbox.apiUrl,
): Promise<Scene> {
	const { email, apiKey } = sandbox.credentials;
	const fields = { email, apiKey, baseUrl: apiUrl };
	const credential = await createCredential(client, 'clockodoApi', `Sandbox ${apiUrl}`, fields);
	return {
		client,
		sandbox,
		credential,
		publishTrigger: async (name, parameters = {}, between = []) => {
			const wanted = { registration: 'automatic', events: [EVENT], ...parameters };
			const trigger = clockodoTrigger(wanted, [credential]);
			const last = node({ name: LAST, type: 'n8n-nodes-base.noOp' });
			const workflow = chain(name, [trigger, ...between, last]);
			const { id } = await createWorkflow(client, workflow);
			await publish(client, id);
			const path = `/webhook/${trigger.webhookId}/webhook`;
			const url = `${webhookBase}${path}`;
			return { id, trigger, path, url, notify: notifier(apiKey, url) };
		},
		unpublishAll: async () => {
			const workflows = await listWorkflows(client);
			const published = workflows.filter(({ activeVersionId }) => activeVersionId);
			for (const { id } of published) await unpublish(client, id);
		},
		createCustomers: (count) => createCustomers(sandbox, count),
	};
}

function createCustomers(sandbox: Sandbox, count: number): number[] {
	const before = sandbox.faults.current();
	sandbox.faults.set({ ...before, deliveries: [{ kind: 'drop', count: null }] });
	const ids = Array.from({ length: count }, (_, index) => {
		const body = { name: `Customer ${index} ${randomUUID()}` };
		const { data } = performAsOwner(sandbox.company, 'createCustomerV3', { body }) as {
			data: { id: number };
		};
		return data.id;
	});
	sandbox.faults.set(before);
	return ids;
}
