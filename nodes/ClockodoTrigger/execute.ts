import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { isValidationItem } from '../../src/webhook/handshake';
import { isPolling } from './look-settings';
import { handOnFound, isFound } from './path-of-a-change';
import { handOn } from './path-of-a-notification';
import { isSample, sampleOf } from './sample';
import { inWords, type EventOutput } from './words';

/** Turns what `webhook()` or a look stored into what the flow gets: events first, handshakes on the second output. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData().map(({ json }, index) => ({ index, json }));
	const events: EventOutput[] = [];
	const validations: INodeExecutionData[] = [];
	const found = items.flatMap(({ index, json }) => (isFound(json) ? [{ index, json }] : []));
	for (const { index, event } of await handOnFound(context, found)) {
		events.push({ json: event, pairedItem: { item: index } });
	}
	for (const { index, json } of items) {
		const pairedItem = { item: index };
		if (isFound(json)) continue;
		if (isValidationItem(json)) {
			validations.push({ json, pairedItem });
			continue;
		}
		const event = await eventOf(context, json);
		if (event !== undefined) events.push({ json: event, pairedItem });
	}
	const registration = context.getNodeParameter('registration', 0);
	const readable = await inWords(context, events);
	return registration === 'manual' ? [readable, validations] : [readable];
}

async function eventOf(context: IExecuteFunctions, json: IDataObject) {
	if (isComplaint(json)) throw new NodeOperationError(context.getNode(), json.complaint);
	const isTry = context.getMode() === 'manual' && isPolling(context);
	if (isSample(json) || (isTry && json.event_name === undefined)) return await sampleOf(context);
	return await handOn(context, json);
}

/** What a person has to look at, and that no webhook or list says by itself: an execution that fails with these words. */
export interface Complaint extends IDataObject {
	complaint: string;
}

const isComplaint = (json: IDataObject): json is Complaint => typeof json.complaint === 'string';
