// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Schema } from '../schema.js';

export const projectReportModels: Record<string, Schema> = {
	ProjectReportsV3: {
		type: 'object',
		required: [
			'customers_id',
			'customers_name',
			'customers_number',
			'projects_id',
			'projects_name',
			'projects_number',
		],
		properties: {
			customers_id: { type: 'integer' },
			customers_name: { type: 'string', maxLength: 100 },
			customers_number: { type: ['string', 'null'], maxLength: 50 },
			projects_id: { type: 'integer' },
			projects_name: { type: 'string', maxLength: 100 },
			projects_number: { type: ['string', 'null'], maxLength: 50 },
		},
	},
	ProjectsReportReportItemV4: {
		type: 'object',
		required: [
			'customers_id',
			'customers_name',
			'customers_number',
			'projects_id',
			'projects_name',
			'projects_number',
		],
		properties: {
			customers_id: { type: 'integer' },
			customers_name: { type: 'string' },
			customers_number: { type: ['string', 'null'] },
			projects_id: { type: 'integer' },
			projects_name: { type: 'string' },
			projects_number: { type: ['string', 'null'] },
			subprojects_id: { type: 'integer' },
			subprojects_name: { type: 'string' },
			subprojects_number: { type: ['string', 'null'] },
		},
	},
};
