import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';
import { apiOf, type Api } from '../../../src/clockodo/client';
import { ClockodoError } from '../../../src/clockodo/errors';
import { outcomeOf } from '../../../src/clockodo/outcome';
import { readList, simplified, toResult } from './answer';
import { customCall } from './custom-call';
import { resourceOfEvent } from './event';
import { toRequest, type GetParameter } from './request';
import { canSimplify, findNodeOperation, isList, type NodeOperation } from '../table/operations';
import { customCallResource, eventResource } from '../table/resources';
import { ValueError } from './values';

/** Works on every item by itself, one after the other, at the pace that the API allows. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const api = apiOf(context);
	const results: INodeExecutionData[] = [];
	for (let item = 0; item < context.getInputData().length; item++) {
		const outcome = await outcomeOf(async () => await workOn(context, api, item));
		const pairedItem = { item };
		if (outcome.ok) results.push(...outcome.value.map((json) => ({ json, pairedItem })));
		else if (!context.continueOnFail()) throw nodeError(context, outcome.error, item);
		else results.push({ json: { error: messageOf(outcome.error) }, pairedItem });
	}
	return results;
}

async function workOn(context: IExecuteFunctions, api: Api, item: number): Promise<IDataObject[]> {
	const get: GetParameter = (name, fallback) => context.getNodeParameter(name, item, fallback);
	const resource = String(get('resource'));
	const operation = String(get('operation'));
	if (resource === eventResource.value) return [await resourceOfEvent(api, get('notification'))];
	if (resource === customCallResource.value) return await customCall(api, get);
	const found = findNodeOperation(resource, operation);
	if (!found) {
		throw new ValueError(
			`The Clockodo node has no operation '${operation}' of '${resource}'. Choose one from the list, or the resource Custom API Call.`,
		);
	}
	const warn = () => warnOfMovingList(context, item);
	const items = await run(found, api, get, context.getTimezone(), warn);
	const names = canSimplify(found) && get('simplify', true) ? found.resource.simple : undefined;
	return names ? items.map((each) => simplified(each, names)) : items;
}

async function run(
	operation: NodeOperation,
	api: Api,
	get: GetParameter,
	timeZone: string,
	onUnsettled: () => void,
): Promise<IDataObject[]> {
	const request = toRequest(operation, get, timeZone);
	if (!isList(operation)) return [toResult(operation, await api(request), request)];
	const limit = get('returnAll', false) ? Infinity : toLimit(get('limit', 50));
	return await readList(api, operation, request, limit, onUnsettled);
}

function warnOfMovingList(context: IExecuteFunctions, itemIndex: number): void {
	const message = `[Item ${itemIndex}] The list changed in Clockodo each time while it was read: something may be missing in it. Run it again when less is going on.`;
	const { addExecutionHints }: Partial<IExecuteFunctions> = context;
	addExecutionHints?.call(context, { message, location: 'outputPane' });
	context.logger.warn(message);
}

function toLimit(raw: unknown): number {
	const limit = Number(raw);
	if (Number.isInteger(limit) && limit > 0) return limit;
	throw new ValueError(`Limit: '${String(raw)}' is not a whole number of 1 or more.`);
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

function nodeError(context: IExecuteFunctions, error: unknown, itemIndex: number): Error {
	const message = `[Item ${itemIndex}] ${messageOf(error)}`;
	if (!(error instanceof ClockodoError)) {
		return new NodeOperationError(context.getNode(), error as Error, { message, itemIndex });
	}
	const httpCode = error.status === undefined ? undefined : String(error.status);
	const response: JsonObject = { message: error.message };
	const description = `The request was ${error.request}.`;
	return new NodeApiError(context.getNode(), response, {
		message,
		description,
		httpCode,
		itemIndex,
	});
}
