import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { apiOf } from '../../src/clockodo/client';
import { ClockodoError } from '../../src/clockodo/errors';
import {
	enrich,
	type EnrichOptions,
	type EventItem,
	type StoredNotification,
} from '../../src/webhook/enrich';
import { isOn } from './given';

/** How events are made of what was stored: the node's parameters. */
export function optionsOf(context: IExecuteFunctions): EnrichOptions & { deduplicate: boolean } {
	const given: IDataObject = context.getNodeParameter('options', 0, {});
	const onFetchFailure = given.onFetchFailure === 'emit' ? 'emit' : 'fail';
	const deduplicate = isOn(given.deduplicate, true);
	// With manual registration it is a parameter, since the API credential depends on it.
	const fetchResource = isOn(
		given.fetchResource ?? context.getNodeParameter('fetchResource', 0, true),
		true,
	);
	const abortSignal = context.getExecutionCancelSignal();
	return { fetchResource, onFetchFailure, deduplicate, abortSignal };
}

/**
 * The item for an event, with its resource.
 *
 * @throws NodeOperationError that says how the event is not lost
 */
export async function withItsResource(
	context: IExecuteFunctions,
	notification: StoredNotification,
	options: EnrichOptions,
): Promise<EventItem> {
	try {
		return await enrich(notification, apiOf(context), options);
	} catch (error) {
		if (!(error instanceof ClockodoError))
			throw new NodeOperationError(context.getNode(), error as Error);
		throw new NodeOperationError(
			context.getNode(),
			`The resource of '${notification.event_name}' could not be fetched. ${error.message}`,
			{
				description: `${whereItIsKept(context)} The request was ${error.request}.`,
			},
		);
	}
}

/** Whether the failed execution keeps its event is a setting of the workflow, or of n8n. */
function whereItIsKept(context: IExecuteFunctions): string {
	// Older versions of n8n do not have it.
	const newer: Partial<Pick<IExecuteFunctions, 'getWorkflowSettings'>> = context;
	const saves = newer.getWorkflowSettings?.().saveDataErrorExecution;
	if (saves === 'all') return "The event is kept in this execution: 'Retry' fetches again.";
	const setting = "the workflow's setting 'Save failed production executions'";
	return saves === 'none'
		? `The event is not kept: ${setting} is off. Switch it on to be able to retry.`
		: `The event is kept in this execution, and 'Retry' fetches again, unless ${setting} or n8n's own is off.`;
}
