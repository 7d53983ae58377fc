// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';

export const subscriptionOperations = (): Operation[] => [
	{
		id: 'getSubscriptionV2',
		method: 'GET',
		path: '/v2/subscription',
		tag: 'Subscription',
		answer: { key: 'data', of: { $ref: 'subscription_v2' } },
	},
];
