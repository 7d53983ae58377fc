import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCredential } from '../../host/client.mjs';
import { executionError, outputItems, waitForExecution } from '../../host/executions.mjs';
import { createWorkflow, node, runManually } from '../../host/workflows.mjs';
import { sandboxClient } from '../../sandbox/client/client.mjs';
import { Opened } from '../support/opened.mjs';
import { type N8nScene, startN8nScene } from '../support/scenes/n8n-scene.mjs';
import { type ScriptedModel, startScriptedModel } from '../support/scripted-model.mjs';

const fromModel = (name: string, description: string, type: string) =>
	`={{ $fromAI('${name}', '${description}', '${type}') }}`;

describe('the Clockodo node as a tool of an AI agent', () => {
	const opened = new Opened();
	let scene: N8nScene;
	let model: ScriptedModel;

	beforeAll(async () => {
		model = opened.add(
			await startScriptedModel(({ tools = [], messages }, turn) => {
				const tool = tools.at(0);
				if (turn === 0 && tool !== undefined) {
					return {
						tool: tool.function.name,
						arguments: { customer: 1, name: 'Relaunch 2027', note: 'Asked for by phone' },
					};
				}
				return { say: `Done: ${String(messages.at(-1)?.content)}` };
			}),
		);
		scene = opened.add(await startN8nScene());
	}, 300_000);

	afterAll(async () => await opened.end(), 60_000);

	it('creates the project that the model asks for', async () => {
		const { client, credential: clockodo, sandbox } = scene;
		const openAi = await createCredential(client, 'openAiApi', 'Model', {
			apiKey: 'scripted',
			url: model.url,
		});
		const start = node({ name: 'Start', type: 'n8n-nodes-base.manualTrigger' });
		const agent = node({
			name: 'Agent',
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3,
			parameters: { promptType: 'define', text: 'Create the project Relaunch 2027.' },
		});
		const chat = node({
			name: 'Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.2,
			parameters: { model: { __rl: true, mode: 'id', value: 'scripted' } },
			credentials: { openAiApi: { id: openAi.id, name: openAi.name } },
		});
		const tool = node({
			name: 'Create Project',
			type: 'n8n-nodes-clockodo.clockodoTool',
			parameters: {
				resource: 'project',
				operation: 'create',
				customers_id: {
					__rl: true,
					mode: 'id',
					value: fromModel('customer', 'ID of the customer', 'number'),
				},
				name: fromModel('name', 'Name of the project', 'string'),
				additionalFields: { note: fromModel('note', 'Why', 'string') },
			},
			credentials: { clockodoApi: { id: clockodo.id, name: clockodo.name } },
		});
		const to = (name: string, type: 'main' | 'ai_languageModel' | 'ai_tool') => ({
			[type]: [[{ node: name, type, index: 0 }]],
		});
		const { id } = await createWorkflow(client, {
			name: 'Agent',
			// As the editor makes them: in the older order an agent does not wait for its tools.
			settings: { executionOrder: 'v1' },
			nodes: [start, agent, chat, tool],
			connections: {
				[start.name]: to(agent.name, 'main'),
				[chat.name]: to(agent.name, 'ai_languageModel'),
				[tool.name]: to(agent.name, 'ai_tool'),
			},
		});
		const execution = await waitForExecution(client, await runManually(client, id, start.name));
		expect(executionError(execution)).toBeUndefined();

		const [offered] = model.requests[0].tools ?? [];
		expect(offered.function.description).toMatch(/project/i);
		expect(JSON.stringify(offered.function.parameters)).toContain('ID of the customer');
		const { data } = await sandboxClient(sandbox)<{ data: Array<Record<string, unknown>> }>(
			'GET',
			'/v4/projects?filter[fulltext]=Relaunch 2027',
		);
		expect(data).toMatchObject([
			{ name: 'Relaunch 2027', customers_id: 1, note: 'Asked for by phone' },
		]);
		expect(model.requests).toHaveLength(2);
		const [{ output }] = outputItems(execution, agent.name);
		expect(String(output)).toContain('Relaunch 2027');
	}, 120_000);
});
