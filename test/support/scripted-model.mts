import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an OpenAI-style chat completion is asked with, as far as a test looks at it. */
export interface ChatRequest {
	messages: Array<{ role: string; content: unknown; tool_call_id?: string }>;
	tools?: Array<{ function: { name: string; description: string; parameters: object } }>;
}

/** The model's next turn: a call of a tool, or its last words. */
export type Turn = { tool: string; arguments: object } | { say: string };

/** A language model on loopback that speaks OpenAI's protocol and follows a script. */
export class ScriptedModel {
	readonly requests: ChatRequest[] = [];

	private readonly server: Server;

	private constructor(private readonly script: (request: ChatRequest, turn: number) => Turn) {
		this.server = createServer((incoming, outgoing) => {
			void this.answer(incoming).then((body) => {
				outgoing.writeHead(200, { 'content-type': 'application/json' });
				outgoing.end(JSON.stringify(body));
			});
		});
	}

	/** @param script gives the model's turn; turns are counted from 0 */
	static async start(script: (request: ChatRequest, turn: number) => Turn): Promise<ScriptedModel> {
		const model = new ScriptedModel(script);
		await new Promise<void>((resolve) => model.server.listen(0, '127.0.0.1', resolve));
		return model;
	}

	/** The address that stands in place of OpenAI's. */
	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	close(): void {
		this.server.closeAllConnections();
		this.server.close();
	}

	private async answer(incoming: IncomingMessage): Promise<object> {
		const parts: Buffer[] = [];
		for await (const part of incoming) parts.push(part as Buffer);
		// The credential's test asks for the list of models.
		if (incoming.method === 'GET') return { object: 'list', data: [{ id: 'scripted' }] };
		const request = JSON.parse(Buffer.concat(parts).toString()) as ChatRequest;
		const turn = this.script(request, this.requests.length);
		this.requests.push(request);
		return completion(turn, this.requests.length);
	}
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
