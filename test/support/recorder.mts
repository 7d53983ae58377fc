import { parseQuery } from '../../sandbox/api/query.mjs';
import { bodyOf, listen } from './loopback.mjs';
import type { ApiAccess } from './n8n-core.mjs';

/** A request as it arrived at the API. */
export interface Recorded {
	method: string;
	path: string;
	query: Record<string, unknown>;
	body: Record<string, unknown> | undefined;
}

/** Stands between a client and the API, and notes what is sent. */
export interface Recorder extends ApiAccess {
	/** The requests since the last time. */
	take(): Recorded[];
	close(): Promise<void>;
}

export async function startRecorder({ apiUrl, credentials }: ApiAccess): Promise<Recorder> {
	const requests: Recorded[] = [];
	const server = await listen(async (incoming, outgoing) => {
		const { method = 'GET', url = '/', headers } = incoming;
		const text = await bodyOf(incoming);
		const { pathname, search } = new URL(url, apiUrl);
		const body = text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>);
		requests.push({ method, path: pathname, query: { ...parseQuery(search.slice(1)) }, body });
		const own = Object.entries(headers).filter(([name]) => /^(x-|accept-l|content-t)/.test(name));
		const answer = await fetch(`${apiUrl}${url}`, {
			method,
			headers: Object.fromEntries(own) as Record<string, string>,
			body: text === '' ? undefined : text,
		});
		outgoing.writeHead(answer.status, { 'content-type': 'application/json' });
		outgoing.end(await answer.text());
	});
	return {
		apiUrl: server.url,
		credentials,
		take: () => requests.splice(0),
		close: server.close,
	};
}
