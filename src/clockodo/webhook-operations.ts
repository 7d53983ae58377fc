import type { Operation } from './operation';
import type { Schema } from './schema';

/**
 * The webhook endpoints of a Clockodo-style API, in the vendor's conventions. The vendor's own API
 * has none: they are this project's (docs/webhook-api.md), served by its sandbox.
 */
const id: Schema = { type: 'integer', minimum: 1 };
const text: Schema = { type: 'string' };
const textOrNull: Schema = { type: ['string', 'null'] };
const moment: Schema = { type: 'string', format: 'date-time' };
const momentOrNull: Schema = { type: ['string', 'null'], format: 'date-time' };
const eventName: Schema = { type: 'string', maxLength: 100 };
const url: Schema = { type: 'string', maxLength: 2000 };
const token: Schema = { type: 'string', maxLength: 255 };
/** The largest page of webhooks. */
export const webhooksPageSize = 1000;

const itemsPerPage: Schema = { type: 'integer', minimum: 1, maximum: webhooksPageSize };

/** A webhook as the API shows it: its token is never among it. */
export const webhookModel: Schema = {
	type: 'object',
	required: [
		'id',
		'event_name',
		'url',
		'active',
		'validated_at',
		'last_sent_at',
		'created_at',
		'updated_at',
	],
	properties: {
		id,
		event_name: text,
		url: text,
		active: { type: 'boolean' },
		validated_at: momentOrNull,
		last_sent_at: momentOrNull,
		created_at: moment,
		updated_at: moment,
	},
};

/** One attempt to deliver an event. */
export const webhookProtocolModel: Schema = {
	type: 'object',
	required: [
		'id',
		'event_name',
		'resource_id',
		'sent_at',
		'attempt',
		'status_code',
		'duration_ms',
		'error',
	],
	properties: {
		id,
		event_name: text,
		resource_id: id,
		sent_at: moment,
		attempt: id,
		status_code: { type: ['integer', 'null'] },
		duration_ms: { type: 'integer' },
		error: textOrNull,
	},
};

const tag = 'Webhook';
/** Where the webhook endpoints are, relative to the API's base URL. */
export const webhooksPath = '/v2/webhooks';
const pathParameters = { id };
const webhook = { key: 'data', of: webhookModel };

export const webhookOperations: readonly Operation[] = [
	{
		id: 'getWebhooksV2',
		method: 'GET',
		path: webhooksPath,
		tag,
		query: {
			filter: {
				type: 'object',
				properties: { url: text, event_name: text, active: { type: 'boolean' } },
			},
			items_per_page: itemsPerPage,
			page: id,
		},
		answer: { key: 'data', list: true, paging: true, of: webhookModel },
	},
	{
		id: 'createWebhookV2',
		method: 'POST',
		path: webhooksPath,
		tag,
		body: { event_name: eventName, url, token },
		requiredBody: ['event_name', 'url', 'token'],
		answer: webhook,
	},
	{
		id: 'confirmWebhookV2',
		method: 'POST',
		path: `${webhooksPath}/confirm`,
		tag,
		body: { secret: text },
		requiredBody: ['secret'],
		answer: webhook,
	},
	{
		id: 'getWebhookByIdV2',
		method: 'GET',
		path: `${webhooksPath}/{id}`,
		tag,
		pathParameters,
		answer: webhook,
	},
	{
		id: 'updateWebhookByIdV2',
		method: 'PUT',
		path: `${webhooksPath}/{id}`,
		tag,
		pathParameters,
		body: { event_name: eventName, url, token },
		answer: webhook,
	},
	{
		id: 'deleteWebhookByIdV2',
		method: 'DELETE',
		path: `${webhooksPath}/{id}`,
		tag,
		pathParameters,
		answer: {
			of: { type: 'object', required: ['success'], properties: { success: { type: 'boolean' } } },
		},
	},
	{
		id: 'validateWebhookByIdV2',
		method: 'POST',
		path: `${webhooksPath}/{id}/validate`,
		tag,
		pathParameters,
		answer: {
			of: {
				type: 'object',
				required: ['data', 'delivery'],
				properties: {
					data: webhookModel,
					delivery: {
						type: 'object',
						required: ['status_code', 'duration_ms', 'error'],
						properties: {
							status_code: { type: ['integer', 'null'] },
							duration_ms: { type: 'integer' },
							error: textOrNull,
						},
					},
				},
			},
		},
	},
	{
		id: 'getWebhookProtocolByIdV2',
		method: 'GET',
		path: `${webhooksPath}/{id}/protocol`,
		tag,
		pathParameters,
		query: { items_per_page: itemsPerPage, page: id },
		answer: { key: 'data', list: true, paging: true, of: webhookProtocolModel },
	},
];
