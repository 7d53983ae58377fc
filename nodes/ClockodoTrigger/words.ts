import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readableIn, readableResource } from '../../src/clockodo/readable/readable';
import type { EventItem } from '../../src/webhook/enrich';
import { isOn } from './given';

/** An item of the trigger's first output. */
export interface EventOutput extends INodeExecutionData {
	json: EventItem;
	pairedItem: { item: number };
}

/**
 * The events whose resources have names, labels and hours as well, unless the option is off. It comes
 * last, behind the duplicate test: another name of the customer makes no other event of an entry.
 */
export async function inWords(
	context: IExecuteFunctions,
	events: readonly EventOutput[],
): Promise<EventOutput[]> {
	const { readable }: IDataObject = context.getNodeParameter('options', 0, {});
	if (!isOn(readable, true)) return [...events];
	const makeReadable = readableIn(context);
	return await Promise.all(
		events.map(async ({ json, pairedItem }) => {
			const resource = await readableResource(makeReadable, json.entity, json.resource);
			return { json: { ...json, resource }, pairedItem };
		}),
	);
}
