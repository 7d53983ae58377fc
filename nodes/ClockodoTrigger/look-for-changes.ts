/** `trigger()`: from publishing on, looks for changes every few minutes, in n8n's main process alone. */

import { randomUUID } from 'crypto';
import {
	sleep,
	type INodeExecutionData,
	type IRun,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';
import { among } from '../../src/changes/candidates';
import { forgetLooks } from '../../src/changes/known-looks';
import { Looker, type Handover, type LookerSettings } from '../../src/changes/looker';
import { everyMinutes } from '../../src/changes/schedule';
import { decodeLook, type Emission } from '../../src/changes/stored-look';
import { apiOf, type Api } from '../../src/clockodo/client';
import type { EntityName } from '../../src/clockodo/entities';
import { events as allEvents } from '../../src/clockodo/events';
import { outcomeOf } from '../../src/clockodo/outcome';
import { defaultRetryPolicy, type RetryPolicy } from '../../src/clockodo/retry';
import { noteReceiving } from '../../src/webhook/duplicates';
import type { EventSource } from '../../src/webhook/enrich';
import { stateIn } from '../../src/webhook/state';
import type { Complaint } from './execute';
import { chosenEvents } from './given';
import { isPolling, lookBackOf, minutesBetweenLooks } from './look-settings';
import { itemOf } from './path-of-a-change';
import { isTakenAway, noteInService } from './publish';
import { mindSilentWebhooks } from './silent-webhooks';
import { triggerName } from './webhook-context';

/** A look comes again soon: it does not wait for an API that is away. */
const lookRetryPolicy: RetryPolicy = {
	...defaultRetryPolicy,
	attempts: 4,
	patience: 60_000,
	limitPatience: 120_000,
};

/** Milliseconds that a publication, or a start of n8n, waits for the first look: 1.123 activates one workflow after the other. */
const firstLookWaitedFor = 20_000;

/** From this version of the node on, it has always looked: where it remembers nothing, something was lost. */
const looksSinceVersion = 1.2;

/** Begins to look, where the node is set so. Never throws: a trigger that fails would take its webhooks down with it. */
export async function lookForChanges(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const minutes = minutesBetweenLooks(context);
	const settings = settingsOf(context, minutes);
	if (minutes === 0 || settings.entities.length === 0) {
		forgetWhatWasSeen(context);
		return {};
	}
	noteReceiving();
	noteInService(settings.trigger);
	const api = apiOf(context, lookRetryPolicy);
	const looker = newLooker(context, api, settings);
	await Promise.race([looker.tick(), sleep(firstLookWaitedFor)]);
	const said = new Set<string>();
	let isMinding = false;
	const tick = async () => {
		await looker.tick();
		// To register many webhooks again may take longer than it is to the next look.
		if (isMinding) return;
		isMinding = true;
		await outcomeOf(async () => await mindSilentWebhooks(context, api, said, complainIn(context)));
		isMinding = false;
	};
	context.helpers.registerCron({ expression: everyMinutes(minutes) as never }, () => {
		void tick();
	});
	return {
		closeFunction: async () => {
			looker.close(!isTakenAway(settings.trigger));
			forgetLooks(settings.trigger);
		},
	};
}

/** Who begins to look again some day begins anew: what happens until then is not wanted. */
function forgetWhatWasSeen(context: ITriggerFunctions): void {
	const state = stateIn(context.getWorkflowStaticData('node'));
	if (state.looks !== undefined) delete state.looks;
}

/** Starts an execution that fails with the words. */
const complainIn = (context: ITriggerFunctions) => (complaint: string) => {
	const json: Complaint = { complaint };
	context.emit([[{ json }]]);
};

/** What the node's parameters say; the rest is known when its memory has been read. */
type Settings = Omit<LookerSettings, 'hasLostBase'>;

function newLooker(context: ITriggerFunctions, api: Api, settings: Settings): Looker {
	const state = stateIn(context.getWorkflowStaticData('node'));
	// Whoever publishes a workflow again begins anew: what happened meanwhile is not wanted.
	const isNew = context.getActivationMode() === 'activate';
	const stored = isNew ? undefined : decodeLook(state.looks);
	const isStart = ['init', 'leadershipChange'].includes(context.getActivationMode());
	const hasLooked = isPolling(context) || context.getNode().typeVersion >= looksSinceVersion;
	const hasLostBase = isStart && hasLooked && stored === undefined;
	const { name } = context.getNode();
	const warn = (message: string) => context.logger.warn(`Clockodo Trigger '${name}': ${message}`);
	if (hasLostBase) {
		warn(
			'What it remembered of its looks for changes is gone from the static data of this workflow: another node may have overwritten it. What changed within 48 hours is told as far as Clockodo tells when.',
		);
	}
	return new Looker(
		{
			api,
			now: Date.now,
			newId: randomUUID,
			remember: (text) => {
				state.looks = text;
			},
			handOver: async (emission) => await handOver(context, emission),
			complain: complainIn(context),
			warn,
			pause: sleep,
		},
		{ ...settings, hasLostBase },
		stored,
	);
}

function settingsOf(context: ITriggerFunctions, minutes: number): Settings {
	const { names, unknown } = chosenEvents(context.getNodeParameter('events', []));
	const wanted = [...names, ...unknown];
	const isChosen = among(wanted);
	const entities = new Set<EntityName>(
		allEvents.filter(({ name }) => isChosen(name)).map(({ entity }) => entity),
	);
	return {
		trigger: triggerName(context),
		entities: [...entities],
		events: wanted,
		lookBack: lookBackOf(context),
		interval: minutes * 60_000,
	};
}

/** Lets n8n start an execution with the candidates, and tells what became of it. */
async function handOver(context: ITriggerFunctions, emission: Emission): Promise<Handover> {
	const source: EventSource = isPolling(context) ? 'polling' : 'catch_up';
	const now = Date.now();
	const items: INodeExecutionData[] = emission.candidates.map((candidate) => ({
		json: itemOf(candidate, emission, source, now),
	}));
	const done = context.helpers.createDeferredPromise<IRun>();
	const key = emission.tries === 0 ? emission.id : `${emission.id}/${emission.tries}`;
	context.emit([items], undefined, done, key);
	try {
		const run = (await done.promise) as IRun | undefined;
		return run && wasLost(run) ? 'lost' : 'stored';
	} catch {
		return 'refused';
	}
}

/**
 * Whether the run broke off in the middle, so that nothing is known of it. In queue mode, n8n reports
 * that of a worker which was killed as an error before the first node, and empties what it had stored
 * of the execution (n8n 2.40.5, `processError` of its workflow-runner).
 */
function wasLost({ status, data }: IRun): boolean {
	if (status === 'crashed') return true;
	if (status !== 'error') return false;
	// What is emptied may lack everything, whatever the type says.
	const result = (data as Partial<IRun['data']> | undefined)?.resultData;
	const hasRun = Object.keys(result?.runData ?? {}).length > 0;
	return result?.lastNodeExecuted === undefined && !hasRun;
}
