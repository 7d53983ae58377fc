// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { name, textOrNull } from './shapes';

export const registerOperations = (): Operation[] => [
	{
		id: 'createRegister',
		method: 'POST',
		path: '/register',
		tag: 'Register',
		body: {
			companies_name: name,
			name,
			email: { type: 'string', format: 'email' },
			rfs: textOrNull,
			bs: textOrNull,
			gtc_agreed: textOrNull,
		},
		requiredBody: ['companies_name', 'name', 'email'],
		answer: { of: { $ref: 'RegisterV1' } },
	},
];
