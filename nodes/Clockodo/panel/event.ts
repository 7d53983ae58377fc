import type { INodeProperties } from 'n8n-workflow';

/** The resource that stands for the events that Clockodo notifies of. */
export const eventResource = { name: 'Event', value: 'event' };

const show = { resource: [eventResource.value] };

export const eventProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show },
		options: [
			{
				name: 'Get Resource',
				value: 'getResource',
				action: 'Get the resource of an event',
				description:
					'Get what a notification of Clockodo speaks of: the entry, absence, project and so on, as it is now',
			},
		],
		default: 'getResource',
	},
	{
		displayName: 'Notification',
		name: 'notification',
		type: 'json',
		required: true,
		displayOptions: { show: { ...show, operation: ['getResource'] } },
		default: '={{ $json }}',
		description:
			'An item of the Clockodo Trigger or of the Webhook node, or any object that has event_name and resource_id',
	},
];
