// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { integer } from './shapes';

export const userReportOperations = (): Operation[] => [
	{
		id: 'getUserreports',
		method: 'GET',
		path: '/userreports',
		tag: 'UserReport',
		query: {
			type: { $ref: 'UserReportType' },
			year: { type: 'integer', minimum: 1910, maximum: 2027 },
		},
		requiredQuery: ['year'],
		answer: { key: 'userreports', list: true, of: { $ref: 'UserReportV1' } },
	},
	{
		id: 'getUserreportById',
		method: 'GET',
		path: '/userreports/{id}',
		tag: 'UserReport',
		pathParameters: { id: integer },
		query: {
			type: { $ref: 'UserReportType' },
			year: { type: 'integer', minimum: 1910, maximum: 2027 },
		},
		requiredQuery: ['year'],
		answer: { key: 'userreport', of: { $ref: 'UserReportV1' } },
	},
];
