import { randomUUID } from 'node:crypto';
import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import type { Field } from '../../nodes/Clockodo/table/fields.js';
import type { FieldKind } from '../../nodes/Clockodo/table/field-kind.js';
import type { NodeOperation } from '../../nodes/Clockodo/table/operations.js';
import { events } from '../../src/clockodo/events.js';
import type { SandboxClient } from '../../sandbox/client/client.mjs';
import { sampleRequests, type SampleRequest } from './sandbox-requests.mjs';

let counter = 0;
const newWebhook = () => ({
	// Of different entities: an account may have three webhooks for each.
	event_name: events[(counter++ * 5) % events.length].name,
	url: `http://127.0.0.1:9/${randomUUID()}`,
	token: 'token',
});

const webhook = async (client: SandboxClient): Promise<SampleRequest> => {
	const { data } = await client<{ data: { id: number } }>('POST', '/v2/webhooks', newWebhook());
	return { path: { id: data.id } };
};

/** Requests of the webhook endpoints, which are not in the vendor's description. */
const webhookRequests: Record<
	string,
	(client: SandboxClient) => SampleRequest | Promise<SampleRequest>
> = {
	getWebhooksV2: async (client) => {
		await webhook(client);
		return { query: { filter: { active: false } } };
	},
	createWebhookV2: () => ({ body: newWebhook() }),
	getWebhookByIdV2: webhook,
	updateWebhookByIdV2: async (client) => ({
		...(await webhook(client)),
		body: { event_name: 'entry.updated' },
	}),
	deleteWebhookByIdV2: webhook,
	validateWebhookByIdV2: webhook,
	getWebhookProtocolByIdV2: webhook,
};

const requests = new Map(Object.entries({ ...webhookRequests, ...sampleRequests }));

/** A request for the operation that the sandbox can carry out; undefined where a test makes its own. */
export async function sampleFor(
	{ operation, choice }: NodeOperation,
	client: SandboxClient,
): Promise<SampleRequest | undefined> {
	const make = requests.get(operation.id);
	if (make === undefined) return undefined;
	const sample = await make(client);
	return choice.preset ? { ...sample, body: { ...choice.preset } } : sample;
}

/** The node's parameters that lead to the request. */
export function parametersFor(
	{ resource, choice, fields }: NodeOperation,
	sample: SampleRequest,
): INodeParameters {
	const parameters: INodeParameters = {
		resource: resource.value,
		operation: choice.value,
		returnAll: true,
		simplify: false,
	};
	for (const field of fields) {
		const value = valueIn(sample, field);
		if (value !== undefined) put(parameters, field, value as NodeParameterValueType);
	}
	return parameters;
}

function valueIn({ path, query, body }: SampleRequest, { name, destination }: Field): unknown {
	if (destination === 'path') return path?.[name];
	if (destination === 'query') return query?.[name];
	if (destination === 'body') return body?.[name];
	const filter = (destination === 'queryFilter' ? query : body)?.filter;
	return (filter as Record<string, unknown> | undefined)?.[name];
}

function put(
	parameters: INodeParameters,
	{ name, section, kind }: Field,
	value: NodeParameterValueType,
): void {
	if (value === null && section === 'updateFields') {
		parameters.clearFields = [...((parameters.clearFields ?? []) as string[]), name];
		return;
	}
	const shown = asShown(kind, value);
	if (section === 'top' || section === 'sort') parameters[name] = shown;
	else parameters[section] = { ...(parameters[section] as INodeParameters), [name]: shown };
}

/** The value in the form that the panel keeps it in. */
function asShown({ type }: FieldKind, value: NodeParameterValueType): NodeParameterValueType {
	if (type === 'reference') return { __rl: true, mode: 'id', value: String(value) };
	if (type === 'groups') return { values: value };
	return value;
}
