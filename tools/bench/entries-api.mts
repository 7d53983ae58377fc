import { once, EventEmitter } from 'node:events';

import { listen } from '../../test/support/loopback.mjs';
import { entryOf } from './company-lists.mjs';

/** An API with a list of entries that answers at once, and can be held back. */
export interface EntriesApi {
	/** For the base URL of the credential. */
	url: string;
	/** Milliseconds for which a look was under way, from its first request to the last answer. */
	underWay(): number;
	/** How many looks have ended. */
	looks(): number;
	/** Holds the next look back at its first request; resolves when none is under way. */
	pause(): Promise<void>;
	resume(): void;
	close(): Promise<void>;
}

/** The largest page that the vendor's API gives of entries. */
export const ENTRIES_A_PAGE = 1_000;

/** The answers of the list, page by page, as text: an API that has to write them would take the processor from n8n. */
export function entryPages(stored: number, size: number, now: number): string[] {
	const pages = Math.ceil(stored / size);
	return Array.from({ length: pages }, (_, page) =>
		JSON.stringify({
			paging: {
				items_per_page: size,
				current_page: page + 1,
				count_pages: pages,
				count_items: stored,
			},
			entries: Array.from({ length: Math.min(size, stored - page * size) }, (__, at) =>
				entryOf(page * size + at + 1, now),
			),
		}),
	);
}

export async function startEntriesApi(pages: readonly string[]): Promise<EntriesApi> {
	const gate = new EventEmitter();
	let isOpen = true;
	let begun: number | undefined;
	let answered = 0;
	let [spent, ended] = [0, 0];
	const server = await listen(async (request, response) => {
		request.resume();
		const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
		const page = Number(searchParams.get('page'));
		if (page === 1) {
			if (!isOpen) await once(gate, 'open');
			[begun, answered] = [performance.now(), 0];
		}
		response.setHeader('content-type', 'application/json');
		response.end(pages[page - 1]);
		if (++answered < pages.length || begun === undefined) return;
		spent += performance.now() - begun;
		begun = undefined;
		ended++;
		gate.emit('ended');
	});
	return {
		url: `${server.url}/api`,
		underWay: () => spent,
		looks: () => ended,
		pause: async () => {
			isOpen = false;
			if (begun !== undefined) await once(gate, 'ended');
		},
		resume: () => {
			isOpen = true;
			gate.emit('open');
		},
		close: server.close,
	};
}
