import { randomUUID } from 'node:crypto';

import type { IDataObject, INode } from 'n8n-workflow';

import { createCredential, type Credential } from '../../src/demo/n8n-client.mjs';
import { chain, createWorkflow, node, publish } from '../../src/demo/n8n-workflows.mjs';
import { performAsOwner } from '../../src/sandbox/api/api.mjs';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.mjs';
import { clockodoTrigger } from '../support/clockodo-nodes.mjs';
import { notifier } from '../support/sender.mjs';
import { type QueueMode, type QueueModeOptions, startQueueMode } from './queue-mode.mjs';

/** The last node of the scene's workflows. */
export const LAST = 'Last';

/** A workflow with a trigger that is registered at the sandbox. */
export interface Published {
	id: string;
	/** As the sandbox knows it, through the proxy. */
	url: string;
	/** Of each webhook process itself. */
	urls: string[];
	notify: ReturnType<typeof notifier>;
}

/** n8n in queue mode with a sandbox whose own deliveries are switched off: the tests send for it. */
export interface Scene {
	queue: QueueMode;
	sandbox: Sandbox;
	credential: Credential;
	publishTrigger(name: string, parameters?: IDataObject, between?: INode[]): Promise<Published>;
	/** New customers at the sandbox; their IDs. */
	createCustomers(count: number): number[];
	dispose(): Promise<void>;
}

export async function startScene(options: QueueModeOptions = {}): Promise<Scene> {
	const sandbox = await startSandbox();
	const queue = await startQueueMode(options).catch(async (error: unknown) => {
		await sandbox.close();
		throw error;
	});
	const { email, apiKey } = sandbox.credentials;
	const fields = { email, apiKey, baseUrl: sandbox.apiUrl };
	const credential = await createCredential(queue.client, 'clockodoApi', 'Sandbox', fields);
	return {
		queue,
		sandbox,
		credential,
		publishTrigger: async (name, parameters = {}, between = []) => {
			const events = ['customer.created', 'customer.updated'];
			const trigger = clockodoTrigger({ registration: 'automatic', events, ...parameters }, [
				credential,
			]);
			const last = node({ name: LAST, type: 'n8n-nodes-base.noOp' });
			const workflow = chain(name, [trigger, ...between, last]);
			const { id } = await createWorkflow(queue.client, workflow);
			await publish(queue.client, id);
			const path = `/webhook/${trigger.webhookId}/webhook`;
			const url = `${queue.proxy.url}${path}`;
			const urls = queue.webhookProcesses.map((each) => `${each.url}${path}`);
			return { id, url, urls, notify: notifier(apiKey, url) };
		},
		createCustomers: (count) => {
			sandbox.faults.set({ deliveries: [{ kind: 'drop', count: null }] });
			return Array.from({ length: count }, (_, index) => {
				const body = { name: `Customer ${index} ${randomUUID()}` };
				const { data } = performAsOwner(sandbox.company, 'createCustomerV3', { body }) as {
					data: { id: number };
				};
				return data.id;
			});
		},
		dispose: async () => {
			await queue.dispose();
			await sandbox.close();
		},
	};
}
