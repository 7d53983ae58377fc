import type { INodeProperties } from 'n8n-workflow';
import { customCallResource } from '../table/resources';
import { operationProperty } from './operation-property';

const show = { resource: [customCallResource.value] };

export const customCallProperties: INodeProperties[] = [
	operationProperty(customCallResource.value, [
		{
			name: 'Custom API Call',
			value: 'call',
			action: 'Make a custom API call',
			description: 'Call any endpoint of the API with the same credential, retries and paging',
		},
	]),
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		displayOptions: { show },
		options: [
			{ name: 'DELETE', value: 'DELETE' },
			{ name: 'GET', value: 'GET' },
			{ name: 'POST', value: 'POST' },
			{ name: 'PUT', value: 'PUT' },
		],
		default: 'GET',
		description: 'GET reads, POST creates, PUT changes, DELETE deletes',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		displayOptions: { show },
		default: '',
		placeholder: '/v3/customers',
		description: 'With the version, behind the Base URL of the credential',
	},
	{
		displayName: 'Query',
		name: 'query',
		type: 'json',
		displayOptions: { show },
		default: '{}',
		description: 'Parameters of the query; inner objects travel as filter[name]=value',
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		displayOptions: { show: { ...show, method: ['POST', 'PUT'] } },
		default: '{}',
		description: 'What is sent, with the names that the API has for its fields',
	},
	{
		displayName: 'Read All Pages',
		name: 'allPages',
		type: 'boolean',
		displayOptions: { show: { ...show, method: ['GET'] } },
		default: false,
		description: 'Whether to read all pages of a list and return each of its entries as an item',
	},
];
