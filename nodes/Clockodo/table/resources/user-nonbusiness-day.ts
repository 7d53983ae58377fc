import type { Resource } from '../resource';

export const userNonbusinessDay: Resource = {
	value: 'userNonbusinessDay',
	name: "User's Nonbusiness Day",
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many nonbusiness days of users',
			description: 'Get the nonbusiness days of a year that apply to users',
		},
	],
};
