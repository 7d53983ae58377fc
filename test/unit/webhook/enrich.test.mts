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
			source: 'webhook',
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

	const absent = new ClockodoError({
		kind: 'status',
		status: 404,
		method: 'GET',
		path: '/',
		body: { error: { message: 'Not found' } },
	});

	it('waits for a resource that is not there yet, as long as its execution runs', async () => {
		jest.useFakeTimers();
		const late = answering().mockRejectedValueOnce(absent);
		const item = enrich(notification, late, options);
		await jest.runAllTimersAsync();
		expect(await item).toMatchObject({ resource_status: 'fetched', resource });
		expect(late).toHaveBeenCalledTimes(2);
		const abort = new AbortController();
		const never = failing(absent);
		const cancelled = enrich(notification, never, { ...options, abortSignal: abort.signal });
		const outcome = cancelled.catch((error: unknown) => error);
		await jest.advanceTimersByTimeAsync(100);
		abort.abort();
		await jest.runAllTimersAsync();
		expect(await outcome).toBeInstanceOf(Error);
		expect(never).toHaveBeenCalledTimes(1);
		jest.useRealTimers();
	});

	it('says of what the sender did not tell that it is not known', async () => {
		const unknown = { subscription_id: null, company_id: null, occurred_at: null };
		const item = await enrich({ ...notification, ...unknown }, answering(), options);
		expect(item).toMatchObject({ ...unknown, resource_status: 'fetched' });
	});

	it('is not made of a payload without an ID', async () => {
		const empty = { ...notification, payload: {} as never };
		await expect(enrich(empty, answering(), options)).rejects.toThrow(
			new TypeError('The payload of customer.updated has no ID'),
		);
	});
});
