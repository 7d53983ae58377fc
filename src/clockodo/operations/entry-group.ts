// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { dateTime, entriesFilter, flagOrNull, idOrNull, text, textOrNull } from './shapes';

export const entryGroupOperations = (): Operation[] => [
	{
		id: 'getEntrygroupsV2',
		method: 'GET',
		path: '/v2/entrygroups',
		tag: 'EntryGroup',
		query: {
			calc_also_revenues_for_projects_with_hard_budget: flagOrNull,
			filter: entriesFilter,
			grouping: { type: 'array', items: { $ref: 'Grouping' } },
			prepend_customer_to_project_name: flagOrNull,
			round_to_minutes: { type: ['integer', 'null'] },
			time_since: dateTime,
			time_until: dateTime,
		},
		requiredQuery: ['grouping', 'time_since', 'time_until'],
		answer: { key: 'groups', list: true, of: { $ref: 'EntryGroupV2' } },
	},
	{
		id: 'updateEntrygroupV2',
		method: 'PUT',
		path: '/v2/entrygroups',
		tag: 'EntryGroup',
		once: true,
		body: {
			time_since: dateTime,
			time_until: dateTime,
			users_id: idOrNull,
			customers_id: idOrNull,
			projects_id: idOrNull,
			subprojects_id: idOrNull,
			services_id: idOrNull,
			lumpsum_services_id: idOrNull,
			billable: { oneOf: [{ $ref: 'BillableDistinct' }, { type: 'null' }] },
			text: textOrNull,
			hourly_rate: { type: ['number', 'null'], minimum: 0 },
			confirm_key: text,
			filter: entriesFilter,
		},
		requiredBody: ['time_since', 'time_until'],
		answer: {
			of: { oneOf: [{ $ref: 'EntryGroupUpdateV2' }, { $ref: 'EntryGroupConfirmUpdateV2' }] },
		},
	},
	{
		id: 'deleteEntrygroupV2',
		method: 'DELETE',
		path: '/v2/entrygroups',
		tag: 'EntryGroup',
		once: true,
		query: { confirm_key: text, filter: entriesFilter, time_since: dateTime, time_until: dateTime },
		requiredQuery: ['time_since', 'time_until'],
		answer: {
			of: { oneOf: [{ $ref: 'EntryGroupUpdateV2' }, { $ref: 'EntryGroupConfirmUpdateV2' }] },
		},
	},
];
