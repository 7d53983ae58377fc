// Made by `npm run generate` from Clockodo's API description (operations of 2026-06-24, answers of 2026-03-12).

import type { Operation } from '../operation';
import { id, idOrNull, idOrZero, ids, rate, success } from './shapes';

export const rateOperations = (): Operation[] => [
	{
		id: 'getRatesV4',
		method: 'GET',
		path: '/v4/rates',
		tag: 'Rate',
		answer: { key: 'data', list: true, of: { $ref: 'RateV4' } },
	},
	{
		id: 'createRateV4',
		method: 'POST',
		path: '/v4/rates',
		tag: 'Rate',
		body: {
			parent_rate_id: idOrNull,
			customer_ids: ids,
			project_ids: ids,
			service_ids: ids,
			user_ids: ids,
			hourly_rate: rate,
		},
		requiredBody: ['hourly_rate'],
		answer: { key: 'data', of: { $ref: 'RateV4' } },
	},
	{
		id: 'updateRatesDefaultV4',
		method: 'PUT',
		path: '/v4/rates/default',
		tag: 'Rate',
		body: { hourly_rate: rate },
		requiredBody: ['hourly_rate'],
		answer: { key: 'data', of: { $ref: 'RateV4' } },
	},
	{
		id: 'getRateByIdV4',
		method: 'GET',
		path: '/v4/rates/{id}',
		tag: 'Rate',
		pathParameters: { id },
		answer: { key: 'data', of: { $ref: 'RateV4' } },
	},
	{
		id: 'updateRateByIdV4',
		method: 'PUT',
		path: '/v4/rates/{id}',
		tag: 'Rate',
		pathParameters: { id },
		body: {
			customer_ids: ids,
			project_ids: ids,
			service_ids: ids,
			user_ids: ids,
			hourly_rate: rate,
		},
		answer: { key: 'data', of: { $ref: 'RateV4' } },
	},
	{
		id: 'deleteRateByIdV4',
		method: 'DELETE',
		path: '/v4/rates/{id}',
		tag: 'Rate',
		pathParameters: { id },
		answer: { of: success },
	},
	{
		id: 'updateRatesSortByIdV4',
		method: 'PUT',
		path: '/v4/rates/{id}/sort',
		tag: 'Rate',
		pathParameters: { id: idOrZero },
		body: { ids },
		requiredBody: ['ids'],
		answer: { key: 'data', of: { $ref: 'RateV4' } },
	},
];
