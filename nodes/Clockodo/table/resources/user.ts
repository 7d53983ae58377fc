import { standardOperations, type Resource } from '../resource';
import { upsertOperation } from './upsert';

export const user: Resource = {
	value: 'user',
	name: 'User',
	operations: [
		...standardOperations('a user', 'users'),
		upsertOperation('User', 'a user'),
		{
			value: 'getCustomersProjects',
			name: 'Get Accessible Customers and Projects',
			action: 'Get the customers and projects that a user can access',
			description: 'Get which customers and projects a user may use, see reports of, and edit',
			id: 'getUsersAccessCustomersProjectByIdV2',
		},
		{
			value: 'getServices',
			name: 'Get Accessible Services',
			action: 'Get the services that a user can access',
			description: 'Get which services a user may use',
			id: 'getUsersAccessServiceByIdV2',
		},
		{
			value: 'getMe',
			name: 'Get Own',
			action: 'Get the own user',
			description: 'Get the user whose API key the credential has',
			id: 'getUsersMeV4',
		},
	],
	simple: [
		'id',
		'name',
		'number',
		'email',
		'role',
		'active',
		'teams_id',
		'language',
		'timezone',
		'start_date',
	],
};
