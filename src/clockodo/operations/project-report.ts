// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { flag, id, text } from './shapes';

export const projectReportOperations = (): Operation[] => [
	{
		id: 'getProjectsReportsV3',
		method: 'GET',
		path: '/v3/projects/reports',
		tag: 'ProjectReport',
		query: {
			filter: {
				type: 'object',
				properties: {
					active: flag,
					budget_source: {
						oneOf: [
							{ type: 'array', items: { $ref: 'BudgetSource' } },
							{ $ref: 'BudgetSource' },
							{ type: 'string', format: 'csv-string' },
						],
					},
					fulltext: text,
				},
			},
			items_per_page: { type: 'integer', minimum: 1, maximum: 250 },
			page: id,
			sort: { type: 'array', items: { $ref: 'ApiProjectsReportsV3_SortForIndex' } },
		},
		answer: { key: 'data', list: true, paging: true, of: { $ref: 'ProjectReportsV3' } },
	},
	{
		id: 'getProjectsReportsV4',
		method: 'GET',
		path: '/v4/projects/reports',
		tag: 'ProjectReport',
		query: {
			filter: {
				type: 'object',
				properties: {
					active: flag,
					budget_source: {
						oneOf: [
							{ type: 'array', items: { $ref: 'BudgetSource' } },
							{ $ref: 'BudgetSource' },
							{ type: 'string', format: 'csv-string' },
						],
					},
					fulltext: text,
				},
			},
			items_per_page: { type: 'integer', minimum: 1, maximum: 250 },
			page: id,
			sort: { type: 'array', items: { $ref: 'ApiProjectsReportsV4_SortForIndex' } },
		},
		answer: { key: 'data', list: true, paging: true, of: { $ref: 'ProjectsReportReportItemV4' } },
	},
];
