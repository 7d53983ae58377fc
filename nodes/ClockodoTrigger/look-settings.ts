import type {
	IDataObject,
	IExecuteFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { isNothing } from '../../src/clockodo/values';
import { isOn } from './given';

/** Days that entries are looked at, where nothing else was chosen. */
export const usualLookBack = 35;
/** The API takes no span that is much longer, and n8n would not remember it. */
const longestLookBack = 366;

/** Minutes between two looks, by the node's registration. */
export const usualMinutes = { webhooks: 15, polling: 5 };

type Context = IExecuteFunctions | ITriggerFunctions | IWebhookFunctions;

/** A parameter of the node: of its first item where there are items. */
function parameter(context: Context, name: string, fallback: unknown): unknown {
	return 'getInputData' in context
		? context.getNodeParameter(name, 0, fallback)
		: context.getNodeParameter(name, fallback);
}

/** Whether the trigger has no webhook and lives from its looks alone. */
export function isPolling(context: Context): boolean {
	return parameter(context, 'registration', 'manual') === 'polling';
}

/**
 * Minutes between two looks; 0 where the trigger does not look. Without the API's credential, which
 * manual registration needs for fetching alone, it cannot.
 */
export function minutesBetweenLooks(context: Context): number {
	const registration = parameter(context, 'registration', 'manual');
	const isWithoutAccess =
		registration === 'manual' && !isOn(parameter(context, 'fetchResource', true), true);
	if (isWithoutAccess) return 0;
	const usual = registration === 'polling' ? usualMinutes.polling : usualMinutes.webhooks;
	const given = parameter(context, 'catchUp', usual);
	const minutes = isNothing(given) ? usual : Number(given);
	if (Number.isFinite(minutes) && minutes > 0) return minutes;
	// Polling without looks would be a trigger without anything.
	return registration === 'polling' ? usual : 0;
}

/** Whether looks go on beside what the execution works on. */
export function isLooking(context: IExecuteFunctions): boolean {
	return minutesBetweenLooks(context) > 0;
}

/** Days that entries are looked at. */
export function lookBackOf(context: Context): number {
	const { lookBack } = parameter(context, 'options', {}) as IDataObject;
	const days = Math.round(Number(isNothing(lookBack) ? usualLookBack : lookBack));
	return Number.isFinite(days) ? Math.min(longestLookBack, Math.max(1, days)) : usualLookBack;
}
