/** What lies outside of n8n and Clockodo for a template: chat, mail, calendar, sheets, invoices. */
import type { IDataObject, INode } from 'n8n-workflow';

import { poll } from '../../host/poll.mjs';
import { bodyOf, listen } from './loopback.mjs';

/** What a node has said: its parameters, with what their expressions came to. */
export type Said = Record<string, unknown>;

/** One endpoint on loopback in place of all of them. */
export interface Outside {
	/** What a node has said so far, in order. */
	said(node: string): Said[];
	/** Waits until a node has said so much. */
	untilSaid(node: string, count: number, limit?: number): Promise<Said[]>;
	/** How a node is answered from now on; 200 and `{}` without. A number is the status of a failure. */
	answer(node: string, answer: (said: Said) => IDataObject | number): void;
	/** The node that says the same to this endpoint; others as they are. */
	inPlaceOf(node: INode): INode;
	close(): Promise<void>;
}

const outside: ReadonlySet<string> = new Set([
	'n8n-nodes-base.emailSend',
	'n8n-nodes-base.googleCalendar',
	'n8n-nodes-base.googleSheets',
	'n8n-nodes-base.httpRequest',
	'n8n-nodes-base.slack',
]);

export async function startOutside(): Promise<Outside> {
	const received: Array<{ node: string; said: Said }> = [];
	const answers = new Map<string, (said: Said) => IDataObject | number>();
	const server = await listen(async (request, response) => {
		const node = decodeURIComponent((request.url ?? '/').slice(1));
		const said = saidIn(await bodyOf(request));
		received.push({ node, said });
		const answer = answers.get(node)?.(said) ?? {};
		const isFailure = typeof answer === 'number';
		response.writeHead(isFailure ? answer : 200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(isFailure ? {} : answer));
	});
	const said = (name: string) =>
		received.filter(({ node }) => node === name).map((each) => each.said);
	return {
		said,
		untilSaid: async (node, count, limit = 60_000) =>
			await poll(
				{ interval: 100, limit },
				async () => (said(node).length >= count ? said(node) : undefined),
				() => `'${node}' has said ${said(node).length} things, not ${count}`,
			),
		answer: (node, answer) => answers.set(node, answer),
		inPlaceOf: (node) => (outside.has(node.type) ? redirected(node, server.url) : node),
		close: server.close,
	};
}

function saidIn(body: string): Said {
	try {
		return JSON.parse(body) as Said;
	} catch {
		return { file: body };
	}
}

/** An HTTP Request that evaluates the same expressions and sends what comes of them. */
function redirected(node: INode, base: string): INode {
	const url = `${base}/${encodeURIComponent(node.name)}`;
	if (node.type === 'n8n-nodes-base.httpRequest') {
		return { ...node, parameters: { ...node.parameters, url } };
	}
	const { options } = node.parameters as { options?: { attachments?: string } };
	const body =
		options?.attachments === undefined
			? {
					contentType: 'json',
					specifyBody: 'keypair',
					bodyParameters: { parameters: leaves(node.parameters) },
				}
			: { contentType: 'binaryData', inputDataFieldName: options.attachments };
	return {
		...node,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url,
			sendBody: true,
			...body,
			options: {},
		} as INode['parameters'],
	};
}

/**
 * Every value that is no object, with the path to it, of which an HTTP Request makes objects again;
 * what the editor keeps beside values is left out.
 */
function leaves(value: object, path: string[] = []): Array<{ name: string; value: unknown }> {
	return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
		if (key === 'schema' || key === 'matchingColumns') return [];
		const place = [...path, key];
		return typeof inner === 'object' && inner !== null
			? leaves(inner, place)
			: [{ name: place.join('.'), value: inner }];
	});
}
