import { Agent } from 'node:http';

import axios from 'axios';

import { deriveToken } from '../../src/webhook/tokens.js';

/** A notification as Clockodo sends it, with its token. */
export interface SentNotification {
	event_name: string;
	subscription_id: number;
	company_id: number;
	occurred_at: string;
	payload: Record<string, { id: number }>;
	token: string;
}

/** Makes notifications for the URL that an automatic trigger was registered with. */
export function notifier(apiKey: string, registeredUrl: string) {
	return (
		event_name: string,
		id: number,
		occurred_at = '2026-11-24T10:00:00Z',
	): SentNotification => ({
		event_name,
		subscription_id: 1,
		company_id: 1,
		occurred_at,
		payload: { [event_name.split('.')[0]]: { id } },
		token: deriveToken(apiKey, registeredUrl, event_name),
	});
}

/** A connection of its own for each request: a kept one may be closed by n8n at the moment of its next use. */
const agent = new Agent({ keepAlive: false, maxSockets: 64 });

/** Sends one notification; the status of the answer, or null where the connection broke. */
export async function send(url: string, body: object): Promise<number | null> {
	try {
		const answer = await axios.post(url, body, {
			proxy: false,
			httpAgent: agent,
			timeout: 30_000,
			validateStatus: () => true,
		});
		return answer.status;
	} catch {
		return null;
	}
}

/** Does the action for every item, so many at a time; the results in the items' order. */
export async function pooled<Item, Result>(
	items: readonly Item[],
	atOnce: number,
	action: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
	const results = new Array<Result>(items.length);
	let next = 0;
	const work = async () => {
		while (next < items.length) {
			const index = next++;
			results[index] = await action(items[index], index);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, work));
	return results;
}
