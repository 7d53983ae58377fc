import { sandboxClient, type SandboxClient } from '../../../sandbox/client/client.mjs';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/server.mjs';
import { startEndpoint, type Endpoint } from '../endpoint.mjs';
import { openTogether } from '../opened.mjs';
import { webPages } from '../web-pages.mjs';

/** A sandbox without an n8n: a client of its API, its pages, and the receiving end of its webhooks. */
export interface SandboxScene {
	sandbox: Sandbox;
	client: SandboxClient;
	pages: ReturnType<typeof webPages>;
	endpoint: Endpoint;
	/** Creates, validates and confirms a webhook through the API; its id. */
	register(eventName: string, more?: { url?: string; token?: string }): Promise<number>;
	dispose(): Promise<void>;
}

/** So short that a test does not wait, so long that a busy machine keeps them. */
const quick = { deliveryTimeout: 2_000, retryPauses: [20, 40], reorderWait: 200, writeDelay: 10 };

export async function startSandboxScene(options: SandboxOptions = {}): Promise<SandboxScene> {
	const timings = { ...quick, ...options.timings };
	return await openTogether(async (opened) => {
		const sandbox = opened.add(await startSandbox({ ...options, timings }));
		const endpoint = opened.add(await startEndpoint());
		const client = sandboxClient(sandbox);
		return {
			sandbox,
			client,
			pages: webPages(sandbox.url),
			endpoint,
			register: async (event_name, { url = endpoint.url, token = 'a-token' } = {}) => {
				const { data } = await client<{ data: { id: number } }>('POST', '/v2/webhooks', {
					event_name,
					url,
					token,
				});
				await client('POST', `/v2/webhooks/${data.id}/validate`);
				await client('POST', '/v2/webhooks/confirm', { secret: endpoint.lastSecret() });
				return data.id;
			},
		};
	});
}

/** The answer as it is, whatever its status. */
export async function rawRequest(
	sandbox: Sandbox,
	method: string,
	path: string,
	{ headers = {}, body }: { headers?: Record<string, string>; body?: unknown } = {},
) {
	const { email, apiKey } = sandbox.credentials;
	const response = await fetch(`${sandbox.url}${path}`, {
		method,
		body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
		redirect: 'manual',
		headers: {
			'Content-Type': 'application/json',
			'X-Clockodo-External-Application': 'test;test@nordlicht.example',
			'X-ClockodoApiUser': email,
			'X-ClockodoApiKey': apiKey,
			...headers,
		},
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text };
}
