import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { apiOf } from '../../src/clockodo/client';
import { ClockodoError } from '../../src/clockodo/errors';
import { isRepeat, surroundingsOf } from '../../src/webhook/duplicates';
import {
	enrich,
	type EnrichOptions,
	type EventItem,
	type StoredNotification,
} from '../../src/webhook/enrich';
import { isValidationItem } from '../../src/webhook/handshake';
import { readNotification } from '../../src/webhook/notification';
import { noteNotification, noteSecret, stateIn } from '../../src/webhook/state';

/** Turns what `webhook()` stored into what the flow gets: events first, handshakes on the second output. */
export async function handOver(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const eventItems: INodeExecutionData[] = [];
	const validationItems: INodeExecutionData[] = [];
	for (const [item, { json }] of context.getInputData().entries()) {
		if (isValidationItem(json)) {
			noteSecret(stateOf(context), json.secret, Date.parse(json.received_at));
			validationItems.push({ json, pairedItem: { item } });
			continue;
		}
		const event = await work(context, json);
		if (event !== undefined) eventItems.push({ json: event, pairedItem: { item } });
	}
	const isAutomatic = context.getNodeParameter('registration', 0) === 'automatic';
	return isAutomatic ? [eventItems] : [eventItems, validationItems];
}

/** The event's item, or undefined where it was handed on before. */
async function work(
	context: IExecuteFunctions,
	json: INodeExecutionData['json'],
): Promise<EventItem | undefined> {
	const notification = readNotification(json);
	if (typeof notification === 'string') {
		throw new NodeOperationError(
			context.getNode(),
			`There is no notification to work on: ${notification}. This trigger is started by Clockodo: publish the workflow, or click 'Execute step'.`,
		);
	}
	noteNotification(stateOf(context), Date.now());
	const { options, deduplicate } = optionsOf(context);
	const stored: StoredNotification = { ...notification, received_at: String(json.received_at) };
	// A person's test is no event of the published workflow: it neither is a repeat nor makes one.
	const removesRepeats = deduplicate && context.getMode() !== 'manual';
	try {
		const event = await enrich(stored, apiOf(context), options);
		const state = [event.resource_status, event.resource];
		const repeated =
			removesRepeats && (await isRepeat(notification, state, surroundingsOf(context)));
		return repeated ? undefined : event;
	} catch (error) {
		if (!(error instanceof ClockodoError))
			throw new NodeOperationError(context.getNode(), error as Error);
		throw new NodeOperationError(
			context.getNode(),
			`The resource of '${notification.event_name}' could not be fetched. ${error.message}`,
			{
				description: `The event is kept in this execution: 'Retry' fetches again. The request was ${error.request}.`,
			},
		);
	}
}

function optionsOf(context: IExecuteFunctions): { options: EnrichOptions; deduplicate: boolean } {
	const given = context.getNodeParameter('options', 0, {}) as Partial<EnrichOptions> & {
		deduplicate?: boolean;
	};
	const { onFetchFailure = 'fail', deduplicate = true } = given;
	// With manual registration it is a parameter, since the API credential depends on it.
	const fetchResource =
		given.fetchResource ?? (context.getNodeParameter('fetchResource', 0, true) as boolean);
	return { options: { fetchResource, onFetchFailure }, deduplicate };
}

function stateOf(context: IExecuteFunctions) {
	return stateIn(context.getWorkflowStaticData('node'));
}
