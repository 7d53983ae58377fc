import { setTimeout as sleep } from 'node:timers/promises';
import { sandboxClient, type SandboxClient } from '../../../sandbox/client.mjs';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/server.mjs';
import { startEndpoint, type Endpoint } from '../webhook-endpoint.mjs';

/** A sandbox, a client of it, and a receiving end. */
export interface Room {
	sandbox: Sandbox;
	client: SandboxClient;
	endpoint: Endpoint;
	/** Creates, validates and confirms a webhook through the API; its id. */
	register(eventName: string, more?: { url?: string; token?: string }): Promise<number>;
	close(): Promise<void>;
}

/** So short that a test does not wait, so long that a busy machine keeps them. */
const quick = { deliveryTimeout: 2_000, retryPauses: [20, 40], reorderWait: 200, writeDelay: 10 };

export async function openRoom(options: SandboxOptions = {}): Promise<Room> {
	const sandbox = await startSandbox({ ...options, timings: { ...quick, ...options.timings } });
	const endpoint = await startEndpoint();
	const client = sandboxClient(sandbox);
	return {
		sandbox,
		client,
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
		close: async () => {
			await endpoint.close();
			await sandbox.close();
		},
	};
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

/** Waits until it holds, or fails after some seconds. */
export async function until(
	holds: () => boolean | Promise<boolean>,
	what: string,
	milliseconds = 10_000,
): Promise<void> {
	const end = Date.now() + milliseconds;
	while (!(await holds())) {
		if (Date.now() > end) throw new Error(`This did not happen in time: ${what}`);
		await sleep(10);
	}
}
