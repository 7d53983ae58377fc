/**
 * The path of a change that a look has found, in the order in which it is walked.
 *
 * `lookForChanges` reads the lists for `trigger()` and hands what differs to n8n (`itemOf`), n8n
 * stores an execution with it, and `handOnFound` works for `execute()` in that execution, in queue
 * mode in a worker: from there on it is the path of a notification.
 */

import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { Candidate } from '../../src/changes/candidates';
import { changeList, millisecondsOf } from '../../src/changes/lists';
import type { Emission } from '../../src/changes/stored-look';
import { findEntity } from '../../src/clockodo/entities';
import { outcomeOf } from '../../src/clockodo/outcome';
import { someAtOnce } from '../../src/clockodo/some-at-once';
import { isRecord } from '../../src/clockodo/values';
import type { EventItem, EventSource, StoredNotification } from '../../src/webhook/enrich';
import { readNotification } from '../../src/webhook/notification';
import { optionsOf, withItsResource } from './fetch-for-event';
import { chosenEvents, isChosen } from './given';
import { noteFound, type Looked } from './note-found';

/** What n8n stores for a candidate. */
export interface FoundItem extends IDataObject {
	event_name: string;
	payload: IDataObject;
	source: EventSource;
	/** When it was found, in ISO 8601. */
	received_at: string;
	looked: Looked & IDataObject;
}

/** The stored form of a candidate. */
export function itemOf(
	{ event_name, entity, id }: Candidate,
	{ since, after, id: emission, tries, lost }: Emission,
	source: EventSource,
	now: number,
): FoundItem {
	return {
		event_name,
		payload: { [entity]: { id } },
		source,
		received_at: new Date(now).toISOString(),
		looked: { since, after, emission, tries, lost },
	};
}

/** Whether a look has handed it over, and no webhook. */
export function isFound(json: IDataObject): json is FoundItem {
	return isRecord(json.looked) && typeof json.event_name === 'string';
}

/** Resources that are fetched at the same time. */
const atOnce = 8;

interface Fetched {
	index: number;
	askedAt: number;
	looked: Looked;
	event: EventItem;
}

/** An event with the place of its candidate among the execution's items. */
export interface Found {
	index: number;
	event: EventItem;
}

/**
 * Fetches what was found and gives the flow's items, in the order in which it happened; what the
 * flow was told before is not among them. Either all of it is fetched or the execution fails, and
 * nothing counts as told: a retry fetches it all again.
 *
 * @param items those of the execution that a look has handed over, with their places
 * @throws NodeOperationError
 */
export async function handOnFound(
	context: IExecuteFunctions,
	items: ReadonlyArray<{ index: number; json: FoundItem }>,
): Promise<Found[]> {
	const fetched = await fetchAll(context, items);
	const chosen = chosenEvents(context.getNodeParameter('events', 0, []));
	const isWanted = (name: string) => isChosen(chosen.names, name);
	const isTest = context.getMode() === 'manual';
	const found = await Promise.all(
		inOrder(fetched).map(async ({ index, askedAt, looked, event }) => {
			const name = isTest
				? event.event_name
				: await noteFound(context, event, looked, askedAt, isWanted);
			return name === undefined ? undefined : { index, event: named(event, name) };
		}),
	);
	return found.filter((each) => each !== undefined);
}

async function fetchAll(
	context: IExecuteFunctions,
	items: ReadonlyArray<{ index: number; json: FoundItem }>,
): Promise<Fetched[]> {
	const options = optionsOf(context);
	const outcomes = await someAtOnce(items, atOnce, async ({ index, json }) => {
		const askedAt = Date.now();
		const stored = storedOf(context, json);
		return await outcomeOf(async () => {
			const event = withItsTime(await withItsResource(context, stored, options));
			return { index, askedAt, looked: json.looked, event };
		});
	});
	const failed = outcomes.filter((outcome) => !outcome.ok);
	const [first] = failed;
	if (!first) return outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
	if (items.length === 1) throw new NodeOperationError(context.getNode(), first.error as Error);
	const error = first.error as NodeOperationError;
	throw new NodeOperationError(
		context.getNode(),
		`${failed.length} of ${items.length} changes that were found could not be fetched. The first: ${error.message}`,
		{ description: error.description ?? undefined },
	);
}

function storedOf(context: IExecuteFunctions, json: FoundItem): StoredNotification {
	const notification = readNotification(json);
	const { source, received_at } = json;
	if (typeof notification !== 'string') return { ...notification, source, received_at };
	throw new NodeOperationError(
		context.getNode(),
		`This is nothing that a look for changes has found: ${notification}.`,
	);
}

/** When it happened by the thing itself; where it does not say, when it was found. */
function withItsTime(event: EventItem): EventItem {
	const entity = findEntity(event.entity);
	const list = entity && changeList(entity.name);
	const its = event.resource ? list?.happenedAt?.(event.resource, event.action) : undefined;
	const isTime = millisecondsOf(its) !== undefined;
	return { ...event, occurred_at: isTime ? String(its) : event.received_at };
}

function inOrder(fetched: readonly Fetched[]): Fetched[] {
	const time = ({ event }: Fetched) => Date.parse(event.occurred_at ?? '');
	return [...fetched].sort((one, other) => time(one) - time(other) || one.index - other.index);
}

function named(event: EventItem, name: string): EventItem {
	return { ...event, event_name: name, action: name.slice(event.entity.length + 1) };
}
