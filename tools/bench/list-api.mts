import { listen } from '../../test/support/loopback.mjs';

/** An API with so many change requests in its list, newest first, and one of everything else. */
export interface ListApi {
	url: string;
	/** Requests so far. */
	count(): number;
	close(): Promise<void>;
}

export async function startListApi(stored: number): Promise<ListApi> {
	let count = 0;
	const server = await listen((request, response) => {
		count++;
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
		const perPage = Number(searchParams.get('items_per_page') ?? 0);
		const page = Number(searchParams.get('page') ?? 1);
		response.setHeader('content-type', 'application/json');
		response.end(
			JSON.stringify(
				perPage > 0 ? listPage(stored, page, perPage) : single(Number(pathname.split('/').at(-1))),
			),
		);
	});
	return {
		url: server.url,
		count: () => count,
		close: server.close,
	};
}

function single(id: number) {
	const resource = { id };
	return { data: resource, entry: resource };
}

function listPage(stored: number, page: number, perPage: number) {
	const newest = stored - (page - 1) * perPage;
	const length = Math.max(0, Math.min(perPage, newest));
	const list = Array.from({ length }, (_, index) => ({ id: newest - index, users_id: 3 }));
	const paging = {
		items_per_page: perPage,
		current_page: page,
		count_pages: Math.ceil(stored / perPage),
		count_items: stored,
	};
	return { paging, data: list, change_requests: list };
}
