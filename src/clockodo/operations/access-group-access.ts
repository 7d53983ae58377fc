// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { id, integer } from './shapes';

export const accessGroupAccessOperations = (): Operation[] => [
	{
		id: 'updateAccessGroupsCustomerByAccessGroupsIdV2',
		method: 'PUT',
		path: '/v2/accessGroups/{accessGroupsId}/customers',
		tag: 'AccessGroupAccess',
		pathParameters: { accessGroupsId: integer },
		body: { id, type: { $ref: 'AccessType' }, value: { $ref: 'AccessValue' } },
		requiredBody: ['id', 'type', 'value'],
		answer: { of: { $ref: 'customer_projects_access_v2' } },
	},
	{
		id: 'updateAccessGroupsCustomersGeneralByAccessGroupsIdV2',
		method: 'PUT',
		path: '/v2/accessGroups/{accessGroupsId}/customers/general',
		tag: 'AccessGroupAccess',
		pathParameters: { accessGroupsId: integer },
		body: { type: { $ref: 'AccessType' }, value: { $ref: 'AccessValue' } },
		requiredBody: ['type', 'value'],
		answer: { of: { $ref: 'customer_projects_access_v2' } },
	},
	{
		id: 'getAccessGroupsCustomersProjectByAccessGroupsIdV2',
		method: 'GET',
		path: '/v2/accessGroups/{accessGroupsId}/customersProjects',
		tag: 'AccessGroupAccess',
		pathParameters: { accessGroupsId: integer },
		answer: { of: { $ref: 'customer_projects_access_v2' } },
	},
	{
		id: 'updateAccessGroupsProjectByAccessGroupsIdV2',
		method: 'PUT',
		path: '/v2/accessGroups/{accessGroupsId}/projects',
		tag: 'AccessGroupAccess',
		pathParameters: { accessGroupsId: integer },
		body: {
			id,
			type: { $ref: 'AccessType' },
			value: { $ref: 'ApiAccessGroupsProjectsV2_AccessValueForPut' },
		},
		requiredBody: ['id', 'type', 'value'],
		answer: { of: { $ref: 'customer_projects_access_v2' } },
	},
	{
		id: 'getAccessGroupsServiceByAccessGroupsIdV2',
		method: 'GET',
		path: '/v2/accessGroups/{accessGroupsId}/services',
		tag: 'AccessGroupAccess',
		pathParameters: { accessGroupsId: integer },
		answer: { of: { $ref: 'services_access_v2' } },
	},
	{
		id: 'updateAccessGroupsServiceByAccessGroupsIdV2',
		method: 'PUT',
		path: '/v2/accessGroups/{accessGroupsId}/services',
		tag: 'AccessGroupAccess',
		pathParameters: { accessGroupsId: integer },
		body: {
			id,
			type: { $ref: 'ApiAccessGroupsServicesV2_AccessTypeForPut' },
			value: { $ref: 'ApiAccessGroupsServicesV2_AccessValueForPut' },
		},
		requiredBody: ['id', 'type', 'value'],
		answer: { of: { $ref: 'services_access_v2' } },
	},
	{
		id: 'updateAccessGroupsServicesGeneralByAccessGroupsIdV2',
		method: 'PUT',
		path: '/v2/accessGroups/{accessGroupsId}/services/general',
		tag: 'AccessGroupAccess',
		pathParameters: { accessGroupsId: integer },
		body: {
			type: { $ref: 'ApiAccessGroupsServicesGeneralV2_AccessTypeForPut' },
			value: { $ref: 'AccessValue' },
		},
		requiredBody: ['type', 'value'],
		answer: { of: { $ref: 'services_access_v2' } },
	},
];
