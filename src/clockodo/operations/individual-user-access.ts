// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { id, integer, success } from './shapes';

export const individualUserAccessOperations = (): Operation[] => [
	{
		id: 'clearIndividualUserAccessByUsersIdV2',
		method: 'POST',
		path: '/v2/individualUserAccess/{usersId}/clear',
		tag: 'IndividualUserAccess',
		pathParameters: { usersId: integer },
		answer: { of: success },
	},
	{
		id: 'updateIndividualUserAccessCustomerByUsersIdV2',
		method: 'PUT',
		path: '/v2/individualUserAccess/{usersId}/customers',
		tag: 'IndividualUserAccess',
		pathParameters: { usersId: integer },
		body: { id, type: { $ref: 'AccessType' }, value: { $ref: 'AccessValue' } },
		requiredBody: ['id', 'type', 'value'],
		answer: { of: { $ref: 'customer_projects_access_v2' } },
	},
	{
		id: 'updateIndividualUserAccessCustomersGeneralByUsersIdV2',
		method: 'PUT',
		path: '/v2/individualUserAccess/{usersId}/customers/general',
		tag: 'IndividualUserAccess',
		pathParameters: { usersId: integer },
		body: { type: { $ref: 'AccessType' }, value: { $ref: 'AccessValue' } },
		requiredBody: ['type', 'value'],
		answer: { of: { $ref: 'customer_projects_access_v2' } },
	},
	{
		id: 'getIndividualUserAccessCustomersProjectByUsersIdV2',
		method: 'GET',
		path: '/v2/individualUserAccess/{usersId}/customersProjects',
		tag: 'IndividualUserAccess',
		pathParameters: { usersId: integer },
		answer: { of: { $ref: 'customer_projects_access_v2' } },
	},
	{
		id: 'updateIndividualUserAccessProjectByUsersIdV2',
		method: 'PUT',
		path: '/v2/individualUserAccess/{usersId}/projects',
		tag: 'IndividualUserAccess',
		pathParameters: { usersId: integer },
		body: {
			id,
			type: { $ref: 'AccessType' },
			value: { $ref: 'ApiAccessGroupsProjectsV2_AccessValueForPut' },
		},
		requiredBody: ['id', 'type', 'value'],
		answer: { of: { $ref: 'customer_projects_access_v2' } },
	},
	{
		id: 'getIndividualUserAccessServiceByUsersIdV2',
		method: 'GET',
		path: '/v2/individualUserAccess/{usersId}/services',
		tag: 'IndividualUserAccess',
		pathParameters: { usersId: integer },
		answer: { of: { $ref: 'services_access_v2' } },
	},
	{
		id: 'updateIndividualUserAccessServiceByUsersIdV2',
		method: 'PUT',
		path: '/v2/individualUserAccess/{usersId}/services',
		tag: 'IndividualUserAccess',
		pathParameters: { usersId: integer },
		body: {
			id,
			type: { $ref: 'ApiAccessGroupsServicesV2_AccessTypeForPut' },
			value: { $ref: 'ApiAccessGroupsServicesV2_AccessValueForPut' },
		},
		requiredBody: ['id', 'type', 'value'],
		answer: { of: { $ref: 'services_access_v2' } },
	},
	{
		id: 'updateIndividualUserAccessServicesGeneralByUsersIdV2',
		method: 'PUT',
		path: '/v2/individualUserAccess/{usersId}/services/general',
		tag: 'IndividualUserAccess',
		pathParameters: { usersId: integer },
		body: {
			type: { $ref: 'ApiAccessGroupsServicesGeneralV2_AccessTypeForPut' },
			value: { $ref: 'AccessValue' },
		},
		requiredBody: ['type', 'value'],
		answer: { of: { $ref: 'services_access_v2' } },
	},
];
