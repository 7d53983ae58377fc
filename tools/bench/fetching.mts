import axios from 'axios';

import { entities } from '../../src/clockodo/entities.js';
import type { Api } from '../../src/clockodo/client.js';
import { fetchResource } from '../../src/clockodo/fetch-resource.js';
import { findOperation } from '../../src/clockodo/operations/index.js';
import type { BenchOptions, Figures } from './bench.mjs';
import { significant } from './statistics.mjs';
import { startListApi } from './list-api.mjs';

const STORED = 10_000;
/** What an event of the last weeks speaks of. */
const RECENT = 1_000;

/** How many requests the fetch of one event's resource takes. */
export async function fetching({ log }: BenchOptions): Promise<Figures> {
	const server = await startListApi(STORED);
	try {
		const api: Api = async ({ method, path, query }) =>
			(
				await axios.request<never>({
					baseURL: server.url,
					method,
					url: path,
					params: query,
					proxy: false,
				})
			).data;
		const calls = async (entity: (typeof entities)[number], id: number, gone = false) => {
			const before = server.count();
			const { resource_status: status } = await fetchResource(api, entity, id);
			if (status !== (gone ? 'gone' : 'fetched'))
				throw new Error(`${entity.name} ${id} is ${status}`);
			return server.count() - before;
		};
		const single = entities.filter(({ operationId }) => !findOperation(operationId).answer.list);
		const [listed] = entities.filter((each) => !single.includes(each));
		const counts: Record<string, number> = {};
		for (const each of single) counts[each.name] = await calls(each, 17);
		const recent: number[] = [];
		for (let id = STORED; id > STORED - RECENT; id -= 7) recent.push(await calls(listed, id));
		const every: number[] = [];
		for (let id = 1; id <= STORED; id += 97) every.push(await calls(listed, id));
		every.push(await calls(listed, 1), await calls(listed, STORED + 50, true));
		log(`fetching: ${JSON.stringify(counts)}, recent ${mean(recent)}, most ${Math.max(...every)}`);
		return {
			bench: 'fetching',
			entities: counts,
			listed: {
				entity: listed.name,
				stored: STORED,
				recent_ids: RECENT,
				recent_mean: significant(mean(recent)),
				recent_most: Math.max(...recent),
				any_mean: significant(mean(every)),
				any_most: Math.max(...every),
			},
		};
	} finally {
		await server.close();
	}
}

function mean(values: number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
