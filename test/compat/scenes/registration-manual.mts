import { randomUUID } from 'node:crypto';
import type { AxiosRequestConfig } from 'axios';
import { expect, it } from '@jest/globals';

import { createCredential } from '../../../host/client.mjs';
import { getExecution, outputItems, waitForExecutions } from '../../../host/executions.mjs';
import { chain, createWorkflow, passOn, publish, unpublish } from '../../../host/workflows.mjs';
import { ask } from '../../support/ask.mjs';
import { clockodoTrigger, TRIGGER, webhookUrl } from '../../support/clockodo-nodes.mjs';
import { notificationOf } from '../../support/notification.mjs';
import type { Scene } from '../scene.mjs';

const scene: Scene = {
	name: 'a trigger that a person registers',
	define(stage) {
		it('shows the secret, takes the token’s notifications alone, and ends', async () => {
			const { client, n8n } = stage();
			const token = `token-${randomUUID()}`;
			const credential = await createCredential(client, 'clockodoWebhookTokenApi', 'Token', {
				token,
				additionalTokens: '',
			});
			const parameters = {
				registration: 'manual',
				events: ['absence.approved'],
				fetchResource: false,
			};
			const trigger = clockodoTrigger(parameters, [credential]);
			const workflow = chain('Manual', [trigger, passOn()]);
			const { id: workflowId } = await createWorkflow(client, workflow);
			await publish(client, workflowId);
			const url = webhookUrl(n8n, trigger);
			const ended = async (count: number) => {
				const all = await waitForExecutions(client, count, { workflowId });
				expect(all).toHaveLength(count);
				return await getExecution(client, all.at(-1)!.id);
			};

			const forms: Array<(secret: string) => AxiosRequestConfig> = [
				(secret) => ({ data: { secret } }),
				(secret) => ({ data: new URLSearchParams({ secret }) }),
				(secret) => ({ params: { secret } }),
				(secret) => ({ method: 'GET', params: { secret } }),
			];
			for (const [index, form] of forms.entries()) {
				const secret = randomUUID().toUpperCase();
				expect((await ask(url, form(secret))).status).toBe(200);
				const execution = await ended(index + 1);
				expect(outputItems(execution, TRIGGER, 1)).toEqual([expect.objectContaining({ secret })]);
				const page = await ask(url, { method: 'GET', headers: { accept: 'text/html' } });
				expect(page.data).toContain(secret);
			}

			const forged = notificationOf('absence.approved', `${token}x`, 70);
			expect((await ask(url, { data: forged })).status).toBe(401);
			const told = notificationOf('absence.approved', token, 71);
			const answer = await ask(url, { data: told });
			expect([answer.status, answer.data]).toEqual([200, { status: 'accepted' }]);
			const execution = await ended(forms.length + 1);
			expect(outputItems(execution, 'After')).toEqual([
				expect.objectContaining({ resource_id: 71, resource_status: 'skipped' }),
			]);

			await unpublish(client, workflowId);
			expect((await ask(url, { data: told })).status).toBe(404);
		});
	},
};

export default scene;
