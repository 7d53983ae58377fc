// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { dateTimeOrNull, flagOrNull, id, idOrNull, idOrZeroOrNull, integer, note } from './shapes';

export const clockOperations = (): Operation[] => [
	{
		id: 'getClockV2',
		method: 'GET',
		path: '/v2/clock',
		tag: 'Clock',
		query: { users_id: id },
		answer: { of: { $ref: 'ClockV2' } },
	},
	{
		id: 'createClockV2',
		method: 'POST',
		path: '/v2/clock',
		tag: 'Clock',
		body: {
			customers_id: id,
			services_id: id,
			billable: { oneOf: [{ $ref: 'Billable' }, { type: 'null' }] },
			duration_transfer: idOrZeroOrNull,
			projects_id: idOrZeroOrNull,
			subprojects_id: idOrZeroOrNull,
			text: note,
			time_since: dateTimeOrNull,
			users_id: idOrNull,
		},
		requiredBody: ['customers_id', 'services_id'],
		answer: { of: { $ref: 'ClockStartStopV2' } },
	},
	{
		id: 'updateClockByIdV2',
		method: 'PUT',
		path: '/v2/clock/{id}',
		tag: 'Clock',
		once: true,
		pathParameters: { id: integer },
		body: {
			time_since: dateTimeOrNull,
			time_since_before: dateTimeOrNull,
			time_until_before: dateTimeOrNull,
			duration: idOrZeroOrNull,
			duration_before: idOrZeroOrNull,
		},
		answer: { of: { $ref: 'ClockDurationV2' } },
	},
	{
		id: 'deleteClockByIdV2',
		method: 'DELETE',
		path: '/v2/clock/{id}',
		tag: 'Clock',
		once: true,
		pathParameters: { id: integer },
		query: {
			away: idOrZeroOrNull,
			start_new: flagOrNull,
			time_until: dateTimeOrNull,
			users_id: idOrNull,
		},
		answer: { of: { $ref: 'ClockStartStopV2' } },
	},
];
