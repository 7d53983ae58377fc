// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { date, dateTime, flag, id, idOrZeroOrNull, integer, success } from './shapes';

export const workTimeOperations = (): Operation[] => [
	{
		id: 'getWorkTimesV2',
		method: 'GET',
		path: '/v2/workTimes',
		tag: 'WorkTime',
		query: { date_since: date, date_until: date, users_id: integer },
		requiredQuery: ['date_since', 'date_until', 'users_id'],
		answer: { key: 'work_time_days', list: true, paging: true, of: { $ref: 'WorkTimeV2' } },
	},
	{
		id: 'getWorkTimesChangeRequestsV2',
		method: 'GET',
		path: '/v2/workTimes/changeRequests',
		tag: 'WorkTime',
		query: {
			date_since: date,
			date_until: date,
			items_per_page: { type: 'integer', minimum: 1, maximum: 1000 },
			page: id,
			scope: { $ref: 'ChangeRequestScope' },
			sort: { type: 'array', items: { $ref: 'SortIdDate' } },
			status: { $ref: 'ChangeRequestStatus' },
			teams_id: {
				oneOf: [
					{ type: 'array', items: idOrZeroOrNull },
					idOrZeroOrNull,
					{ type: 'string', format: 'csv-string' },
				],
			},
			users_id: integer,
		},
		answer: {
			key: 'change_requests',
			list: true,
			paging: true,
			of: { $ref: 'WorkTimesChangeRequestV2' },
		},
	},
	{
		id: 'createWorkTimesChangeRequestV2',
		method: 'POST',
		path: '/v2/workTimes/changeRequests',
		tag: 'WorkTime',
		body: {
			date,
			users_id: id,
			changes: {
				type: 'array',
				items: {
					type: 'object',
					properties: {
						time_since: dateTime,
						time_until: dateTime,
						type: { $ref: 'ChangeRequestIntervalType' },
					},
				},
			},
		},
		requiredBody: ['date', 'users_id', 'changes'],
		answer: { of: { $ref: 'WorkTimesChangeRequestPostV2' } },
	},
	{
		id: 'deleteWorkTimesChangeRequestByIdV2',
		method: 'DELETE',
		path: '/v2/workTimes/changeRequests/{id}',
		tag: 'WorkTime',
		pathParameters: { id: integer },
		answer: { of: { $ref: 'WorkTimesChangeRequestDeleteV2' } },
	},
	{
		id: 'approveWorkTimesChangeRequestByIdV2',
		method: 'POST',
		path: '/v2/workTimes/changeRequests/{id}/approve',
		tag: 'WorkTime',
		deprecated: true,
		pathParameters: { id: integer },
		answer: { key: 'change_request', of: { type: ['object', 'null'] } },
	},
	{
		id: 'createWorkTimesChangeRequestsDeclineByIdV2',
		method: 'POST',
		path: '/v2/workTimes/changeRequests/{id}/decline',
		tag: 'WorkTime',
		deprecated: true,
		pathParameters: { id: integer },
		answer: { of: { $ref: 'WorkTimesChangeRequestsDeclineV2' } },
	},
	{
		id: 'approveWorkTimesChangeRequestByIdV3',
		method: 'POST',
		path: '/v3/workTimes/changeRequests/{id}/approve',
		tag: 'WorkTime',
		pathParameters: { id: integer },
		body: { approve_violations: flag },
		answer: { of: success },
	},
];
