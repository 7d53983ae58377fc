import type { Resource, ResourceOperation } from '../resource';

interface Ids {
	customer: string;
	customersGeneral: string;
	customersProjects: string;
	project: string;
	service: string;
	services: string;
	servicesGeneral: string;
}

const rightWords = { type: { name: 'Right', description: 'What it allows' } };

/** Rights on customers, projects and services: the same for a group and for a single user. */
export function accessOperations(owner: string, ids: Ids): ResourceOperation[] {
	return [
		{
			value: 'getCustomersProjects',
			name: 'Get for Customers and Projects',
			action: `Get the rights of ${owner} on customers and projects`,
			description: `Get which customers and projects ${owner} may use, see reports of, and edit`,
			id: ids.customersProjects,
		},
		{
			value: 'getServices',
			name: 'Get for Services',
			action: `Get the rights of ${owner} on services`,
			description: `Get which services ${owner} may use`,
			id: ids.services,
		},
		{
			value: 'updateCustomer',
			name: 'Update for a Customer',
			action: `Change the rights of ${owner} on a customer`,
			description: `Set a right of ${owner} on one customer`,
			id: ids.customer,
			lists: { id: 'customer' },
			words: { id: { name: 'Customer', description: 'What the right is on' } },
		},
		{
			value: 'updateCustomersGeneral',
			name: 'Update for All Customers',
			action: `Change the rights of ${owner} on all customers`,
			description: `Set a right of ${owner} on all customers and projects at once`,
			id: ids.customersGeneral,
		},
		{
			value: 'updateProject',
			name: 'Update for a Project',
			action: `Change the rights of ${owner} on a project`,
			description: `Set a right of ${owner} on one project`,
			id: ids.project,
			lists: { id: 'project' },
			words: { id: { name: 'Project', description: 'What the right is on' } },
		},
		{
			value: 'updateService',
			name: 'Update for a Service',
			action: `Change the rights of ${owner} on a service`,
			description: `Set a right of ${owner} on one service`,
			id: ids.service,
			lists: { id: 'service' },
			words: { id: { name: 'Service', description: 'What the right is on' } },
		},
		{
			value: 'updateServicesGeneral',
			name: 'Update for All Services',
			action: `Change the rights of ${owner} on all services`,
			description: `Set a right of ${owner} on all services at once`,
			id: ids.servicesGeneral,
		},
	];
}

export const accessGroupAccess: Resource = {
	value: 'accessGroupAccess',
	name: 'Access Group Right',
	operations: accessOperations('an access group', {
		customer: 'updateAccessGroupsCustomerByAccessGroupsIdV2',
		customersGeneral: 'updateAccessGroupsCustomersGeneralByAccessGroupsIdV2',
		customersProjects: 'getAccessGroupsCustomersProjectByAccessGroupsIdV2',
		project: 'updateAccessGroupsProjectByAccessGroupsIdV2',
		service: 'updateAccessGroupsServiceByAccessGroupsIdV2',
		services: 'getAccessGroupsServiceByAccessGroupsIdV2',
		servicesGeneral: 'updateAccessGroupsServicesGeneralByAccessGroupsIdV2',
	}),
	fields: rightWords,
};

export const individualUserAccess: Resource = {
	value: 'individualUserAccess',
	name: 'Individual User Right',
	operations: [
		...accessOperations('a user', {
			customer: 'updateIndividualUserAccessCustomerByUsersIdV2',
			customersGeneral: 'updateIndividualUserAccessCustomersGeneralByUsersIdV2',
			customersProjects: 'getIndividualUserAccessCustomersProjectByUsersIdV2',
			project: 'updateIndividualUserAccessProjectByUsersIdV2',
			service: 'updateIndividualUserAccessServiceByUsersIdV2',
			services: 'getIndividualUserAccessServiceByUsersIdV2',
			servicesGeneral: 'updateIndividualUserAccessServicesGeneralByUsersIdV2',
		}),
		{
			value: 'clear',
			name: 'Clear',
			action: 'Clear the individual rights of a user',
			description: 'Take all individual rights from a user, so that only access groups count',
			id: 'clearIndividualUserAccessByUsersIdV2',
		},
	],
	fields: rightWords,
};
