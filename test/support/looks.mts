import { setTimeout as sleep } from 'node:timers/promises';

import { poll } from '../../host/poll.mjs';
import type { Run } from './runs.mjs';
import { runsOf, type Sql } from './stored-runs.mjs';
import type { Sandbox } from '../../sandbox/server.mjs';

/** The value of 'Catch Up' and 'Look Every' for a look every so many seconds: people choose minutes. */
export const lookingEvery = (seconds: number): number => seconds / 60;

/**
 * Notes every event of the sandbox from now on, whether a webhook tells it or not.
 *
 * @returns what was noted so far, as `entry.stopped 17`
 */
export function recordEvents({ company }: Sandbox): () => string[] {
	const noted: string[] = [];
	const publish = company.publish.bind(company);
	company.publish = (name, id, payload, resource) => {
		noted.push(`${name} ${id}`);
		publish(name, id, payload, resource);
	};
	return () => [...noted];
}

/** The list that a look at all events reads last. */
const lastRead = 'getEntriesV2';

/** Waits until a look has begun and ended that has seen everything that is there now. */
export async function untilLooked(
	{ requests }: Sandbox,
	list = lastRead,
	limit = 60_000,
): Promise<void> {
	const looks = () => requests.countByOperation()[list] ?? 0;
	// The one that is under way may have read some lists before.
	const before = looks();
	await poll(
		{ interval: 100, limit },
		async () => looks() >= before + 2 || undefined,
		() => `No two looks ended within ${limit} ms`,
	);
	await sleep(200);
}

/** What has reached the end of a workflow, as `entry.stopped 17`. */
export function arrivedEvents(runs: readonly Run[]): string[] {
	return runs
		.filter(({ status }) => status === 'success')
		.flatMap(({ end }) => end)
		.map(({ event_name, resource_id }) => `${String(event_name)} ${String(resource_id)}`);
}

/** For whoever looks why: the executions that had one of these at their end, or whose thing it is. */
export function executionsOf(names: readonly string[], runs: readonly Run[]) {
	return [...new Set(names)].slice(0, 5).map((name) => ({
		name,
		runs: runs.flatMap((run) => {
			const has = arrivedEvents([{ ...run, status: 'success' }]).includes(name);
			const { id, status, mode, resourceId } = run;
			return has || name.endsWith(` ${resourceId}`)
				? [`${id} ${mode} ${status}${has ? ' *' : ''}`]
				: [];
		}),
	}));
}

/** The executions of a workflow, once so many events have reached its end; after a minute, what there is. */
export async function runsWith(count: number, sql: Sql, workflowId: string): Promise<Run[]> {
	for (const deadline = Date.now() + 60_000; ; await sleep(300)) {
		const runs = await runsOf(sql, workflowId);
		if (arrivedEvents(runs).length >= count || Date.now() > deadline) return runs;
	}
}

/** What of the one is missing in the other, and the other way round; each as often as it is. */
export function difference(expected: readonly string[], given: readonly string[]) {
	return { missing: without(expected, given), unexpected: without(given, expected) };
}

function without(all: readonly string[], some: readonly string[]): string[] {
	const left = [...all];
	for (const each of some) {
		const index = left.indexOf(each);
		if (index >= 0) left.splice(index, 1);
	}
	return left.sort();
}
