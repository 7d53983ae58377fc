import { standardOperations, type Resource } from '../resource';

export const customer: Resource = {
	value: 'customer',
	name: 'Customer',
	operations: [
		...standardOperations({
			one: 'a customer',
			many: 'customers',
			ids: {
				create: 'createCustomerV3',
				delete: 'deleteCustomerByIdV3',
				get: 'getCustomerByIdV3',
				getAll: 'getCustomersV3',
				update: 'updateCustomerByIdV3',
			},
		}),
		{
			value: 'countProjects',
			name: 'Count Projects',
			action: 'Count the projects of customers',
			description: 'Get how many active and inactive projects customers have',
			id: 'getCustomersCountProjectsV3',
		},
	],
};
