import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isValidationItem } from '../../src/webhook/handshake';
import { handOn } from './path-of-a-notification';

/** Turns what `webhook()` stored into what the flow gets: events first, handshakes on the second output. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const events: INodeExecutionData[] = [];
	const validations: INodeExecutionData[] = [];
	for (const [item, { json }] of context.getInputData().entries()) {
		const pairedItem = { item };
		if (isValidationItem(json)) {
			validations.push({ json, pairedItem });
			continue;
		}
		const event = await handOn(context, json);
		if (event !== undefined) events.push({ json: event, pairedItem });
	}
	const isAutomatic = context.getNodeParameter('registration', 0) === 'automatic';
	return isAutomatic ? [events] : [events, validations];
}
