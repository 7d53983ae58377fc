// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { date, id, idOrIds } from './shapes';

export const entryTextOperations = (): Operation[] => [
	{
		id: 'getEntriesTextsV3',
		method: 'GET',
		path: '/v3/entriesTexts',
		tag: 'EntryText',
		query: {
			filter: {
				type: 'object',
				properties: {
					billable: { $ref: 'Billable' },
					customers_id: id,
					day: date,
					projects_id: idOrIds,
					services_id: idOrIds,
					time_since: date,
					time_until: date,
					users_id: idOrIds,
				},
			},
			items: { type: 'integer', minimum: 1, maximum: 800 },
			mode: { $ref: 'EntryTextMode' },
			term: { type: 'string', maxLength: 1000 },
		},
		requiredQuery: ['mode'],
		answer: { key: 'data', list: true, of: { $ref: 'entriesText_v3' } },
	},
];
