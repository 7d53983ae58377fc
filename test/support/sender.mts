import { Agent } from 'node:http';

import { deriveToken } from '../../src/webhook/tokens.js';
import { ask } from './ask.mjs';
import { notificationOf, type SentNotification } from './notification.mjs';

/** Makes notifications for the URL that an automatic trigger was registered with. */
export function notifier(apiKey: string, registeredUrl: string) {
	return (eventName: string, id: number, occurred_at?: string): SentNotification => {
		const token = deriveToken(apiKey, registeredUrl, eventName);
		const notification = notificationOf(eventName, token, id);
		return occurred_at === undefined ? notification : { ...notification, occurred_at };
	};
}

/** A connection of its own for each request: a kept one may be closed by n8n at the moment of its next use. */
const agent = new Agent({ keepAlive: false, maxSockets: 64 });

/** Sends one notification; the status of the answer, or null where the connection broke. */
export async function send(url: string, body: object): Promise<number | null> {
	try {
		return (await ask(url, { data: body, httpAgent: agent, timeout: 30_000 })).status;
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
