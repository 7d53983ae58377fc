import { describe, expect, it, jest } from '@jest/globals';

import type { Api } from '../../../src/clockodo/client.js';
import { ClockodoError } from '../../../src/clockodo/errors.js';
import { enrich, type EnrichOptions } from '../../../src/webhook/enrich.js';

const notification = {
	event_name: 'customer.updated',
	subscription_id: 3,
	company_id: 1337,
	occurred_at: '2026-11-24T10:00:00Z',
	received_at: '2026-11-24T10:00:01.000Z',
	payload: { customer: { id: 7 } },
};
const options: EnrichOptions = { fetchResource: true, onFetchFailure: 'fail' };
const resource = { id: 7, name: 'Hotel' };

const answering = () => jest.fn<Api>(async () => await Promise.resolve({ data: resource }));
const failing = (error: Error) => jest.fn<Api>(async () => await Promise.reject(error));
const refused = new ClockodoError({ kind: 'status', status: 403, method: 'GET', path: '/' });

describe('the item of a notification', () => {
	it('holds everything that is known of the event, and the resource', async () => {
		expect(await enrich(notification, answering(), options)).toEqual({
			event_name: 'customer.updated',
			entity: 'customer',
			action: 'updated',
			resource_id: 7,
			resource_status: 'fetched',
			resource,
			occurred_at: '2026-11-24T10:00:00Z',
			received_at: '2026-11-24T10:00:01.000Z',
			subscription_id: 3,
			company_id: 1337,
			payload: { customer: { id: 7 } },
		});
	});

	it.each<[string, Partial<typeof notification>, Partial<EnrichOptions>, string]>([
		['it was deleted', { event_name: 'customer.deleted' }, {}, 'gone'],
		[
			'it was deleted and is not wanted',
			{ event_name: 'customer.deleted' },
			{ fetchResource: false },
			'gone',
		],
		['it is not wanted', {}, { fetchResource: false }, 'skipped'],
		[
			'its entity is not known yet',
			{ event_name: 'planet.created', payload: { planet: { id: 7 } } as never },
			{},
			'skipped',
		],
	])(
		'comes without the resource, and without asking for it, where %s',
		async (_what, changes, changed, status) => {
			const api = answering();
			const item = await enrich({ ...notification, ...changes }, api, { ...options, ...changed });
			expect(item).toMatchObject({ resource_status: status, resource: null, resource_id: 7 });
			expect(item).not.toHaveProperty('resource_error');
			expect(api).not.toHaveBeenCalled();
		},
	);

	it('is not made where the API does not give the resource, so that it can be retried', async () => {
		await expect(enrich(notification, failing(refused), options)).rejects.toBe(refused);
	});

	it('comes without the resource, and says why, where a person wants that', async () => {
		const lenient = { ...options, onFetchFailure: 'emit' as const };
		expect(await enrich(notification, failing(refused), lenient)).toMatchObject({
			resource_status: 'unavailable',
			resource: null,
			resource_error: refused.message,
		});
		const broken = new TypeError('broken');
		await expect(enrich(notification, failing(broken), lenient)).rejects.toBe(broken);
	});

	it('is not made of a payload without an ID', async () => {
		const empty = { ...notification, payload: {} as never };
		await expect(enrich(empty, answering(), options)).rejects.toThrow(
			new TypeError('The payload of customer.updated has no ID'),
		);
	});
});
