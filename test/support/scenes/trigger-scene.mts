import type { IDataObject, INode } from 'n8n-workflow';

import type { Credential, N8nClient } from '../../../host/client.mjs';
import {
	chain,
	createWorkflow,
	listWorkflows,
	passOn,
	publish,
	unpublish,
} from '../../../host/workflows.mjs';
import type { Sandbox } from '../../../sandbox/server.mjs';
import { clockodoTrigger } from '../clockodo-nodes.mjs';
import { LAST } from '../runs.mjs';
import { createApiCredential, createCustomer, unheard } from '../sandbox.mjs';
import { notifier } from '../sender.mjs';

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

/**
 * A real n8n, of whatever kind, and a sandbox that it has the credential of; in them, published
 * triggers, and customers whose events the test itself sends.
 */
export interface TriggerScene {
	/** Signed in as n8n's owner. */
	client: N8nClient;
	sandbox: Sandbox;
	/** Of the sandbox's API. */
	credential: Credential;
	/** A workflow with the trigger, the nodes `between`, and the last node. */
	publishTrigger(name: string, parameters?: IDataObject, between?: INode[]): Promise<Published>;
	/** Takes every trigger out of service that is still in it: a plan allows only so many webhooks. */
	unpublishAll(): Promise<void>;
	/** New customers of which the sandbox tells nobody; their IDs. */
	createCustomers(count: number): number[];
}

/**
 * Sets a scene between an n8n and a sandbox that run.
 *
 * @param webhookBase n8n's WEBHOOK_URL, without a slash at the end
 * @param apiUrl another way to the sandbox's API than its own
 */
export async function setTriggerScene(
	client: N8nClient,
	sandbox: Sandbox,
	webhookBase: string,
	apiUrl = sandbox.apiUrl,
): Promise<TriggerScene> {
	const { apiKey } = sandbox.credentials;
	const credential = await createApiCredential(client, sandbox, { baseUrl: apiUrl });
	return {
		client,
		sandbox,
		credential,
		publishTrigger: async (name, parameters = {}, between = []) => {
			const wanted = { registration: 'automatic', events: [EVENT], ...parameters };
			const trigger = clockodoTrigger(wanted, [credential]);
			const workflow = chain(name, [trigger, ...between, passOn(LAST)]);
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
		createCustomers: (count) =>
			unheard(sandbox, () => Array.from({ length: count }, () => createCustomer(sandbox).id)),
	};
}
