import { setTimeout as sleep } from 'node:timers/promises';

import { listen } from '../../test/support/loopback.mjs';

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

/** An entry with as many fields as the vendor's. */
function entry(id: number) {
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
