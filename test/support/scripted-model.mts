import { bodyOf, listen } from './loopback.mjs';

/** What an OpenAI-style chat completion is asked with, as far as a test looks at it. */
export interface ChatRequest {
	messages: Array<{ role: string; content: unknown; tool_call_id?: string }>;
	tools?: Array<{ function: { name: string; description: string; parameters: object } }>;
}

/** The model's next turn: a call of a tool, or its last words. */
export type Turn = { tool: string; arguments: object } | { say: string };

/** A language model on loopback that speaks OpenAI's protocol and follows a script. */
export interface ScriptedModel {
	/** The address that stands in place of OpenAI's. */
	url: string;
	requests: ChatRequest[];
	close(): Promise<void>;
}

/** @param script gives the model's turn; turns are counted from 0 */
export async function startScriptedModel(
	script: (request: ChatRequest, turn: number) => Turn,
): Promise<ScriptedModel> {
	const requests: ChatRequest[] = [];
	const answerTo = (body: string): object => {
		const request = JSON.parse(body) as ChatRequest;
		const turn = script(request, requests.length);
		requests.push(request);
		return completion(turn, requests.length);
	};
	// The credential's test asks for the list of models.
	const models = { object: 'list', data: [{ id: 'scripted' }] };
	const server = await listen(async (incoming, outgoing) => {
		const body = await bodyOf(incoming);
		const answer = incoming.method === 'GET' ? models : answerTo(body);
		outgoing.writeHead(200, { 'content-type': 'application/json' });
		outgoing.end(JSON.stringify(answer));
	});
	return { url: `${server.url}/v1`, requests, close: server.close };
}

function completion(turn: Turn, number: number): object {
	const isCall = 'tool' in turn;
	const call = isCall && {
		id: `call_${number}`,
		type: 'function',
		function: { name: turn.tool, arguments: JSON.stringify(turn.arguments) },
	};
	return {
		id: `completion_${number}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [
			{
				index: 0,
				finish_reason: isCall ? 'tool_calls' : 'stop',
				message: {
					role: 'assistant',
					content: isCall ? null : turn.say,
					...(call && { tool_calls: [call] }),
				},
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
