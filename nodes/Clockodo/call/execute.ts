import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';
import { apiOf, type Api, type ApiRequest } from '../../../src/clockodo/client';
import { ClockodoError } from '../../../src/clockodo/errors';
import { outcomeOf, outcomeOfSync, reasonOf } from '../../../src/clockodo/outcome';
import { readableIn, type MakeReadable } from '../../../src/clockodo/readable/readable';
import { isNothing } from '../../../src/clockodo/values';
import { doAct, memory, type Remember } from './acts';
import { readList, toResults } from './answer';
import { beforeRequests, type Before } from './before';
import { withIds } from './by-name';
import { customCall, toMethod } from './custom-call';
import { resourceOfEvent } from './event';
import { explained, ExplainedError, inWordsOf } from './explain';
import { withDays } from './period';
import { hasLocalTimes, toRequest, type GetParameter } from './request';
import { shapeOf, wantsWords } from './shape';
import { gateOf, workOnAll } from './side-by-side';
import { findNodeChoice, isAct, isList, onlyReads, type NodeOperation } from '../table/operations';
import { customCallResource, eventResource } from '../table/resources';
import { missing, switchOf, toNumber, ValueError } from './values';
import { zoneHint } from './zone-hint';

/**
 * Requests of an execution, and items of it, that are under way at the same time. More gains
 * nothing: one n8n process works on some 250 answers a second.
 */
const atOnce = 50;

/** Works on every item by itself, at the pace that the API allows, and as if one after the other. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const call = apiOf(context);
	const throughGate = gateOf(atOnce);
	const api: Api = async (request) =>
		await throughGate(async () => {
			request.signal?.throwIfAborted();
			return await call(request);
		});
	const shared: Shared = {
		before: beforeRequests(api),
		remember: memory(),
		now: Date.now(),
		makeReadable: readableIn(context),
		hasLocalTimes: false,
	};
	const parameters = (item: number): GetParameter =>
		remembered((name, fallback) => context.getNodeParameter(name, item, fallback));
	const outcomes = await workOnAll({
		count: context.getInputData().length,
		atOnce,
		onlyReads: (item) => {
			const reads = outcomeOfSync(() => changesNothing(parameters(item)));
			return reads.ok && reads.value;
		},
		async work(item, signal) {
			const ownApi: Api = async (request) => await api({ ...request, signal });
			return await workOn(context, ownApi, shared, item, parameters(item));
		},
		stopsAtFailure: !context.continueOnFail(),
		cancelled: context.getExecutionCancelSignal(),
	});
	await warnOfOtherClock(context, api, shared);
	return outcomes.flatMap((outcome, item): INodeExecutionData[] => {
		const pairedItem = { item };
		if (outcome.ok) return outcome.value.map((json) => ({ json, pairedItem }));
		if (!context.continueOnFail()) throw nodeError(context, outcome.error, item);
		return [{ json: { error: reasonOf(outcome.error) }, pairedItem }];
	});
}

/** Each parameter is evaluated once an item: a collection is asked for by each of its fields. */
function remembered(get: GetParameter): GetParameter {
	const known = new Map<string, unknown>();
	return (name, fallback) => {
		if (!known.has(name)) known.set(name, get(name, fallback));
		return known.get(name);
	};
}

/** Whether nothing is changed by what is chosen for the item. */
function changesNothing(get: GetParameter): boolean {
	const [resource, operation] = [String(get('resource')), String(get('operation'))];
	if (resource === eventResource.value) return true;
	if (resource === customCallResource.value) return toMethod(get('method')) === 'GET';
	const found = findNodeChoice(resource, operation);
	return found !== undefined && onlyReads(found);
}

/** What the items of one execution share. */
interface Shared {
	before: Before;
	remember: Remember;
	/** When it began, in milliseconds since 1970: at midnight, too, today is the same day for all items. */
	now: number;
	makeReadable: MakeReadable;
	/** Whether, in the editor, an item has a time whose zone is the workflow's. */
	hasLocalTimes: boolean;
}

async function workOn(
	context: IExecuteFunctions,
	api: Api,
	shared: Shared,
	item: number,
	given: GetParameter,
): Promise<IDataObject[]> {
	const { before, remember, now, makeReadable } = shared;
	const resource = String(given('resource'));
	const operation = String(given('operation'));
	if (resource === eventResource.value) {
		const words = wantsWords(given) ? makeReadable : undefined;
		return [await resourceOfEvent(api, given('notification'), words)];
	}
	if (resource === customCallResource.value) return await customCall(api, given);
	const found = findNodeChoice(resource, operation);
	if (!found) {
		throw new ValueError(
			`The Clockodo node has no operation '${operation}' of '${resource}'. Choose one from the list, or the resource Custom API Call.`,
		);
	}
	const timeZone = context.getTimezone();
	const dated = withDays(found, given, timeZone, now);
	const get = await withIds(found, dated, { api, remember, timeZone });
	const shape = shapeOf(found, get, makeReadable);
	const limit = isList(found) ? limitOf(get) : Infinity;
	const onUnsettled = () => warnOfMovingList(context, item);
	const surroundings = { api, timeZone, before, remember, now, onUnsettled };
	const done = await outcomeOf(async () =>
		isAct(found)
			? (await doAct(found, get, surroundings)).slice(0, limit)
			: await request(found, get, limit, surroundings),
	);
	if (!done.ok) throw inWordsOf(found, done.error);
	shared.hasLocalTimes ||= context.getMode() === 'manual' && hasLocalTimes(found, get);
	return await shape(done.value);
}

/** What is at hand for an operation on one item. */
interface Surroundings extends Omit<Shared, 'makeReadable' | 'hasLocalTimes'> {
	api: Api;
	timeZone: string;
	onUnsettled(): void;
}

async function request(
	found: NodeOperation,
	get: GetParameter,
	limit: number,
	{ api, timeZone, before, onUnsettled }: Surroundings,
): Promise<IDataObject[]> {
	const wanted = toRequest(found, get, timeZone);
	if (isList(found)) return await readList(api, found, wanted, limit, onUnsettled);
	return await send(api, found, await before(found.choice, wanted));
}

async function send(
	api: Api,
	operation: NodeOperation,
	request: ApiRequest,
): Promise<IDataObject[]> {
	const outcome = await outcomeOf(async () => toResults(operation, await api(request), request));
	if (outcome.ok) return outcome.value;
	throw await explained(operation.choice, api, request, outcome.error);
}

function warnOfMovingList(context: IExecuteFunctions, itemIndex: number): void {
	const message = `[Item ${itemIndex}] The list changed in Clockodo each time while it was read: something may be missing in it. Run it again when less is going on.`;
	showHint(context, message);
	context.logger.warn(message);
}

/** In the editor alone: whoever builds the workflow can still change its zone. */
async function warnOfOtherClock(
	context: IExecuteFunctions,
	api: Api,
	{ hasLocalTimes }: Shared,
): Promise<void> {
	if (!hasLocalTimes) return;
	const hint = await zoneHint(api, context.getTimezone());
	if (hint) showHint(context, hint);
}

function showHint(context: IExecuteFunctions, message: string): void {
	// Older versions of n8n do not have it.
	const hints: Partial<Pick<IExecuteFunctions, 'addExecutionHints'>> = context;
	hints.addExecutionHints?.({ message, location: 'outputPane' });
}

/** How many results are wanted at most. */
function limitOf(get: GetParameter): number {
	if (switchOf(get, 'returnAll', 'Return All', false)) return Infinity;
	const raw = get('limit', 50);
	if (isNothing(raw)) throw missing('Limit');
	return toNumber(raw, { whole: true, minimum: 1 }, 'Limit');
}

function nodeError(context: IExecuteFunctions, error: unknown, itemIndex: number): Error {
	const message = `[Item ${itemIndex}] ${reasonOf(error)}`;
	const failure = error instanceof ExplainedError ? error.refusal : error;
	if (!(failure instanceof ClockodoError)) {
		return new NodeOperationError(context.getNode(), error as Error, { message, itemIndex });
	}
	const httpCode = failure.status === undefined ? undefined : String(failure.status);
	const response: JsonObject = { message: failure.message };
	const inApiWords = failure === error ? '' : ` Clockodo's own words: ${failure.words ?? ''}.`;
	const description = `The request was ${failure.request}.${failure.words ? inApiWords : ''}`;
	return new NodeApiError(context.getNode(), response, {
		message,
		description,
		httpCode,
		itemIndex,
	});
}
