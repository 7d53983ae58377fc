import { setTimeout as sleep } from 'node:timers/promises';

import { listen } from '../../test/support/loopback.mjs';

/** Clockodo's own limit of requests a minute, for each user. */
const perMinute = 900;
const minute = 60_000;

/** An API that answers after the same time, with the vendor's limit, and with entries one by one and in pages. */
export interface BatchApi {
	/** For the base URL of the credential. */
	url: string;
	/** Requests of the user that it has refused with 429 so far. */
	refused(user: string): number;
	close(): Promise<void>;
}

/**
 * @param delay milliseconds until each answer
 * @param stored entries in its list
 */
export async function startBatchApi(delay: number, stored: number): Promise<BatchApi> {
	const times = new Map<string, number[]>();
	const refusals = new Map<string, number>();
	const isAllowed = (user: string): boolean => {
		const present = Date.now();
		const recent = (times.get(user) ?? []).filter((each) => each > present - minute);
		times.set(user, recent);
		if (recent.length < perMinute) {
			recent.push(present);
			return true;
		}
		refusals.set(user, (refusals.get(user) ?? 0) + 1);
		return false;
	};
	const server = await listen(async (request, response) => {
		request.resume();
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
		const allowed = isAllowed(String(request.headers['x-clockodoapiuser']));
		await sleep(delay);
		response.statusCode = allowed ? 200 : 429;
		response.setHeader('content-type', 'application/json');
		const id = Number(pathname.split('/').at(-1));
		const answer = Number.isNaN(id)
			? pageOf(stored, Number(searchParams.get('page')), Number(searchParams.get('items_per_page')))
			: { entry: entry(id) };
		response.end(JSON.stringify(allowed ? answer : { error: { message: 'Too many requests' } }));
	});
	return {
		url: `${server.url}/api`,
		refused: (user) => refusals.get(user) ?? 0,
		close: server.close,
	};
}

function pageOf(stored: number, page: number, size: number) {
	const first = (page - 1) * size;
	const length = Math.max(0, Math.min(size, stored - first));
	return {
		paging: {
			items_per_page: size,
			current_page: page,
			count_pages: Math.ceil(stored / size),
			count_items: stored,
		},
		entries: Array.from({ length }, (_, index) => entry(first + index + 1)),
	};
}

/** An entry with as many fields as the vendor's. */
export function entry(id: number) {
	return {
		id,
		customers_id: 1,
		projects_id: 2,
		subprojects_id: null,
		users_id: 3,
		services_id: 4,
		billable: 1,
		lump_sum: null,
		texts_id: 5,
		text: 'Planning of the next release',
		time_since: '2026-11-24T08:00:00Z',
		time_until: '2026-11-24T09:30:00Z',
		time_insert: '2026-11-24T09:30:04Z',
		time_last_change: '2026-11-24T09:30:04Z',
		time_last_change_work_time: '2026-11-24T09:30:04Z',
		time_clocked_since: null,
		type: 1,
		clocked: false,
		clocked_offline: false,
		duration: 5400,
		offset: 0,
		hourly_rate: 90,
		budget: null,
	};
}
