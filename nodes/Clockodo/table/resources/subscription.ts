import type { Resource } from '../resource';

export const subscription: Resource = {
	value: 'subscription',
	name: 'Subscription',
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get the subscription',
			description: "Get the account's plan at Clockodo and its number of licences",
			id: 'getSubscriptionV2',
		},
	],
};
