/** Changes of all entities around an n8n that is killed in between: what arrives of them. */
import { setTimeout as sleep } from 'node:timers/promises';

import type { INode } from 'n8n-workflow';

import { type N8nClient, signIn } from '../../host/client.mjs';
import type { N8n } from '../../host/n8n.mjs';
import { poll } from '../../host/poll.mjs';
import { retryCutOff } from './after-kills.mjs';
import { causeAllEvents, tellableEvents } from './all-changes.mjs';
import {
	arrivedEvents,
	difference,
	executionsOf,
	lookingEvery,
	recordEvents,
	untilLooked,
} from './looks.mjs';
import type { Run } from './runs.mjs';
import type { Published, TriggerScene } from './scenes/trigger-scene.mjs';
import { progressOf, runsOf, type Sql } from './stored-runs.mjs';
import { until } from './until.mjs';

/** An n8n of whatever kind, and how its parts are killed. */
export interface KilledScene extends TriggerScene {
	sql: Sql;
	/** Each kills something of it, and brings it back; none where nothing is killed. */
	strikes: Array<() => Promise<void>>;
	/** Starts n8n until it has noticed all that was cut off. */
	settle: (workflowId: string) => Promise<unknown>;
	/** The process that looks, and that people sign in at. */
	main: N8n;
}

/** The plan has three webhooks of each type: for these. */
const withWebhooks = ['created', 'updated', 'deleted'];

/** A trigger that is told of all entities, and the names of the events that it is told of. */
export interface PublishedForAll {
	published: Published;
	events: readonly string[];
}

/** Publishes a trigger that looks every two seconds, at all lists; with webhooks beside it or without. */
export async function publishForAll(
	scene: TriggerScene,
	registration: 'polling' | 'automatic',
	between: INode[] = [],
): Promise<PublishedForAll> {
	const events = tellableEvents
		.filter(({ action }) => registration === 'polling' || withWebhooks.includes(action))
		.map(({ name }) => name);
	const parameters = { registration, events, catchUp: lookingEvery(2) };
	return { published: await scene.publishTrigger(registration, parameters, between), events };
}

/**
 * Causes changes of all entities until there are at least so many, every second one without its
 * webhooks, and strikes in each round. What was cut off is retried.
 */
export async function changesUnderKills(
	scene: KilledScene,
	{ published: { id }, events }: PublishedForAll,
	{ least, rounds }: { least: number; rounds: number },
) {
	const { sandbox, sql, strikes } = scene;
	const told = recordEvents(sandbox);
	const expected = () => told().filter((name) => events.includes(name.split(' ')[0] ?? ''));
	const state = { isDown: false, kills: 0, changes: 0, cutOff: [] as Run[] };
	const looked = async () => await untilLookedInPeace(scene, state);
	const onChange = () => {
		const isUnheard = state.changes++ % 2 === 1;
		sandbox.faults.set(isUnheard ? { deliveries: [{ kind: 'drop', count: null }] } : {});
	};
	const retry = async () => {
		const client = await patientSignIn(scene.main.url);
		const before = new Set(state.cutOff.map((run) => run.id));
		state.cutOff.push(...(await retryCutOff(client, sql, id, before)));
	};
	const strikeIn = async (round: number) => {
		if (strikes.length === 0) return;
		await sleep(1_500 + ((round * 700) % 4_000));
		state.isDown = true;
		await strikes[round % strikes.length]();
		state.kills++;
		state.isDown = false;
		await looked();
		await ended(sql, id);
		await retry();
	};
	await looked();
	await untilSaved(sql, id);
	for (let round = 0; expected().length < least; round++) {
		await Promise.all([causeAllEvents(sandbox, { rounds, looked, onChange }), strikeIn(round)]);
	}
	sandbox.faults.clear();
	await looked();
	await sandbox.deliveries.idle();
	if (strikes.length > 0) {
		await scene.settle(id);
		await looked();
		await retry();
	}
	await ended(sql, id);
	const runs = await runsOf(sql, id);
	const log = await scene.main.log();
	const { missing, unexpected } = difference(expected(), arrivedEvents(runs));
	return {
		figures: {
			changes: expected().length,
			entities: new Set(expected().map((name) => name.split('.')[0])).size,
			kills: state.kills,
			executions: runs.length,
			cut_off: state.cutOff.length,
			failed: runs.filter(({ status }) => status === 'error').length,
			memories_lost: log.split('What it remembered of its looks').length - 1,
			emptied_by_n8n: state.cutOff.filter(({ isEmptied }) => isEmptied).length,
			lost: missing.length,
			doubled: unexpected.length,
		},
		missing,
		unexpected,
		executions: executionsOf([...missing, ...unexpected], runs),
	};
}

/** Waits for looks that no kill has broken off. */
async function untilLookedInPeace(
	{ sandbox }: TriggerScene,
	state: { isDown: boolean; kills: number },
): Promise<void> {
	for (;;) {
		await until(() => !state.isDown, { limit: 300_000 });
		const { kills } = state;
		await untilLooked(sandbox, undefined, 300_000);
		if (!state.isDown && state.kills === kills) return;
	}
}

/** What is learnt by a publication is saved at its end, which is no matter of the looks: a kill before that is none of these. */
async function untilSaved(sql: Sql, id: string): Promise<void> {
	await until(async () => {
		const rows = await sql('SELECT "staticData" FROM workflow_entity WHERE id = $1', [id]);
		return JSON.stringify(rows).includes('looks');
	});
}

/** Under the messages that were sent again after its start, an n8n may answer nobody for a while. */
async function patientSignIn(url: string): Promise<N8nClient> {
	return await poll(
		{ interval: 1_000, limit: 120_000 },
		async () => await signIn(url).catch(() => undefined),
		() => 'n8n lets nobody sign in',
	);
}

/** Executions that n8n passes over at one start are left to a later one, and are counted at the end. */
async function ended(sql: Sql, id: string): Promise<void> {
	const isQuiet = async () => (await progressOf(sql, id)).underWay === 0;
	await until(isQuiet, { limit: 30_000 }).catch(() => undefined);
}
