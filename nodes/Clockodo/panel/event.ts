import type { INodeProperties } from 'n8n-workflow';
import { eventResource } from '../table/resources';
import { operationProperty } from './operation-property';

export const eventProperties: INodeProperties[] = [
	operationProperty(eventResource.value, [
		{
			name: 'Get Resource',
			value: 'getResource',
			action: 'Get the resource of an event',
			description:
				'Get what a notification of Clockodo speaks of: the entry, absence, project and so on, as it is now',
		},
	]),
	{
		displayName: 'Notification',
		name: 'notification',
		type: 'json',
		required: true,
		displayOptions: { show: { resource: [eventResource.value], operation: ['getResource'] } },
		default: '={{ $json }}',
		description:
			'An item of the Clockodo Trigger or of the Webhook node, or any object that has event_name and resource_id',
	},
];
