import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { changeList } from '../../src/changes/lists';
import { newestOf } from '../../src/changes/newest';
import { apiOf } from '../../src/clockodo/client';
import { findEntity } from '../../src/clockodo/entities';
import { ClockodoError } from '../../src/clockodo/errors';
import { events, findEvent, type ClockodoEvent } from '../../src/clockodo/events';
import type { EventItem } from '../../src/webhook/enrich';
import { optionsOf, withItsResource } from './fetch-for-event';
import { chosenEvents } from './given';
import { lookBackOf } from './look-settings';

/** What the test URL stores for the button of the setup page, in the place of a notification. */
export const sampleItem = { sample: true } as const;

/** Whether an example is wanted: the button has asked for it, or there is nothing that it could be asked by. */
export function isSample(json: IDataObject): boolean {
	return json.sample === true;
}

/** The event that an example is made for: the first that was chosen; with all chosen, an entry's. */
export function sampleEvent(given: unknown): ClockodoEvent | undefined {
	const [first] = chosenEvents(given).names;
	return first === '*' ? events.find(({ entity }) => entity === 'entry') : findEvent(first ?? '');
}

/**
 * The newest thing of the first chosen event's entity, as the item that the event would be.
 *
 * @throws NodeOperationError where no event is chosen, or there is nothing of that entity
 */
export async function sampleOf(context: IExecuteFunctions): Promise<EventItem> {
	const event = sampleEvent(context.getNodeParameter('events', 0, []));
	const list = event && changeList(event.entity);
	if (!list) {
		throw new NodeOperationError(context.getNode(), "Choose an event in 'Events' first.");
	}
	const now = Date.now();
	const id = await newest(context, async () =>
		newestOf(apiOf(context), list, now, lookBackOf(context)),
	);
	const label = findEntity(event.entity)?.label.toLowerCase() ?? event.entity;
	if (id === undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`There is no ${label} in Clockodo that could be shown as an example. Create one, then try again.`,
		);
	}
	const received_at = new Date(now).toISOString();
	return await withItsResource(
		context,
		{
			event_name: event.name,
			source: 'sample',
			subscription_id: null,
			company_id: null,
			occurred_at: received_at,
			payload: { [event.entity]: { id } },
			received_at,
		},
		{ ...optionsOf(context), onFetchFailure: 'fail' },
	);
}

async function newest(
	context: IExecuteFunctions,
	action: () => Promise<number | undefined>,
): Promise<number | undefined> {
	try {
		return await action();
	} catch (error) {
		const message = error instanceof ClockodoError ? error.message : String(error);
		throw new NodeOperationError(context.getNode(), `No example could be had. ${message}`);
	}
}
