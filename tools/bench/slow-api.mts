import { setTimeout as sleep } from 'node:timers/promises';

import { listen } from '../../test/support/loopback.mjs';
import { entry } from './batch-api.mjs';

/** An API that answers every request for an entry after the same time. */
export interface SlowApi {
	/** For the base URL of the credential. */
	url: string;
	/** Requests so far. */
	count(): number;
	close(): Promise<void>;
}

/** @param delay milliseconds until each answer */
export async function startSlowApi(delay: number): Promise<SlowApi> {
	let count = 0;
	const server = await listen((request, response) => {
		count++;
		request.resume();
		const id = Number(request.url?.split('/').at(-1));
		void sleep(delay).then(() => {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ entry: entry(id) }));
		});
	});
	return {
		url: `${server.url}/api`,
		count: () => count,
		close: server.close,
	};
}
