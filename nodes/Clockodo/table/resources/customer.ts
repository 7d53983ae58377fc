import { standardOperations, type Resource } from '../resource';
import { upsertOperation } from './upsert';

export const customer: Resource = {
	value: 'customer',
	name: 'Customer',
	operations: [
		...standardOperations('a customer', 'customers'),
		upsertOperation('Customer', 'a customer'),
		{
			value: 'countProjects',
			name: 'Count Projects',
			action: 'Count the projects of customers',
			description: 'Get how many active and inactive projects customers have',
			id: 'getCustomersCountProjectsV3',
		},
	],
};
