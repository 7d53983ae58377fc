import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { createCredential } from '../../host/client.mjs';
import { lookingEvery } from '../../test/support/looks.mjs';
import type { BenchOptions, Figures } from './bench.mjs';
import { type EntriesApi, ENTRIES_A_PAGE, entryPages, startEntriesApi } from './entries-api.mjs';
import {
	assertAllSucceeded,
	type Instance,
	newNotification,
	publishTrigger,
	startInstance,
	type Target,
	untilIdle,
} from './instance.mjs';
import { load } from './load.mjs';
import { interleave } from './rounds.mjs';
import { ratioSpread, spread } from './statistics.mjs';

/** About as many as can be remembered. */
const REMEMBERED = 9_000;
/** Notifications a second: a number that lets them fall on every moment of a look, which comes every two seconds. */
const RATE = 4.7;
/** Milliseconds after the last answer of a list, by which n8n has compared it. */
const COMPARED = 500;

/** Notifications of one trigger, while another one looks at a list as long as can be remembered. */
export async function looking({ rounds, amount, env, log }: BenchOptions): Promise<Figures> {
	const api = await startEntriesApi(entryPages(REMEMBERED, ENTRIES_A_PAGE, Date.now()));
	const instance = await startInstance(env);
	try {
		const { client, credentials } = instance;
		const target = await publishTrigger(client, credentials);
		const user = { email: 'looks@example.com', apiKey: randomUUID(), baseUrl: api.url };
		const lists = await createCredential(client, 'clockodoApi', 'Lists', user);
		await publishTrigger(
			client,
			{ ...credentials, api: lists },
			{ registration: 'polling', events: ['entry.deleted'], catchUp: lookingEvery(2) },
		);
		const all = await interleave(
			rounds,
			{
				alone: async () => {
					await api.pause();
					await sleep(COMPARED);
					return { ...(await measure(instance, target, amount)), share: 0, looks: 0 };
				},
				looking: async () => await meanwhile(api, async () => measure(instance, target, amount)),
			},
			(round, { alone, looking }) =>
				log(
					`looking, round ${round}: p99 ${looking.p99.toFixed(0)} ms (${looking.looks} looks, under way ${(looking.share * 100).toFixed(0)} % of the time), alone ${alone.p99.toFixed(0)} ms`,
				),
		);
		await assertAllSucceeded(client);
		const of = (side: 'alone' | 'looking') => ({
			p50: spread(all.map((round) => round[side].p50)),
			p99: spread(all.map((round) => round[side].p99)),
		});
		const ratio = (quantity: 'p50' | 'p99') =>
			ratioSpread(
				all,
				({ looking }) => looking[quantity],
				({ alone }) => alone[quantity],
			);
		return {
			bench: 'looking',
			rounds,
			things: REMEMBERED,
			amount,
			rate: RATE,
			share_under_way: spread(all.map(({ looking }) => looking.share)),
			alone: of('alone'),
			looking: of('looking'),
			against_alone: { p50: ratio('p50'), p99: ratio('p99') },
		};
	} finally {
		api.resume();
		await instance.dispose();
		await api.close();
	}
}

async function meanwhile<Result extends object>(api: EntriesApi, action: () => Promise<Result>) {
	api.resume();
	const [began, spent, ended] = [performance.now(), api.underWay(), api.looks()];
	const result = await action();
	const share = (api.underWay() - spent) / (performance.now() - began);
	return { ...result, share, looks: api.looks() - ended };
}

async function measure({ n8n, client }: Instance, { path, headers }: Target, amount: number) {
	const measured = await load({
		url: `${n8n.url}${path}`,
		headers,
		body: () => newNotification(),
		amount,
		connections: 1,
		rate: RATE,
		status: 200,
	});
	await untilIdle(client);
	return measured;
}
